package io.polytomic.operator.controller.translate;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as manifests write them: one or more numbers with a unit of ms, s, m or h, for example {@code 1h30m}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h)");

    private DurationText() {}

    /** The duration; null for null. The schema has checked the form already. */
    public static Duration parse(String text) {
        if (text == null) {
            return null;
        }
        var total = Duration.ZERO;
        var parts = PART.matcher(text);
        while (parts.find()) {
            long amount = Long.parseLong(parts.group(1));
            total = total.plus(
                    switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofHours(amount);
                    });
        }
        return total;
    }
}
