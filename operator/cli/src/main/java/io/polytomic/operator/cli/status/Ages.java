package io.polytomic.operator.cli.status;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as kubectl shows them: 45s, 12m, 7h, 3d. */
record Ages(Instant now) {
    /** Empty for a time that is not there or cannot be read. */
    String since(String time) {
        try {
            return time == null || time.isEmpty()
                    ? ""
                    : text(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
        } catch (DateTimeException unreadable) {
            return "";
        }
    }

    private static String text(Duration age) {
        var positive = age.isNegative() ? Duration.ZERO : age;
        if (positive.toMinutes() < 2) {
            return positive.toSeconds() + "s";
        }
        if (positive.toHours() < 2) {
            return positive.toMinutes() + "m";
        }
        return positive.toDays() < 2 ? positive.toHours() + "h" : positive.toDays() + "d";
    }
}
