package io.polytomic.operator.core.sync;

import java.text.Normalizer;
import java.util.List;

/**
 * A pattern over a whole id in which {@code *} stands for any text and {@code ?} for one character. Neither letter case matters, so that a renamed
 * {@code Email} is not written open, nor whether an accent is part of its letter or a character of its own.
 */
public final class Glob {
    private static final char LAST_ASCII = 127;
    private static final char ONE = '?';

    private final String text;
    private final List<String> literals;
    private final boolean hasOnes;

    public Glob(String text) {
        this.text = text;
        this.literals = List.of(composed(text).split("\\*", -1));
        this.hasOnes = text.indexOf(ONE) >= 0;
    }

    /** Without backtracking: a rule of many stars must not keep the operator busy for ever. */
    public boolean matches(String text) {
        var id = composed(text);
        if (literals.size() == 1) {
            return id.length() == literals.get(0).length() && isAt(id, 0, literals.get(0));
        }
        var first = literals.get(0);
        var last = literals.get(literals.size() - 1);
        int end = id.length() - last.length();
        if (end < first.length() || !isAt(id, 0, first) || !isAt(id, end, last)) {
            return false;
        }
        int from = first.length();
        for (int i = 1; i < literals.size() - 1; i++) {
            var literal = literals.get(i);
            while (from + literal.length() <= end && !isAt(id, from, literal)) {
                from++;
            }
            from += literal.length();
        }
        return from <= end;
    }

    private static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_ASCII) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    private boolean isAt(String id, int position, String literal) {
        if (!hasOnes) {
            return id.regionMatches(true, position, literal, 0, literal.length());
        }
        int from = 0;
        int any = literal.indexOf(ONE);
        while (any >= 0) {
            if (!id.regionMatches(true, position + from, literal, from, any - from)) {
                return false;
            }
            from = any + 1;
            any = literal.indexOf(ONE, from);
        }
        return id.regionMatches(true, position + from, literal, from, literal.length() - from);
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
