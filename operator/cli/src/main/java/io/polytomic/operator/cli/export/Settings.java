package io.polytomic.operator.cli.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Configurations of connections as they may stand in a file: without what is, or looks like, a secret. */
final class Settings {
    private static final Pattern SECRET = Pattern.compile(
            "pass(word|wd|phrase)|secret|token|credential|private_?key|api_?key|access_?key|client_?key",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MASKED = Pattern.compile("[*•·]{2,}");

    private Settings() {}

    /** @param leftOut takes the path of each member that is not written */
    static Map<String, Object> of(Map<?, ?> configuration, String path, Consumer<String> leftOut) {
        var kept = new LinkedHashMap<String, Object>();
        configuration.forEach((key, value) -> {
            var at = path + "." + key;
            if (value != null && isSecret(String.valueOf(key), value)) {
                leftOut.accept(at);
            } else if (value instanceof Map<?, ?> inner) {
                kept.put(String.valueOf(key), of(inner, at, leftOut));
            } else if (value != null) {
                kept.put(String.valueOf(key), plain(value));
            }
        });
        return kept;
    }

    /** Any value that says something under a telling name, whatever its type, and any text that is masked already. */
    private static boolean isSecret(String key, Object value) {
        boolean says = !(value instanceof Boolean) && !value.toString().isEmpty();
        return says && SECRET.matcher(key).find()
                || value instanceof String text && MASKED.matcher(text).matches();
    }

    /** Numbers as people write them: the canonical form would be written as 1E+2. */
    static Object plain(Object value) {
        if (value instanceof BigDecimal number) {
            if (number.stripTrailingZeros().scale() <= 0) {
                return number.toBigIntegerExact();
            }
            double nearest = number.doubleValue();
            return BigDecimal.valueOf(nearest).compareTo(number) == 0 ? (Object) nearest : number;
        }
        if (value instanceof List<?> list) {
            var plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<String, Object>();
            map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
            return plain;
        }
        return value;
    }
}
