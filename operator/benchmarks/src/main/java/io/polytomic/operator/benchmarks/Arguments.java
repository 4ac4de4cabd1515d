package io.polytomic.operator.benchmarks;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Values that nothing can be measured with are refused before anything is, each in one sentence. */
final class Arguments {
    private static final String NUMBERS = "whole numbers from 1 on";
    private static final String DURATIONS = "durations such as PT10S or PT5M";
    private static final Map<String, String> ALLOWED = Map.of(
            "--objects",
            NUMBERS,
            "--memory",
            NUMBERS,
            "--rest",
            DURATIONS,
            "--busy",
            DURATIONS,
            "--parts",
            Arrays.stream(Part.values())
                    .map(part -> part.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ")));

    private Arguments() {}

    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException(NUMBERS);
            }
            throw new TypeConversionException(NUMBERS);
        }
    }

    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                var span = Duration.parse(text);
                if (!span.isZero() && !span.isNegative()) {
                    return span;
                }
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(DURATIONS);
            }
            throw new TypeConversionException(DURATIONS);
        }
    }

    static int refuse(ParameterException e, String... line) {
        var err = e.getCommandLine().getErr();
        err.println(sentence(e));
        err.println("See " + e.getCommandLine().getCommandName() + " --help.");
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException e) {
        var name = e.getArgSpec() instanceof OptionSpec option ? option.longestName() : "";
        return ALLOWED.containsKey(name) && e.getValue() != null
                ? "%s: found \"%s\", allowed are %s.".formatted(name, e.getValue(), ALLOWED.get(name))
                : e.getMessage();
    }
}
