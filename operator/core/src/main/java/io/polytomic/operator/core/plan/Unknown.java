package io.polytomic.operator.core.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Sentences for names that the API does not know, with the nearest ones it does know. */
public final class Unknown {
    private static final int SHOWN = 3;

    private Unknown() {}

    static String schema(String id, Collection<String> known) {
        return "schemas: the source has no schema \"%s\"; %s.".formatted(id, nearest(id, known));
    }

    static String field(String schemaId, String id, Collection<String> known) {
        return "schemas[%s].fields: there is no field \"%s\"; %s.".formatted(schemaId, id, nearest(id, known));
    }

    /** The known names that differ least, the nearest first. */
    public static String nearest(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "none is known";
        }
        List<String> best = known.stream()
                .sorted(Comparator.comparingInt((String k) -> distance(name, k))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        return "the nearest are " + String.join(", ", best);
    }

    private static int distance(String a, String b) {
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
