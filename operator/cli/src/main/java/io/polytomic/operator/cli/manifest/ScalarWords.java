package io.polytomic.operator.cli.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * What a plain word of YAML means to kubectl and Argo CD, which read YAML 1.1: {@code no} is false there, and a file that
 * relied on another reading would say something else in the cluster than here.
 */
final class ScalarWords extends JsonSchema {
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INT = Pattern.compile("[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|[0-9][0-9_]*)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?([0-9][0-9_]*)?([.][0-9_]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?[.](inf|Inf|INF)|[.](nan|NaN|NAN)");

    /** Thrown for numbers JSON does not have. */
    static final class NoJsonNumber extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoJsonNumber(String word) {
            super("\"" + word + "\" is a number JSON does not have; put it in quotes if it is a text.");
        }
    }

    @Override
    public ScalarResolver getScalarResolver() {
        return (word, implicit) -> implicit ? tag(word) : Tag.STR;
    }

    static Tag tag(String word) {
        if (NULL.contains(word)) {
            return Tag.NULL;
        }
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return Tag.BOOL;
        }
        if (INT.matcher(word).matches()) {
            return Tag.INT;
        }
        boolean hasDigit = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean number = hasDigit && FLOAT.matcher(word).matches();
        return number || NOT_FINITE.matcher(word).matches() ? Tag.FLOAT : Tag.STR;
    }

    static boolean isTrue(String word) {
        return TRUE.contains(word);
    }

    static BigInteger integer(String word) {
        var digits = word.replace("_", "").replace("+", "");
        boolean negative = digits.startsWith("-");
        var magnitude = negative ? digits.substring(1) : digits;
        var value = magnitude(magnitude);
        return negative ? value.negate() : value;
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0o")) {
            return new BigInteger(digits.substring(2), 8);
        }
        boolean octal = digits.length() > 1 && digits.startsWith("0") && digits.matches("[0-7]+");
        return new BigInteger(digits, octal ? 8 : 10);
    }

    static BigDecimal decimal(String word) {
        if (NOT_FINITE.matcher(word).matches()) {
            throw new NoJsonNumber(word);
        }
        return new BigDecimal(word.replace("_", ""));
    }
}
