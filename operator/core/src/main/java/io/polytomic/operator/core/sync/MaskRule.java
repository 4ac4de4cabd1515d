package io.polytomic.operator.core.sync;

import java.util.Arrays;

/**
 * Every enabled field whose id matches is obfuscated, today's and tomorrow's. Both parts are globs over the whole id in
 * which {@code *} stands for any text; letter case does not matter, so that a renamed {@code Email} is not written open.
 */
public record MaskRule(String schemas, String fields) {
    public boolean matches(String schemaId, String fieldId) {
        return glob(schemas, schemaId) && glob(fields, fieldId);
    }

    public boolean matchesSchema(String schemaId) {
        return glob(schemas, schemaId);
    }

    /** Without backtracking: a rule of many stars must not keep the operator busy for ever. */
    private static boolean glob(String glob, String text) {
        var literals = glob.split("\\*", -1);
        var first = literals[0];
        var last = literals[literals.length - 1];
        if (literals.length == 1) {
            return glob.equalsIgnoreCase(text);
        }
        int end = text.length() - last.length();
        if (end < first.length() || !isAt(text, 0, first) || !isAt(text, end, last)) {
            return false;
        }
        int from = first.length();
        for (var literal : Arrays.asList(literals).subList(1, literals.length - 1)) {
            while (from + literal.length() <= end && !isAt(text, from, literal)) {
                from++;
            }
            from += literal.length();
        }
        return from <= end;
    }

    private static boolean isAt(String text, int position, String literal) {
        return text.regionMatches(true, position, literal, 0, literal.length());
    }
}
