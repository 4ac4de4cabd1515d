package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.ModelDraft;
import io.polytomic.operator.controller.translate.ModelReader;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.ModelSighting;
import io.polytomic.operator.controller.watch.ModelWatch;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Unknown;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the model sync an object means and reads it into the draft of its status. */
final class ModelPass {
    private static final int IDS_SHOWN = 10;
    private static final int NAME_SHOWN = 100;

    private final ModelSync sync;
    private final LiveOrganization organization;
    private final Connections connections;
    private final ModelDraft draft;
    private final PolytomicApi api;
    private final ModelWatch watch;
    private final ModelReader reader;
    private String event;
    private ModelSighting seen;

    ModelPass(
            ModelSync sync,
            LiveOrganization organization,
            Connections connections,
            ModelDraft draft,
            Priority priority) {
        this.sync = sync;
        this.organization = organization;
        this.connections = connections;
        this.draft = draft;
        this.api = organization.api().at(priority);
        this.watch = organization.watch().models();
        this.reader = new ModelReader(organization.showsTexts());
    }

    /** @throws Stop when there is nothing to watch, or several */
    Outcome run() {
        checkReadable();
        boolean pinned = !edited() && draft.syncId != null;
        if (pinned) {
            checkPinned();
        }
        watch.ensureRead(api);
        var stated = sync.getSpec().syncId();
        if (stated != null) {
            if (!observe(stated)) {
                throw missing("spec.syncId: the API knows no model sync " + stated + ".");
            }
        } else if (!pinned || isKnownMissing() || !observe(draft.syncId)) {
            observeNamed();
        }
        return new Outcome.Settled(Reason.OBSERVED, "The model sync is watched." + remarks());
    }

    private boolean edited() {
        return !Objects.equals(sync.getMetadata().getGeneration(), draft.observedGeneration);
    }

    private void checkReadable() {
        var health = watch.health();
        if (health.reason() == Reason.ACCESS_DENIED) {
            throw Stop.stalled(Reason.ACCESS_DENIED, health.message());
        }
    }

    private void checkPinned() {
        var id = draft.organizationId;
        if (id != null && !id.equals(organization.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED,
                    "The model sync belongs to organization %s; the PolytomicOrganization now is %s."
                            .formatted(id, organization.organizationId()));
        }
    }

    private void observeNamed() {
        var id = resolve();
        if (!observe(id) && !observe(resolve())) {
            throw missing("Model sync " + id + " is gone.");
        }
    }

    /** The only model sync that bears the name. */
    private String resolve() {
        var name = sync.getSpec().name();
        watch.refresh(api);
        var found = watch.named(name);
        if (found.size() == 1) {
            return found.get(0).id();
        }
        if (edited() || !found.isEmpty()) {
            draft.unbind();
        }
        if (found.isEmpty()) {
            throw missing("spec.name: there is no model sync \"" + shown(name) + "\"" + nearest(name) + ".");
        }
        throw Stop.stalled(
                Reason.AMBIGUOUS_MATCH,
                "spec.name: %d model syncs are named \"%s\": %s; name one with spec.syncId."
                        .formatted(
                                found.size(),
                                shown(name),
                                found.stream()
                                        .map(ModelSighting::id)
                                        .limit(IDS_SHOWN)
                                        .collect(Collectors.joining(", "))));
    }

    private static String shown(String name) {
        return RemoteText.line(name, NAME_SHOWN);
    }

    /** Names are shown only to a namespace that may see all of the organization. */
    private String nearest(String name) {
        if (!Organizations.admitsConnection(organization, sync.getMetadata().getNamespace(), "*")) {
            return "";
        }
        var names = watch.sightings().stream()
                .map(s -> shown(s.name()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return "; " + Unknown.nearest(name, names);
    }

    /** Reads it into the draft; false when the API says that there is no such model sync. */
    private boolean observe(String id) {
        var known = watch.sighting(id);
        if (known == null && id.equals(bound()) && isKnownMissing()) {
            return false; // said before; the list would show it by now
        }
        if (known != null) {
            checkGrant(known);
        }
        draft.bind(id);
        event = watch.newestEvent(id);
        try {
            if (known == null || watch.needsRecord(sync) || !id.equals(bound())) {
                take(api.getModelSync(id));
            } else {
                take(known);
            }
            take(status(id));
            return true;
        } catch (ApiException.Missing e) {
            if (!e.saidByApi() || isThere(id)) {
                throw e;
            }
            watch.absent(id);
            return false;
        }
    }

    private ModelSyncStatusRecord status(String id) {
        var recent = watch.recentStatus(id);
        return recent != null ? recent : api.getModelSyncStatus(id);
    }

    /** A server may lack a route; only a record that is gone is a sync that is gone. */
    private boolean isThere(String id) {
        try {
            api.getModelSync(id);
            return true;
        } catch (ApiException.Missing gone) {
            return !gone.saidByApi();
        }
    }

    private void checkGrant(ModelSighting now) {
        connections.checkGrant(
                organization,
                sync.getMetadata().getNamespace(),
                "target",
                Objects.toString(now.targetConnectionId(), ""));
    }

    private void take(ModelSyncRecord record) {
        if (record.organizationId() != null && !record.organizationId().equals(organization.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED,
                    "The model sync belongs to organization " + record.organizationId() + ".");
        }
        var read = ModelSighting.of(record);
        checkGrant(read);
        watch.present(read);
        take(read);
        draft.problems = reader.problems(record.problems());
    }

    private void take(ModelSighting now) {
        seen = now;
        draft.name = RemoteText.word(now.name());
        draft.active = now.active();
        draft.mode = RemoteText.word(now.mode());
        draft.organizationId = organization.organizationId();
        draft.remoteUpdatedAt = RemoteText.time(now.updatedAt());
    }

    private void take(ModelSyncStatusRecord status) {
        draft.currentExecution = reader.execution(status.currentExecution());
        draft.lastExecution = reader.execution(status.lastExecution());
        draft.nextExecutionTime = RemoteText.time(status.nextExecutionTime());
    }

    /** What stands in status, before this pass. */
    private String bound() {
        return sync.getStatus() == null ? null : sync.getStatus().syncId();
    }

    private boolean isKnownMissing() {
        var status = sync.getStatus();
        var ready = status == null ? null : Conditions.find(status.conditions(), Condition.READY);
        return ready != null
                && Reason.REMOTE_MISSING.word().equals(ready.reason())
                && sync.getMetadata().getGeneration().equals(ready.observedGeneration());
    }

    private static Stop missing(String message) {
        return Stop.stalled(Reason.REMOTE_MISSING, message + " It is watched as soon as it is there.");
    }

    private String remarks() {
        var remarks = new StringBuilder();
        if (Boolean.FALSE.equals(draft.active)) {
            remarks.append(" It is inactive and does not run.");
        }
        if (draft.problems != null) {
            remarks.append(" The API reports problems that keep it from running, see status.problems.");
        }
        var stated = sync.getSpec().name();
        if (stated != null && seen.name() != null && !stated.equals(seen.name())) {
            remarks.append(
                    " It was found as \"%s\" and is now named \"%s\".".formatted(shown(stated), shown(seen.name())));
        }
        return remarks.toString();
    }

    /** What was seen need not be looked at again until something moves. */
    void remember() {
        Optional.ofNullable(draft.syncId)
                .map(watch::sighting)
                .ifPresent(now -> watch.looked(sync.getMetadata().getUid(), now, event, draft.nextExecutionTime));
    }
}
