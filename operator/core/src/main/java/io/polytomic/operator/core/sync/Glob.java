package io.polytomic.operator.core.sync;

import java.util.regex.Pattern;

/**
 * A pattern over a whole id in which {@code *} stands for any text. Letter case does not matter, so that a renamed
 * {@code Email} is not written open.
 */
public final class Glob {
    private final String text;
    private final Pattern pattern;

    public Glob(String text) {
        var regex = new StringBuilder();
        for (var literal : text.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        this.text = text;
        this.pattern =
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    public boolean matches(String id) {
        return pattern.matcher(id).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it is written in the manifest. */
    @Override
    public String toString() {
        return text;
    }
}
