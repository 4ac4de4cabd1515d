package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.engine.RunNeighbours;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Wakeups;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who is beside whom: organizations, syncs and runs find and wake each other here. */
public final class Neighbourhood implements RunNeighbours {
    private static final Duration WHILE_SECRET_IS_MISSING = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Caches caches;
    private final Wakeups<PolytomicOrganization> wakeOrganization;
    private final Wakeups<BulkSync> wakeSync;
    private final Wakeups<BulkSyncRun> wakeRun;
    private final ModelNeighbourhood models;

    public Neighbourhood(
            KubernetesClient client,
            Caches caches,
            Wakeups<PolytomicOrganization> wakeOrganization,
            Wakeups<BulkSync> wakeSync,
            Wakeups<BulkSyncRun> wakeRun,
            ModelNeighbourhood models) {
        this.client = client;
        this.caches = caches;
        this.wakeOrganization = wakeOrganization;
        this.wakeSync = wakeSync;
        this.wakeRun = wakeRun;
        this.models = models;
    }

    @Override
    public Optional<BulkSync> readLive(String namespace, String name) {
        return Optional.ofNullable(client.resources(BulkSync.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    @Override
    public Collection<String> syncNames(String namespace) {
        return caches.syncs().all().stream()
                .map(BulkSync::getMetadata)
                .filter(metadata -> metadata.getNamespace().equals(namespace))
                .map(ObjectMeta::getName)
                .toList();
    }

    @Override
    public Collection<BulkSyncRun> runsOf(String namespace, String syncName) {
        return caches.runsOf(namespace, syncName);
    }

    @Override
    public Collection<BulkSyncRun> runsOfRemote(String syncId) {
        return caches.runsOfRemote(syncId);
    }

    @Override
    public Collection<BulkSync> syncsBoundTo(String syncId) {
        return caches.syncsBoundTo(syncId);
    }

    Collection<BulkSyncRun> runsOf(BulkSync sync) {
        return runsOf(sync.getMetadata().getNamespace(), sync.getMetadata().getName());
    }

    @Override
    public void wakeSync(String namespace, String name) {
        wakeSync.wake(new ResourceID(name, namespace));
    }

    /** What the watcher of this organization needs. */
    public WatchListener listener(PolytomicOrganization organization) {
        return new OrganizationListener(organization, caches, models, wakeOrganization, wakeSync, wakeRun);
    }

    private Collection<BulkSync> syncsOf(PolytomicOrganization organization, Predicate<BulkSync> wanted) {
        return caches.syncsOf(organization).stream().filter(wanted).toList();
    }

    /**
     * Objects that could do nothing without this organization, or while it was suspended, look again when they can; those
     * that wait tell the new reason when it is another one.
     */
    void wakeWaitingFor(PolytomicOrganization before, PolytomicOrganization after) {
        var ready = Conditions.find(after.getStatus().conditions(), Condition.READY);
        var was = before.getStatus() == null
                ? null
                : Conditions.find(before.getStatus().conditions(), Condition.READY);
        boolean usable = Condition.TRUE.equals(ready.status());
        if (!usable && was != null && ready.reason().equals(was.reason())) {
            return;
        }
        models.wakeWaitingFor(after);
        boolean released = usable && !after.getSpec().suspendOrDefault();
        var all = syncsOf(after, sync -> true);
        all.stream()
                .filter(sync -> SyncEngine.waitsForOrganization(sync.getStatus())
                        || released && waitsForRelease(conditions(sync)))
                .forEach(wakeSync::wake);
        Stream.concat(all.stream().flatMap(sync -> runsOf(sync).stream()), runsStartedIn(after))
                .distinct()
                .filter(run -> Caches.isUnfinished(run)
                        && (isHeld(conditions(run), Reason.ORGANIZATION_NOT_READY)
                                || released && isHeld(conditions(run), Reason.SYNC_SUSPENDED)))
                .forEach(wakeRun::wake);
    }

    /** A lost mask too is put back as soon as nothing is suspended any more. */
    static boolean waitsForRelease(List<Condition> conditions) {
        return isHeld(conditions, Reason.ORGANIZATION_SUSPENDED) || isHeld(conditions, Reason.MASK_LOST);
    }

    /** Their sync may be gone, or refer elsewhere by now. */
    private Stream<BulkSyncRun> runsStartedIn(PolytomicOrganization organization) {
        var id = organization.getStatus().organizationId();
        return caches.runs().all().stream()
                .filter(run -> id != null
                        && run.getStatus() != null
                        && id.equals(run.getStatus().organizationId()));
    }

    /** Secrets are not watched: one that is missing is looked for often, so that objects may arrive in any order. */
    static Duration untilNextLook(PolytomicOrganization organization, Duration usual) {
        var conditions = organization.getStatus().conditions();
        return isHeld(conditions, Reason.SECRET_NOT_FOUND) || isHeld(conditions, Reason.SECRET_KEY_MISSING)
                ? WHILE_SECRET_IS_MISSING
                : usual;
    }

    private static boolean isHeld(List<Condition> conditions, Reason why) {
        var ready = Conditions.find(conditions, Condition.READY);
        return ready != null && why.word().equals(ready.reason());
    }

    private static List<Condition> conditions(BulkSync sync) {
        return sync.getStatus() == null ? null : sync.getStatus().conditions();
    }

    private static List<Condition> conditions(BulkSyncRun run) {
        return run.getStatus() == null ? null : run.getStatus().conditions();
    }

    /** Runs wait for their sync to be ready: they look when that, its generation or its suspension has moved. */
    void wakeRunsWhenReadinessMoved(BulkSync before, BulkSync after) {
        var ready = after.getStatus() == null
                ? null
                : Conditions.find(after.getStatus().conditions(), Condition.READY);
        var was = before.getStatus() == null
                ? null
                : Conditions.find(before.getStatus().conditions(), Condition.READY);
        boolean idle = after.getStatus() != null && after.getStatus().currentExecution() == null;
        boolean wasIdle = before.getStatus() == null || before.getStatus().currentExecution() == null;
        if (!Objects.equals(ready, was) || idle && !wasIdle) {
            runsOf(after).stream().filter(run -> Caches.isUnfinished(run)).forEach(wakeRun::wake);
        }
    }

    /** A run that started or ended is news for its sync and for the runs behind it. */
    void wakeOthersWhenRunMoved(BulkSyncRun before, BulkSyncRun after) {
        var was = before.getStatus() == null ? null : before.getStatus().phase();
        var is = after.getStatus().phase();
        if (Objects.equals(was, is)) {
            return;
        }
        var namespace = after.getMetadata().getNamespace();
        var sync = after.getSpec().bulkSyncRef().name();
        wakeSync(namespace, sync);
        runsOf(namespace, sync).stream()
                .filter(run -> Caches.isUnfinished(run)
                        && !run.getMetadata()
                                .getUid()
                                .equals(after.getMetadata().getUid()))
                .forEach(wakeRun::wake);
    }

    /** Objects that delete their remote sync, or what may have become of a create, and still need this organization. */
    List<String> neededForDeletionBy(PolytomicOrganization organization) {
        return syncsOf(
                        organization,
                        sync -> BulkSyncSpec.DELETION_DELETE.equals(
                                        sync.getSpec().deletionOrDefault())
                                && mayHaveRemote(sync.getStatus()))
                .stream()
                .map(sync -> sync.getMetadata().getNamespace() + "/"
                        + sync.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Its organization is gone: what nobody watches any more must not go on saying that it is in order. */
    void wakeSyncsOf(PolytomicOrganization organization) {
        syncsOf(organization, sync -> true).forEach(wakeSync::wake);
        models.of(organization).forEach(models::wake);
    }

    private static boolean mayHaveRemote(BulkSyncStatus status) {
        return status != null
                && (status.syncId() != null
                        || status.create() != null && status.create().requestedAt() != null);
    }

    /** False when the organization of this sync, or the Secret it names, does not exist. */
    boolean organizationExists(BulkSync sync) {
        var id = Organizations.idOf(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        return caches.organizations().all().stream()
                .filter(o -> ResourceID.fromResource(o).equals(id))
                .anyMatch(o -> hasSecret(o));
    }

    private boolean hasSecret(PolytomicOrganization organization) {
        try {
            return client.secrets()
                            .inNamespace(organization.getMetadata().getNamespace())
                            .withName(organization
                                    .getSpec()
                                    .credentials()
                                    .secretRef()
                                    .name())
                            .get()
                    != null;
        } catch (KubernetesClientException unknown) {
            return true;
        }
    }

    boolean namespaceEnds(BulkSync sync) {
        try {
            var namespace = client.namespaces()
                    .withName(sync.getMetadata().getNamespace())
                    .get();
            return namespace != null
                    && namespace.getStatus() != null
                    && "Terminating".equals(namespace.getStatus().getPhase());
        } catch (KubernetesClientException notAllowedToLook) {
            return false;
        }
    }
}
