package io.polytomic.operator.client.http;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foreign text made fit to show: one line, short, without control characters, e-mail addresses and the credential. Only
 * a window at the start is looked at, so the cost does not grow with the answer.
 */
final class PlainText {
    private static final int WINDOW = 4096;
    /** From this length on a key is removed wherever it stands; shorter ones only as a word, or "key" would go too. */
    private static final int LONG_SECRET = 8;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Zs}]+");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"'(),;:\\[\\]{}]{1,64}@[^\\s@<>\"'(),;:\\[\\]{}]{1,255}");

    private final List<Pattern> secrets;
    private final int longest;

    PlainText(List<String> secrets) {
        this.secrets = secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(PlainText::pattern)
                .toList();
        this.longest = secrets.stream().mapToInt(String::length).max().orElse(0);
    }

    private static Pattern pattern(String secret) {
        String quoted = Pattern.quote(secret);
        return Pattern.compile(
                secret.length() >= LONG_SECRET ? quoted : "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])");
    }

    /** At most {@code limit} characters, the last one an ellipsis when something was cut. */
    String of(String raw, int limit) {
        boolean partial = raw.length() > WINDOW;
        String text = partial ? cut(raw, WINDOW) : raw;
        for (Pattern secret : secrets) {
            text = secret.matcher(text).replaceAll(Matcher.quoteReplacement("[removed]"));
        }
        if (partial && longest > 0) { // a key cut in half by the window would not have been found
            text = cut(text, Math.max(1, text.length() - longest));
        }
        text = INVISIBLE.matcher(text).replaceAll(" ").strip();
        text = EMAIL.matcher(text).replaceAll("[e-mail]");
        return text.length() <= limit ? text : cut(text, limit - 1).stripTrailing() + "…";
    }

    private static String cut(String text, int length) {
        return Character.isHighSurrogate(text.charAt(length - 1))
                ? text.substring(0, length - 1)
                : text.substring(0, length);
    }
}
