package io.polytomic.operator.cli.validate;

import io.polytomic.operator.core.plan.NameDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name somebody may have meant. */
public final class Nearest {
    private static final int SHOWN = 5;

    private Nearest() {}

    /** Empty when none is near enough to be a slip of the keyboard. */
    public static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> NameDistance.between(name, k))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k -> NameDistance.between(name, k) <= Math.max(2, name.length() / 3));
    }

    /** For example {@code did you mean orders}, or {@code there are a, b, c, d, e and 4 more}. */
    static String orSome(String name, Collection<String> known) {
        var names = known.stream().distinct().sorted().toList();
        if (names.isEmpty()) {
            return "there is none at all";
        }
        int more = names.size() - SHOWN;
        return to(name, names)
                .map(near -> "did you mean " + near)
                .orElseGet(() -> (names.size() == 1 ? "there is " : "there are ")
                        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                        + (more > 0 ? " and " + more + " more" : ""));
    }
}
