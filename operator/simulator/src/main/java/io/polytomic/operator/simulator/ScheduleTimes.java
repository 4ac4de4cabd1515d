package io.polytomic.operator.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** When a schedule fires next. manual, custom, builder, runafter, multi and dbtcloud never fire: their encoding is unknown. */
final class ScheduleTimes {
    private static final Duration CONTINUOUS = Duration.ofMinutes(5);

    private ScheduleTimes() {}

    /** The first moment strictly after the given one, or null. */
    static Instant next(String frequency, Schedule.Timing timing, Instant after) {
        ZonedDateTime from = after.atZone(ZoneOffset.UTC);
        ZonedDateTime day = from.truncatedTo(ChronoUnit.DAYS);
        int minute = number(timing.minute());
        int hour = number(timing.hour());
        return switch (frequency) {
            case "continuous" -> {
                long step = CONTINUOUS.toSeconds();
                yield Instant.ofEpochSecond((after.getEpochSecond() / step + 1) * step);
            }
            case "hourly" -> {
                ZonedDateTime at = from.truncatedTo(ChronoUnit.HOURS).plusMinutes(minute);
                yield (at.isAfter(from) ? at : at.plusHours(1)).toInstant();
            }
            case "daily" -> {
                ZonedDateTime at = day.plusHours(hour).plusMinutes(minute);
                yield (at.isAfter(from) ? at : at.plusDays(1)).toInstant();
            }
            case "weekly" -> {
                int ahead = Math.floorMod(
                        dayOfWeek(timing.dayOfWeek()).getValue()
                                - from.getDayOfWeek().getValue(),
                        7);
                ZonedDateTime at = day.plusDays(ahead).plusHours(hour).plusMinutes(minute);
                yield (at.isAfter(from) ? at : at.plusDays(7)).toInstant();
            }
            default -> null;
        };
    }

    static DayOfWeek dayOfWeek(String text) {
        return DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
