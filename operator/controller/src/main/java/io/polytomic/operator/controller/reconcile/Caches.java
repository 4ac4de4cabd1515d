package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.OrganizationRef;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.engine.Syncs;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.core.run.RunPhase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of each kind as the informers know them, with the indexes that passes ask. */
public record Caches(
        ObjectCache<PolytomicOrganization> organizations,
        ObjectCache<BulkSync> syncs,
        ObjectCache<BulkSyncRun> runs,
        ObjectCache<ModelSync> models) {
    private static final String REMOTE_ID = "remote-id";
    private static final String REMOTE_NAME = "remote-name";
    private static final String SYNC = "sync";
    private static final String ORGANIZATION = "organization";
    private static final String RUNNING = "running";
    private static final String UNFINISHED = "unfinished";

    /** Empty until their controllers start. */
    public static Caches empty() {
        return new Caches(
                new ObjectCache<>(Map.of()),
                new ObjectCache<>(Map.of(
                        REMOTE_ID, sync -> Syncs.idsOf(sync).toList(),
                        REMOTE_NAME, sync -> List.of(Syncs.nameOf(sync)),
                        ORGANIZATION, Caches::organization,
                        RUNNING, sync -> isRunning(sync) ? organization(sync) : List.of())),
                new ObjectCache<>(Map.of(
                        SYNC,
                        run -> List.of(key(
                                run.getMetadata().getNamespace(),
                                run.getSpec().bulkSyncRef().name())),
                        REMOTE_ID,
                        Caches::remote,
                        UNFINISHED,
                        run -> isUnfinished(run) ? List.of(UNFINISHED) : List.of())),
                new ObjectCache<>(Map.of(
                        ORGANIZATION, sync -> organization(sync, sync.getSpec().organizationRefOrDefault()))));
    }

    private static List<String> remote(BulkSyncRun run) {
        var syncId = run.getStatus() == null ? null : run.getStatus().syncId();
        return syncId == null ? List.of() : List.of(syncId);
    }

    private static List<String> organization(BulkSync sync) {
        return organization(sync, sync.getSpec().organizationRefOrDefault());
    }

    private static List<String> organization(HasMetadata object, OrganizationRef ref) {
        return List.of(key(Organizations.idOf(ref, object.getMetadata().getNamespace())));
    }

    private static String key(ResourceID id) {
        return key(id.getNamespace().orElse(""), id.getName());
    }

    static boolean isUnfinished(BulkSyncRun run) {
        return run.getStatus() == null || !RunPhase.of(run.getStatus().phase()).isFinal();
    }

    static boolean isBound(BulkSync sync) {
        return sync.getStatus() != null && sync.getStatus().syncId() != null;
    }

    /** Bound, and the status shows an execution that has not ended. */
    static boolean isRunning(BulkSync sync) {
        return isBound(sync) && sync.getStatus().currentExecution() != null;
    }

    /** Asked every few seconds for each organization: what all of them together have must not be gone through for that. */
    Collection<BulkSync> syncsOf(PolytomicOrganization organization) {
        return syncs.by(ORGANIZATION, key(ResourceID.fromResource(organization)));
    }

    Collection<BulkSync> runningSyncsOf(PolytomicOrganization organization) {
        return syncs.by(RUNNING, key(ResourceID.fromResource(organization)));
    }

    /** Those whose remote sync this is; one that only names it in spec.syncId is not among them. */
    Collection<BulkSync> syncsBoundTo(String syncId) {
        return syncs.by(REMOTE_ID, syncId).stream()
                .filter(sync -> isBound(sync) && syncId.equals(sync.getStatus().syncId()))
                .toList();
    }

    Collection<ModelSync> modelsOf(PolytomicOrganization organization) {
        return models.by(ORGANIZATION, key(ResourceID.fromResource(organization)));
    }

    /** Of all organizations. */
    Collection<BulkSyncRun> unfinishedRuns() {
        return runs.by(UNFINISHED, UNFINISHED);
    }

    Collection<BulkSyncRun> runsOf(String namespace, String sync) {
        return runs.by(SYNC, key(namespace, sync));
    }

    /** Those whose status names this remote sync, whichever BulkSync they are of. */
    Collection<BulkSyncRun> runsOfRemote(String syncId) {
        return runs.by(REMOTE_ID, syncId);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** The BulkSyncs, as the engine asks for them. */
    public Syncs indexedSyncs() {
        return new Syncs() {
            @Override
            public Collection<BulkSync> all() {
                return syncs.all();
            }

            @Override
            public Optional<BulkSync> find(String namespace, String name) {
                return syncs.get(new ResourceID(name, namespace));
            }

            @Override
            public Collection<BulkSync> of(String syncId) {
                return syncs.by(REMOTE_ID, syncId);
            }

            @Override
            public Collection<BulkSync> named(String name) {
                return syncs.by(REMOTE_NAME, name);
            }
        };
    }
}
