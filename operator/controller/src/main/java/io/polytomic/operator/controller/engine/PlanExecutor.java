package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.controller.translate.BodyWriter;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Carries out a plan in the only safe order: mask and switch off, read back, then the record of the sync, then widen, then
 * error handling, then the active flag. Each step is one call, from a read made just before it; the first failure ends it.
 */
final class PlanExecutor {
    /** What the object says meanwhile, and what it has to know before it happens. */
    interface Owner {
        /** Puts on record that the sync is about to be paused, before it is. */
        void pausing(boolean wasActive, String reason);

        /** Throws when the manifest is not any more what this plan was made for. */
        void writing();
    }

    private final PolytomicApi api;
    private final String syncId;
    private final DesiredSync desired;
    private final Masks masks;
    private final Owner owner;
    private final FreshSchemas fresh;

    private RemoteSync remote;

    /** @param fresh since when {@code remote} was read; afterwards what was read since the last write */
    PlanExecutor(PolytomicApi api, RemoteSync remote, DesiredSync desired, FreshSchemas fresh, Owner owner) {
        this.api = api;
        this.syncId = remote.record().id();
        this.remote = remote;
        this.desired = desired;
        this.masks = new Masks(desired);
        this.owner = owner;
        this.fresh = fresh;
        fresh.only(remote.schemas());
    }

    /** The caller reads the sync again before it believes in the result; of schemas only what is not fresh. */
    void execute(Plan plan) {
        schemas(plan.only(isSchema().and(Change::narrows)));
        record(plan.only(isRecord()));
        schemas(plan.only(isSchema().and(change -> !change.narrows())));
        errorHandling(plan.only(isErrorHandling()));
        activate(plan);
    }

    private void read(Collection<String> ids) {
        var unknown = fresh.unknown(ids);
        remote = Observer.withSchemas(api, remote, unknown);
        fresh.add(remote.schemas(), unknown);
    }

    private void patch(List<Map<String, Object>> bodies) {
        owner.writing();
        api.patchSchemas(syncId, bodies);
        fresh.written();
    }

    private static Predicate<Change> isSchema() {
        return change -> change.place().schemaId() != null;
    }

    private static Predicate<Change> isErrorHandling() {
        return change -> change.place().member() instanceof SyncMember m && m.errorHandling();
    }

    private static Predicate<Change> isRecord() {
        return change ->
                change.place().member() instanceof SyncMember m && !m.errorHandling() && m != SyncMember.ACTIVE;
    }

    /** One PATCH for all schemas of these changes, whole, and read back. */
    private void schemas(Plan changes) {
        if (changes.isEmpty()) {
            return;
        }
        SortedSet<String> ids = new TreeSet<>();
        changes.changes().forEach(change -> ids.add(change.place().schemaId()));
        fresh.expire();
        read(ids);
        var target = masks.on(changes.applyTo(WireReader.read(remote)), ids);
        patch(ids, target);
        maskWhatAppeared(target, ids);
        verifyMasks(ids);
        verifyWritten(changes);
    }

    /** Fields that came with the change itself were in no body yet; they are masked by a second one. */
    private void maskWhatAppeared(SyncDefinition sent, Collection<String> ids) {
        var now = WireReader.read(remote);
        var late = masks.withNewOpenFields(now, sent, ids);
        patch(late, masks.on(now, late));
    }

    /** Also a mask on what is not switched on yet must be read back: only then may it be switched on. */
    private void verifyWritten(Plan changes) {
        var lost = masks.notThere(changes, WireReader.read(remote));
        if (!lost.isEmpty()) {
            throw maskNotAccepted(lost);
        }
    }

    /** PUT of the sync. A change of what is read or where pauses the sync first; a PUT keeps nothing it is not told. */
    private void record(Plan changes) {
        if (changes.isEmpty()) {
            return;
        }
        var record = api.getBulkSync(syncId);
        var schemas = Observer.wholeList(api, remote);
        var enabled = enabled(schemas);
        remote = Observer.withSchemas(api, new RemoteSync(record, schemas, remote.errorHandling()), enabled);
        boolean active = Boolean.TRUE.equals(record.active());
        boolean pauses = active && changes.changes().stream().anyMatch(PlanExecutor::movesData);
        if (pauses) {
            owner.pausing(true, "the source or destination is being changed");
        }
        var target = masks.on(changes.applyTo(WireReader.read(remote)), enabled);
        owner.writing();
        api.updateBulkSync(syncId, BodyWriter.update(target, remote, active && !pauses));
        fresh.written();
        switchOffWhatCameOn(schemas);
        remote = new RemoteSync(api.getBulkSync(syncId), remote.schemas(), remote.errorHandling());
        read(enabled);
        mend(enabled, target);
    }

    private static List<String> enabled(Map<String, SchemaRecord> schemas) {
        return schemas.values().stream()
                .filter(schema -> !Boolean.FALSE.equals(schema.enabled()))
                .map(SchemaRecord::id)
                .toList();
    }

    /** An older server may read a PUT as switching everything on (notes.md §8); that is undone before anything else. */
    private void switchOffWhatCameOn(Map<String, SchemaRecord> before) {
        var now = Observer.list(api, syncId);
        var came = enabled(now).stream()
                .filter(before::containsKey)
                .filter(id -> Boolean.FALSE.equals(before.get(id).enabled()))
                .toList();
        if (came.isEmpty()) {
            return;
        }
        var read = WireReader.read(Observer.withSchemas(api, new RemoteSync(remote.record(), now, null), came));
        patch(came.stream()
                .map(id -> BodyWriter.patch(id, read.schemas().get(id).with(SchemaMember.ENABLED, false), now.get(id)))
                .toList());
    }

    private static boolean movesData(Change change) {
        return EnumSet.of(
                        SyncMember.SOURCE_CONNECTION,
                        SyncMember.SOURCE_CONFIGURATION,
                        SyncMember.DESTINATION_CONNECTION)
                .contains(change.place().member());
    }

    /** What a PUT did to schemas that were to stay as they are is put right at once (notes.md §8: sources disagree). */
    private void mend(Collection<String> ids, SyncDefinition target) {
        var now = WireReader.read(remote);
        var whole = masks.withWhatCame(target, now, ids);
        var damaged = ids.stream()
                .filter(id -> !now.schemas().get(id).equals(whole.schemas().get(id)))
                .toList();
        patch(damaged, whole);
        read(ids);
        maskWhatAppeared(whole, ids);
        verifyMasks(ids);
    }

    /** One PATCH for these schemas, whole, and read back. */
    private void patch(Collection<String> ids, SyncDefinition target) {
        if (ids.isEmpty()) {
            return;
        }
        patch(ids.stream()
                .map(id -> BodyWriter.patch(
                        id, target.schemas().get(id), remote.schemas().get(id)))
                .toList());
        read(ids);
    }

    /** A mask that is not read back: the sync is deactivated, and a person is asked. */
    private void verifyMasks(Collection<String> ids) {
        var open = openFields(WireReader.read(remote), desired, ids);
        if (!open.isEmpty()) {
            throw maskNotAccepted(open);
        }
    }

    private Stop maskNotAccepted(Set<String> paths) {
        owner.writing();
        if (Boolean.TRUE.equals(remote.record().active())) {
            owner.pausing(true, "a mask was not accepted");
        }
        api.activateBulkSync(syncId, false);
        boolean stopped = !Boolean.TRUE.equals(api.getBulkSync(syncId).active());
        return Stop.stalled(
                Reason.MASK_NOT_ACCEPTED,
                "A mask was written and is not read back: " + String.join(", ", paths)
                        + (stopped ? "; the sync was deactivated." : "; the sync could NOT be deactivated.")
                        + " Check the field in Polytomic, then change the manifest or set the"
                        + " reconcile-requested-at annotation.");
    }

    /** Paths of enabled fields on enabled schemas that must be masked and are not. */
    static Set<String> openFields(SyncDefinition now, DesiredSync desired, Collection<String> ids) {
        return ids.stream()
                .filter(id ->
                        now.schemas().containsKey(id) && now.schemas().get(id).isEnabled())
                .flatMap(id -> now.schemas().get(id).fields().entrySet().stream()
                        .filter(field -> field.getValue().isOpen() && desired.masks(id, field.getKey()))
                        .map(field -> "schemas[" + id + "].fields[" + field.getKey() + "]"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void errorHandling(Plan changes) {
        if (changes.isEmpty()) {
            return;
        }
        var members = EnumSet.noneOf(SyncMember.class);
        changes.changes()
                .forEach(change -> members.add((SyncMember) change.place().member()));
        var target = changes.applyTo(WireReader.read(remote));
        owner.writing();
        api.updateErrorHandling(syncId, BodyWriter.errorHandling(target, members));
    }

    private void activate(Plan plan) {
        for (var change : plan.changes()) {
            if (change.place().member() == SyncMember.ACTIVE) {
                boolean active = Boolean.TRUE.equals(change.to());
                if (active && desired.masksAnything()) {
                    maskWhatIsOpen();
                }
                owner.writing();
                api.activateBulkSync(syncId, active);
            }
        }
    }

    /** Columns may have arrived since the masks were read: from here on data flows. */
    private void maskWhatIsOpen() {
        fresh.written();
        remote = Observer.observe(api, syncId, desired)
                .orElseThrow(
                        () -> Stop.stalled(Reason.REMOTE_MISSING, "The remote sync vanished while it was changed."));
        fresh.only(remote.schemas());
        var now = WireReader.read(remote);
        var open = now.schemas().keySet().stream()
                .filter(id -> !openFields(now, desired, List.of(id)).isEmpty())
                .toList();
        patch(open, masks.on(now, open));
        verifyMasks(open);
    }
}
