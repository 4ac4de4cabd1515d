package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Create, read, replace, switch and delete bulk syncs (notes.md sections 8 and 10). */
final class BulkSyncs {
    private final World world;
    private final Map<String, List<BulkSync>> sorted = new HashMap<>();

    BulkSyncs(World world) {
        this.world = world;
    }

    BulkSync find(String organizationId, String id) {
        BulkSync found = world.syncs.get(id);
        if (found == null || !found.organizationId.equals(organizationId)) {
            throw ApiProblem.notFound("bulk sync", id);
        }
        return found;
    }

    /** Newest update first, then by id. */
    List<BulkSync> all(String organizationId) {
        return sorted.computeIfAbsent(organizationId, organization -> {
            List<BulkSync> list = new ArrayList<>(world.syncs.values());
            list.removeIf(sync -> !sync.organizationId.equals(organization));
            list.sort(Comparator.comparing((BulkSync sync) -> sync.updatedAt)
                    .reversed()
                    .thenComparing(sync -> sync.id));
            return list;
        });
    }

    BulkSync create(String organizationId, Actor actor, JsonNode body) {
        return create(organizationId, actor, body, world.newId());
    }

    BulkSync create(String organizationId, Actor actor, JsonNode body, String id) {
        SyncSettings settings = world.settings.read(organizationId, body, null, actor);
        world.schemaCache.requireReady(world.connections.get(settings.sourceConnectionId()));
        BulkSync sync = new BulkSync(id, organizationId, world.now(), actor);
        sync.settings = settings;
        sync.selection = world.selections.create(settings, body.path("schemas"));
        world.syncs.put(sync.id, sync);
        touch(sync, actor);
        world.snapshot(sync);
        world.scheduler.plan(sync);
        return sync;
    }

    void replace(BulkSync sync, Actor actor, JsonNode body) {
        SyncSettings settings = world.settings.read(sync.organizationId, body, sync.settings, actor);
        world.schemaCache.requireReady(world.connections.get(settings.sourceConnectionId()));
        Map<String, SchemaState> selection = world.selections.replace(settings, sync.selection, body.path("schemas"));
        boolean switchedOff = sync.settings.active() && !settings.active();
        sync.settings = settings;
        sync.selection = selection;
        touch(sync, actor);
        world.snapshot(sync);
        world.scheduler.plan(sync);
        if (switchedOff && world.switches.on(Switch.PUT_INACTIVE_CANCELS)) {
            world.executions.cancelCurrent(sync, "sync was deactivated");
        }
    }

    void activate(BulkSync sync, Actor actor, boolean active) {
        sync.settings = sync.settings.withActive(active);
        touch(sync, actor);
        world.snapshot(sync);
        world.scheduler.plan(sync);
        if (!active) {
            world.executions.cancelCurrent(sync, "sync was deactivated");
        }
    }

    void setSchedules(BulkSync sync, Actor actor, List<Schedule> schedules) {
        sync.settings = sync.settings.withSchedules(schedules);
        touch(sync, actor);
        world.changed();
        world.scheduler.plan(sync);
    }

    void delete(BulkSync sync) {
        if (sync.current != null) {
            world.executions.cutOff(sync);
        }
        sync.deleted = true;
        sync.planned++;
        world.syncs.remove(sync.id);
        sorted.remove(sync.organizationId);
        world.changed();
    }

    /** Moves updated_at. */
    void touch(BulkSync sync, Actor actor) {
        sync.updatedAt = world.now();
        sync.updatedBy = actor;
        sorted.remove(sync.organizationId);
        world.changed();
    }

    /** Puts a new value of the error handling; an absent member keeps its value (notes.md section 16). */
    void setErrorHandling(BulkSync sync, Actor actor, JsonNode body) {
        List<String> subscribers = sync.subscribers;
        if (!Json.absent(body, "subscribers")) {
            List<String> given = new ArrayList<>();
            for (JsonNode each : SettingsReader.list(body, "subscribers")) {
                if (!each.isTextual() || !each.asText().contains("@")) {
                    throw ApiProblem.badRequest("subscribers: " + each + " is not an e-mail address");
                }
                given.add(each.asText());
            }
            subscribers = List.copyOf(given);
        }
        if (!Json.absent(body, "ingestion_failure_threshold")) {
            JsonNode value = body.path("ingestion_failure_threshold");
            if (!value.isIntegralNumber() || value.asLong() < 0) {
                throw ApiProblem.badRequest("ingestion_failure_threshold must be an integer from 0");
            }
            sync.ingestionFailureThreshold = value.asLong() == 0 ? null : value.asLong();
        }
        sync.subscribers = subscribers;
        world.changed();
        if (world.switches.on(Switch.ERROR_HANDLING_EDIT_MOVES_UPDATED_AT)) {
            touch(sync, actor);
        }
    }
}
