package io.polytomic.operator.core.sync;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Any JSON as plain Java values with one canonical form: sorted maps, lists, strings, booleans, {@link BigDecimal}s without
 * trailing zeros, null. In that form {@code equals} is JSON equality: key order is irrelevant and {@code 42} is
 * {@code 42.0}.
 */
public final class Json {
    private Json() {}

    /** The canonical form of {@code value}; a value of another type is an error of the caller. */
    public static Object canonical(Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, Object>();
            map.forEach((k, v) -> sorted.put(String.valueOf(k), canonical(v)));
            return Collections.unmodifiableSortedMap(sorted);
        }
        if (value instanceof Collection<?> items) {
            var list = new ArrayList<>(items.size());
            items.forEach(item -> list.add(canonical(item)));
            return Collections.unmodifiableList(list);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        throw new IllegalArgumentException(
                "not a JSON value: " + value.getClass().getName());
    }

    private static BigDecimal number(Number number) {
        var decimal = number instanceof BigDecimal d
                ? d
                : number instanceof BigInteger i ? new BigDecimal(i) : new BigDecimal(number.toString());
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }

    /** True when {@code observed} holds all that {@code stated} says; keys that are not stated are not looked at. */
    public static boolean covers(Object stated, Object observed) {
        if (stated instanceof Map<?, ?> s && observed instanceof Map<?, ?> o) {
            return s.entrySet().stream().allMatch(e -> covers(e.getValue(), o.get(e.getKey())));
        }
        return Objects.equals(canonical(stated), canonical(observed));
    }

    /** {@code base} with everything {@code stated} says laid over it, objects key by key, all else as a whole. */
    public static Object overlay(Object base, Object stated) {
        if (stated instanceof Map<?, ?> s && base instanceof Map<?, ?> b) {
            var merged = new TreeMap<String, Object>();
            b.forEach((k, v) -> merged.put(String.valueOf(k), v));
            s.forEach((k, v) -> merged.put(String.valueOf(k), overlay(b.get(k), v)));
            return canonical(merged);
        }
        return canonical(stated);
    }

    /** Compact JSON text of the canonical form: the same value always has the same text. */
    public static String text(Object value) {
        var out = new StringBuilder();
        write(canonical(value), out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof String s) {
            quote(s, out);
        } else if (value instanceof BigDecimal d) {
            out.append(d.toPlainString());
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            var separator = "";
            for (var entry : map.entrySet()) {
                out.append(separator);
                quote(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            var separator = "";
            for (var item : list) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(']');
        } else {
            out.append(value);
        }
    }

    private static void quote(String s, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
