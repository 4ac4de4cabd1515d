package io.polytomic.operator.core.plan;

import java.util.Locale;

/** How many letters must be put in, taken out or changed to make one name of another; capitals do not count. */
public final class NameDistance {
    private NameDistance() {}

    public static int between(String a, String b) {
        var left = a.toLowerCase(Locale.ROOT);
        var right = b.toLowerCase(Locale.ROOT);
        var row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int swap = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), swap);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
