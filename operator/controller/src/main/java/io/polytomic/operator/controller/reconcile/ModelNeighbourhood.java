package io.polytomic.operator.controller.reconcile;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.Wakeups;
import io.polytomic.operator.core.outcome.Reason;
import java.util.Collection;

/** The ModelSyncs of an organization, and how they are woken; the part of {@link Neighbourhood} that is theirs. */
public final class ModelNeighbourhood {
    private final Caches caches;
    private final Wakeups<ModelSync> wakeups;

    public ModelNeighbourhood(Caches caches, Wakeups<ModelSync> wakeups) {
        this.caches = caches;
        this.wakeups = wakeups;
    }

    Collection<ModelSync> of(PolytomicOrganization organization) {
        return caches.modelsOf(organization);
    }

    void wake(ModelSync sync) {
        wakeups.wake(sync);
    }

    /** Those that could not be looked at without it look again, or tell the new reason. */
    void wakeWaitingFor(PolytomicOrganization organization) {
        of(organization).stream()
                .filter(ModelNeighbourhood::waitsForOrganization)
                .forEach(wakeups::wake);
    }

    private static boolean waitsForOrganization(ModelSync sync) {
        var ready = sync.getStatus() == null
                ? null
                : Conditions.find(sync.getStatus().conditions(), Condition.READY);
        return ready == null || Reason.ORGANIZATION_NOT_READY.word().equals(ready.reason());
    }
}
