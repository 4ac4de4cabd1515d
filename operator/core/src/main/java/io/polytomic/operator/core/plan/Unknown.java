package io.polytomic.operator.core.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
                .sorted(Comparator.comparingInt((String k) -> NameDistance.between(name, k))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        return "the nearest are " + String.join(", ", best);
    }
}
