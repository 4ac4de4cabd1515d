package io.polytomic.operator.core.text;

/**
 * Equal short texts read one after another become one object: an answer about thousands of schemas repeats the same ids,
 * words and times in every row, and what is kept of it is mostly that. Holds the last text of each hash only, so its own
 * size is bounded and it forgets; that costs memory, never meaning. Safe for threads: texts cannot change, and a lost update
 * is one text that is not shared.
 */
public final class SharedTexts {
    /** A power of two. */
    private static final int SLOTS = 8192;

    /** Characters; longer ones are rarely repeated. */
    static final int LONGEST = 64;

    private final String[] last = new String[SLOTS];

    /** A text that equals this one; null for null. */
    public String of(String text) {
        if (text == null || text.length() > LONGEST) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        var there = last[slot];
        if (text.equals(there)) {
            return there;
        }
        last[slot] = text;
        return text;
    }
}
