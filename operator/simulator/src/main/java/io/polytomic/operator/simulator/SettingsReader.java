package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the body of create and PUT of a bulk sync; members left out become their defaults (notes.md section 8). */
final class SettingsReader {
    static final Set<String> MODES = Set.of("snapshot", "replicate", "append");
    static final Set<String> DISCOVER = Set.of("all", "onlyIncremental", "onlyNonIncremental", "none");
    private static final Set<String> NORMALIZE = Set.of("enabled", "disabled", "legacy");

    private final World world;

    SettingsReader(World world) {
        this.world = world;
    }

    /**
     * @param previous the settings that are replaced, null on create: schedules sent with a known id keep their identity
     */
    SyncSettings read(String organizationId, JsonNode body, SyncSettings previous, Actor actor) {
        String name = required(body, "name");
        String mode = word(body, "mode", MODES, required(body, "mode"));
        Connection source = connection(organizationId, required(body, "source_connection_id"));
        Connection destination = connection(organizationId, required(body, "destination_connection_id"));
        if (!body.path("destination_configuration").isObject()) {
            throw ApiProblem.badRequest("destination_configuration is required and must be an object");
        }
        if (!body.path("default_schedule").isObject()) {
            throw ApiProblem.badRequest("default_schedule is required and must be an object");
        }
        if (!destination.traits.modes().contains(mode)) {
            throw ApiProblem.unprocessable("mode " + mode + " is not supported by destination " + destination.name);
        }
        return new SyncSettings(
                name,
                mode,
                bool(body, "active", world.switches.on(Switch.ACTIVE_DEFAULT)),
                source.id,
                destination.id,
                map(body, "source_configuration"),
                map(body, "destination_configuration"),
                word(body, "automatically_add_new_fields", DISCOVER, "all"),
                word(body, "automatically_add_new_objects", DISCOVER, "none"),
                word(body, "normalize_names", NORMALIZE, "enabled"),
                bool(body, "disable_record_timestamps", false),
                number(body, "concurrency_limit"),
                number(body, "resync_concurrency_limit"),
                cutoff(body, source),
                policies(body),
                schedules(body, previous, actor));
    }

    private List<Schedule> schedules(JsonNode body, SyncSettings previous, Actor actor) {
        ScheduleReader schedules =
                new ScheduleReader(world, previous == null ? List.of() : previous.schedules(), actor);
        List<Schedule> all = new ArrayList<>();
        all.add(schedules.read(body.path("default_schedule"), "default_schedule"));
        if (!Json.absent(body, "additional_schedules")) {
            int index = 0;
            for (JsonNode item : list(body, "additional_schedules")) {
                all.add(schedules.read(item, "additional_schedules[" + index++ + "]"));
            }
        }
        return List.copyOf(all);
    }

    private Connection connection(String organizationId, String id) {
        Connection found = world.connections.get(id);
        if (found == null || found.deleted || !found.organizationId.equals(organizationId)) {
            throw ApiProblem.of(world.switches.get(Switch.UNKNOWN_CONNECTION), "connection " + id + " not found");
        }
        return found;
    }

    private String cutoff(JsonNode body, Connection source) {
        String text = instant(body, "data_cutoff_timestamp");
        if (text != null && !source.traits.dataCutoff()) {
            throw ApiProblem.badRequest("data_cutoff_timestamp is not supported by source " + source.name);
        }
        return text;
    }

    private static List<String> policies(JsonNode body) {
        List<String> policies = new ArrayList<>();
        if (!Json.absent(body, "policies")) {
            list(body, "policies").forEach(each -> policies.add(each.asText()));
        }
        return List.copyOf(policies);
    }

    private static String required(JsonNode body, String member) {
        JsonNode value = body.path(member);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw ApiProblem.badRequest(member + " is required");
        }
        return value.asText();
    }

    static JsonNode list(JsonNode body, String member) {
        JsonNode value = body.path(member);
        if (!value.isArray()) {
            throw ApiProblem.badRequest(member + " must be an array");
        }
        return value;
    }

    private static ObjectNode map(JsonNode body, String member) {
        if (Json.absent(body, member)) {
            return null;
        }
        if (!body.path(member).isObject()) {
            throw ApiProblem.badRequest(member + " must be an object");
        }
        return body.path(member).deepCopy();
    }

    static String word(JsonNode body, String member, Set<String> allowed, String fallback) {
        String value = Json.text(body, member, fallback);
        if (value != null && !allowed.contains(value)) {
            throw ApiProblem.badRequest(member + " \"" + value + "\" is not one of "
                    + allowed.stream().sorted().toList());
        }
        return value;
    }

    static boolean bool(JsonNode body, String member, boolean fallback) {
        if (Json.absent(body, member)) {
            return fallback;
        }
        if (!body.path(member).isBoolean()) {
            throw ApiProblem.badRequest(member + " must be a boolean");
        }
        return body.path(member).asBoolean();
    }

    private static Integer number(JsonNode body, String member) {
        if (Json.absent(body, member)) {
            return null;
        }
        if (!body.path(member).isInt()) {
            throw ApiProblem.badRequest(member + " must be an integer");
        }
        return body.path(member).asInt();
    }

    /** RFC 3339 in, RFC 3339 in UTC out; null and "" are none. */
    static String instant(JsonNode body, String member) {
        String text = Json.text(body, member, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.toString();
        } catch (DateTimeParseException e) {
            throw ApiProblem.badRequest(member + " \"" + text + "\" is not an RFC 3339 time");
        }
    }
}
