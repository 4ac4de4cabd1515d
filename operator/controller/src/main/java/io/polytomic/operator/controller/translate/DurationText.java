package io.polytomic.operator.controller.translate;

import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Durations as manifests write them: one or more numbers with a unit of ms, s, m or h, for example {@code 1h30m}. None is
 * longer than a century, so that adding one to a time never fails.
 */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h)");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private DurationText() {}

    /** The duration; null for null. The schema has checked the form already. */
    public static Duration parse(String text) {
        if (text == null) {
            return null;
        }
        var total = Duration.ZERO;
        var parts = PART.matcher(text);
        while (parts.find()) {
            long millis = switch (parts.group(2)) {
                case "ms" -> 1;
                case "s" -> 1000;
                case "m" -> 60_000;
                default -> 3_600_000;
            };
            var most = BigInteger.valueOf(LONGEST.toMillis());
            var part = new BigInteger(parts.group(1))
                    .multiply(BigInteger.valueOf(millis))
                    .min(most);
            total = total.plus(Duration.ofMillis(part.longValueExact()));
        }
        return total.compareTo(LONGEST) < 0 ? total : LONGEST;
    }

    /** As a manifest would write it, in whole seconds: {@code 12h10m}. */
    public static String of(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(count).append(unit);
        }
    }
}
