package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A bulk sync and its schedules as the API shows them. */
final class BulkSyncJson {
    static final String SERVER_RELEASE = "25.9.10-simulator";

    private final World world;

    BulkSyncJson(World world) {
        this.world = world;
    }

    ObjectNode sync(BulkSync sync) {
        SyncSettings settings = sync.settings;
        ObjectNode json = Json.object()
                .put("id", sync.id)
                .put("organization_id", sync.organizationId)
                .put("name", settings.name())
                .put("mode", settings.mode())
                .put("active", settings.active())
                .put("source_connection_id", settings.sourceConnectionId())
                .put("destination_connection_id", settings.destinationConnectionId())
                .put("automatically_add_new_fields", settings.addNewFields())
                .put("automatically_add_new_objects", settings.addNewObjects())
                .put("normalize_names", settings.normalizeNames())
                .put("disable_record_timestamps", settings.disableRecordTimestamps())
                .put("concurrency_limit", settings.concurrencyLimit())
                .put("resync_concurrency_limit", settings.resyncConcurrencyLimit())
                .put("data_cutoff_timestamp", settings.dataCutoff());
        Connection source = world.connections.get(settings.sourceConnectionId());
        Connection destination = world.connections.get(settings.destinationConnectionId());
        json.set("source_configuration", withDefaults(source.traits.sourceDefaults(), settings.sourceConfiguration()));
        json.set(
                "destination_configuration",
                withDefaults(destination.traits.destinationDefaults(), settings.destinationConfiguration()));
        json.set("policies", Json.texts(settings.policies()));
        json.set("default_schedule", defaultSchedule(settings.schedules().get(0)));
        ArrayNode additional = json.putArray("additional_schedules");
        settings.schedules().stream().skip(1).forEach(each -> additional.add(additionalSchedule(each)));
        json.put("created_at", sync.createdAt.toString()).put("updated_at", sync.updatedAt.toString());
        actor(json, "created_by", sync.createdBy);
        actor(json, "updated_by", sync.updatedBy);
        return json;
    }

    void actor(ObjectNode json, String member, Actor actor) {
        boolean hidden = actor == null
                || (!actor.type().equals("user") && world.switches.is(Switch.CREATED_BY_FOR_ORGANIZATION_KEYS, "null"));
        json.set(member, hidden ? Json.object().nullNode() : actor.json());
    }

    /** The server adds its own members; a null counts as not set (notes.md section 8, pitfall 1). */
    private static JsonNode withDefaults(ObjectNode defaults, ObjectNode set) {
        ObjectNode result = defaults.deepCopy();
        if (set != null) {
            set.properties().forEach(member -> {
                if (!member.getValue().isNull() || !defaults.has(member.getKey())) {
                    result.set(member.getKey(), member.getValue().deepCopy());
                }
            });
        }
        return result;
    }

    private ObjectNode defaultSchedule(Schedule schedule) {
        return parts(schedule, !world.switches.is(Switch.SCHEDULE_IDS, "none"));
    }

    private ObjectNode additionalSchedule(Schedule schedule) {
        ObjectNode json = parts(schedule, world.switches.is(Switch.SCHEDULE_IDS, "both"))
                .put("selective_mode", schedule.selectiveMode())
                .put("resync_mode", schedule.resyncMode());
        json.set("schemas", Json.texts(schedule.schemas()));
        return json;
    }

    private ObjectNode parts(Schedule schedule, boolean withId) {
        ObjectNode json = Json.object();
        if (withId) {
            json.put("id", schedule.id());
        }
        Schedule.Timing timing = schedule.timing();
        json.put("frequency", schedule.frequency())
                .put("minute", timing.minute())
                .put("hour", timing.hour())
                .put("day_of_week", timing.dayOfWeek())
                .put("day_of_month", timing.dayOfMonth())
                .put("month", timing.month())
                .put("created_at", schedule.createdAt().toString())
                .put("updated_at", schedule.updatedAt().toString());
        actor(json, "created_by", schedule.createdBy());
        actor(json, "updated_by", schedule.updatedBy());
        return json;
    }

    /** The row of the schedule sub-resource: camelCase and without id (notes.md section 11). */
    ObjectNode scheduleRow(BulkSync sync, Schedule schedule) {
        Schedule.Timing timing = schedule.timing();
        ObjectNode json = Json.object()
                .put("syncId", sync.id)
                .put("isDefault", schedule == sync.settings.schedules().get(0))
                .put("frequency", schedule.frequency())
                .put("minute", timing.minute())
                .put("hour", timing.hour())
                .put("dayOfWeek", timing.dayOfWeek())
                .put("dayOfMonth", timing.dayOfMonth())
                .put("month", timing.month())
                .put("selectiveMode", schedule.selectiveMode())
                .put("syncMode", schedule.resyncMode())
                .put("createdAt", schedule.createdAt().toString())
                .put("createdBy", schedule.createdBy().id())
                .put("updatedAt", schedule.updatedAt().toString())
                .put("updatedBy", schedule.updatedBy().id())
                .putNull("deletedAt")
                .putNull("deletedBy");
        json.set("schemas", Json.texts(schedule.schemas()));
        return json;
    }

    ObjectNode errorHandling(BulkSync sync) {
        ObjectNode json = Json.object();
        json.set("subscribers", Json.texts(sync.subscribers));
        return json.put("ingestion_failure_threshold", sync.ingestionFailureThreshold);
    }
}
