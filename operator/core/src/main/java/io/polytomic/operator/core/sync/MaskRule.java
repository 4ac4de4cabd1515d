package io.polytomic.operator.core.sync;

import java.util.regex.Pattern;

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

    private static boolean glob(String glob, String text) {
        var regex = new StringBuilder();
        for (var literal : glob.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }
}
