package io.polytomic.operator.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of report.md. */
record Report(Run run, Properties reasons, String notes) {
    private static final List<Figure> PLOTTED =
            List.of(Figure.READY, Figure.CPU_RATIO, Figure.RSS_PEAK, Figure.IDLE_CPU, Figure.FILL);

    String markdown() {
        var out = new StringBuilder("# Fleet benchmark\n\n");
        out.append(
                "Made by `operator/benchmarks/run`; [README.md](README.md) says what each figure means and what it cannot"
                        + " tell. Do not edit.\n\n");
        new TreeMap<>(run.about()).forEach((what, value) -> out.append("- %s: %s%n".formatted(what, value)));
        descriptions().forEach((name, text) -> out.append("- %s: %s%n".formatted(name, text)));
        out.append("- terraform: ").append(run.terraform()).append("\n\n## Targets\n\n");
        targets(out);
        out.append("\n## Figures\n\n");
        figures(out);
        out.append("\n## API-server writes an object until Ready\n\n");
        counts(out, Result::writes);
        out.append("\n## Remote calls an object until Ready\n\n");
        counts(out, Result::calls);
        out.append("\n## Remote calls an hour at rest, all organizations\n\n");
        counts(out, Result::restCalls);
        out.append("\n## Plots\n\n");
        PLOTTED.forEach(figure -> out.append("![%s](%s)%n".formatted(figure.label(), file(figure))));
        planner(out);
        return out.append("\n")
                        .append(notes)
                        .toString()
                        .replaceAll("\n{3,}", "\n\n")
                        .stripTrailing() + "\n";
    }

    /** By file name. */
    Map<String, String> plots() {
        return PLOTTED.stream()
                .collect(Collectors.toMap(Report::file, figure -> plot(figure).text()));
    }

    private static String file(Figure figure) {
        return "report-" + figure.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".svg";
    }

    private Svg plot(Figure figure) {
        var lines = candidates().stream()
                .map(candidate -> new Svg.Line(candidate, values(candidate, figure)))
                .filter(line -> !line.values().isEmpty())
                .toList();
        return new Svg(figure.label(), figure.unit(), lines);
    }

    private TreeMap<Integer, Double> values(String candidate, Figure figure) {
        var values = new TreeMap<Integer, Double>();
        for (int size : run.sizes()) {
            double value = run.figure(candidate, size, figure);
            if (!Double.isNaN(value)) {
                values.put(size, value);
            }
        }
        return values;
    }

    private List<String> candidates() {
        return run.results().stream().map(Result::candidate).distinct().sorted().toList();
    }

    private Map<String, String> descriptions() {
        var texts = new TreeMap<String, String>();
        run.results().forEach(result -> texts.put(result.candidate() + " operator", result.description()));
        return texts;
    }

    private void targets(StringBuilder out) {
        out.append("| target | limit | measured | |\n|---|---|---|---|\n");
        for (var target : Target.of(run)) {
            var verdict = target.verdict();
            var reason = verdict == Target.Verdict.MISSED
                    ? ": " + reasons.getProperty(target.id(), "the reason is not known yet")
                    : "";
            out.append("| %s | %s%s %s | %s | %s%s |%n"
                    .formatted(
                            target.sentence(),
                            target.exactly() ? "" : "at most ",
                            Numbers.shortly(target.limit()),
                            target.unit(),
                            Numbers.shortly(target.measured()),
                            verdict.word(),
                            reason));
        }
    }

    private void figures(StringBuilder out) {
        var columns = columns();
        head(out, columns);
        for (var figure : Figure.values()) {
            if (columns.stream().anyMatch(result -> result.get(figure) != null)) {
                out.append("| ").append(figure.label());
                out.append(figure.unit().isEmpty() ? "" : ", " + figure.unit()).append(" |");
                columns.forEach(result -> out.append(" %s |".formatted(number(result.get(figure)))));
                out.append("\n");
            }
        }
    }

    private void counts(StringBuilder out, Function<Result, Map<String, Double>> counts) {
        var columns = columns();
        head(out, columns);
        var names = new TreeSet<String>();
        columns.forEach(result -> names.addAll(counts.apply(result).keySet()));
        for (var name : names) {
            out.append("| `").append(name).append("` |");
            columns.forEach(result ->
                    out.append(" %s |".formatted(number(counts.apply(result).get(name)))));
            out.append("\n");
        }
    }

    private List<Result> columns() {
        return run.sizes().stream()
                .flatMap(size -> candidates().stream().map(candidate -> run.of(candidate, size)))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static void head(StringBuilder out, List<Result> columns) {
        out.append("| |");
        columns.forEach(result -> out.append(" %s, %,d |".formatted(result.candidate(), result.objects())));
        out.append("\n|---|").append("---:|".repeat(columns.size())).append("\n");
    }

    private static String number(Double value) {
        return value == null ? "" : Numbers.shortly(value);
    }

    private void planner(StringBuilder out) {
        if (run.planner().isEmpty()) {
            return;
        }
        out.append("\n## Planner and translator (JMH, one sync of 10,000 schemas)\n\n");
        out.append("| | ms | ± | allocated, MB |\n|---|---:|---:|---:|\n");
        run.planner()
                .forEach(result -> out.append("| %s | %s | %s | %s |%n"
                        .formatted(
                                result.name(),
                                Numbers.shortly(result.milliseconds()),
                                Numbers.shortly(result.error()),
                                Numbers.shortly(result.allocatedBytes() / 1e6))));
    }
}
