package io.polytomic.operator.cli.export;

import io.polytomic.operator.client.wire.BulkSyncRecord;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A DNS label for each sync, made from its name; the same one at every export as long as no name changes. */
final class ObjectNames {
    private static final int MAX = 63;
    private static final int ROOM_FOR_NUMBER = 6;

    private ObjectNames() {}

    /** @return by sync id */
    static Map<String, String> of(Collection<BulkSyncRecord> syncs) {
        var names = new LinkedHashMap<String, String>();
        Set<String> taken = new HashSet<>();
        syncs.stream()
                .sorted(Comparator.comparing((BulkSyncRecord s) -> text(s.name()))
                        .thenComparing(BulkSyncRecord::id))
                .forEach(sync -> names.put(sync.id(), unique(label(text(sync.name())), taken)));
        return names;
    }

    private static String text(String name) {
        return name == null ? "" : name;
    }

    static String label(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.length() > MAX - ROOM_FOR_NUMBER ? plain.substring(0, MAX - ROOM_FOR_NUMBER) : plain;
        var trimmed = cut.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "sync" : trimmed;
    }

    private static String unique(String label, Set<String> taken) {
        var candidate = label;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = label + "-" + i;
        }
        return candidate;
    }
}
