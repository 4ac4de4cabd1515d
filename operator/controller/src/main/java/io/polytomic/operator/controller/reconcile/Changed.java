package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Which updates of an object are worth a pass: its spec, its annotations (requests and approvals), its finalizers, its
 * deletion. Writing its status is not: that is this operator's own doing.
 */
public final class Changed<P extends HasMetadata> implements OnUpdateFilter<P> {
    @Override
    public boolean accept(P now, P before) {
        var n = now.getMetadata();
        var b = before.getMetadata();
        return !Objects.equals(n.getGeneration(), b.getGeneration())
                || !Objects.equals(n.getAnnotations(), b.getAnnotations())
                || !Objects.equals(n.getFinalizers(), b.getFinalizers())
                || !Objects.equals(n.getDeletionTimestamp(), b.getDeletionTimestamp());
    }
}
