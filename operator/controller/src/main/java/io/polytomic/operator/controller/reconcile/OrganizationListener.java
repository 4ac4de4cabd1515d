package io.polytomic.operator.controller.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Wakeups;
import io.polytomic.operator.controller.watch.WatchListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of one organization, as its watcher asks for them and wakes them. */
record OrganizationListener(
        PolytomicOrganization organization,
        Caches caches,
        ModelNeighbourhood modelNeighbourhood,
        Wakeups<PolytomicOrganization> organizations,
        Wakeups<BulkSync> syncs,
        Wakeups<BulkSyncRun> runs)
        implements WatchListener {

    @Override
    public Collection<BulkSync> bound() {
        return caches.syncsOf(organization).stream().filter(Caches::isBound).toList();
    }

    @Override
    public Collection<BulkSync> running() {
        return Stream.concat(
                        caches.runningSyncsOf(organization).stream(),
                        caches.unfinishedRuns().stream()
                                .filter(OrganizationListener::hasExecution)
                                .map(run -> run.getStatus().syncId())
                                .filter(Objects::nonNull)
                                .distinct()
                                .flatMap(id -> caches.syncsBoundTo(id).stream())
                                .filter(sync -> !Caches.isRunning(sync) && isOfThisOrganization(sync)))
                .toList();
    }

    private boolean isOfThisOrganization(BulkSync sync) {
        return ResourceID.fromResource(organization)
                .equals(Organizations.idOf(
                        sync.getSpec().organizationRefOrDefault(),
                        sync.getMetadata().getNamespace()));
    }

    @Override
    public Collection<ModelSync> models() {
        return modelNeighbourhood.of(organization);
    }

    @Override
    public Duration sweepInterval() {
        return DurationText.parse(organization.getSpec().sweepIntervalOrDefault());
    }

    @Override
    public void wake(ModelSync sync) {
        modelNeighbourhood.wake(sync);
    }

    @Override
    public void wake(BulkSync sync) {
        syncs.wake(sync);
    }

    @Override
    public void wakeRuns(Set<String> syncIds) {
        if (syncIds.isEmpty()) {
            return;
        }
        var names = bound().stream()
                .filter(sync -> syncIds.contains(sync.getStatus().syncId()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
        caches.unfinishedRuns().stream()
                .filter(run -> run.getStatus() != null
                                && run.getStatus().syncId() != null
                                && syncIds.contains(run.getStatus().syncId())
                        || !hasExecution(run) && names.contains(syncOf(run)))
                .forEach(runs::wake);
    }

    @Override
    public void wakeOrganization() {
        organizations.wake(organization);
    }

    private static ResourceID syncOf(BulkSyncRun run) {
        return new ResourceID(
                run.getSpec().bulkSyncRef().name(), run.getMetadata().getNamespace());
    }

    private static boolean hasExecution(BulkSyncRun unfinished) {
        return unfinished.getStatus() != null && unfinished.getStatus().executionId() != null;
    }
}
