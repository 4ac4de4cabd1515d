package io.polytomic.operator.cli.validate;

import io.polytomic.operator.core.plan.NameDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** Empty when none is near enough to be a slip of the keyboard. */
    static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> NameDistance.between(name, k))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k -> NameDistance.between(name, k) <= Math.max(2, name.length() / 3));
    }
}
