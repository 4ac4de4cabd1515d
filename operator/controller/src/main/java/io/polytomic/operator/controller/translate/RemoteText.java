package io.polytomic.operator.controller.translate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Texts of the API made fit for a status, an event or a log line: one line, short, without control characters. Names and
 * words are written by others, and a status that is longer than its schema admits could not be written at all.
 */
public final class RemoteText {
    /** Longest name or word shown, in characters. */
    public static final int WORD_LIMIT = 256;

    private static final int TIME_LIMIT = 40;
    private static final String INVISIBLE = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+";

    private RemoteText() {}

    /** A name or word; null for nothing. */
    public static String word(String text) {
        return line(text, WORD_LIMIT);
    }

    /** One line of at most {@code limit} characters; null for nothing. */
    public static String line(String text, int limit) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var oneLine = text.replaceAll(INVISIBLE, " ");
        if (oneLine.length() <= limit) {
            return oneLine;
        }
        int end = limit - 1;
        return oneLine.substring(0, Character.isHighSurrogate(oneLine.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** A time as it was told; null when it is none. */
    public static String time(String text) {
        return instant(text) == null || text.length() > TIME_LIMIT ? null : text;
    }

    /** Null when it is none. */
    public static Instant instant(String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
