package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads schedules: snake_case inside a sync, camelCase in the sub-resource (notes.md section 11). */
final class ScheduleReader {
    static final Set<String> FREQUENCIES = Set.of(
            "manual", "continuous", "hourly", "daily", "weekly", "custom", "builder", "runafter", "multi", "dbtcloud");
    private static final Set<String> SELECTIVE = Set.of("none", "incrementalFields", "nonincrementalFields");
    private static final Set<String> RESYNC = Set.of("normal", "refetch", "resync", "rebuild");
    private static final Set<String> DAYS = Stream.of(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final World world;
    private final List<Schedule> known;
    private final Actor actor;

    ScheduleReader(World world, List<Schedule> known, Actor actor) {
        this.world = world;
        this.known = known;
        this.actor = actor;
    }

    /** A schedule inside a sync. With the id of a known one it keeps id and creation; else it is a new one. */
    Schedule read(JsonNode node, String path) {
        String id = Json.text(node, "id", "");
        Schedule before =
                known.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
        List<String> schemas = new ArrayList<>();
        if (!Json.absent(node, "schemas")) {
            SettingsReader.list(node, "schemas").forEach(each -> schemas.add(each.asText()));
        }
        return make(
                before,
                frequency(node, path),
                timing(node, path, "day_of_week", "day_of_month"),
                SettingsReader.word(node, "selective_mode", SELECTIVE, "none"),
                SettingsReader.word(node, "resync_mode", RESYNC, "normal"),
                schemas);
    }

    /** The body of the schedule sub-resource, which cannot write schemas or a resync mode. */
    Schedule readSubResource(JsonNode body, Schedule before) {
        JsonNode node = body.path("schedule");
        if (!node.isObject()) {
            throw ApiProblem.badRequest("schedule is required and must be an object");
        }
        return make(
                before,
                frequency(node, "schedule"),
                timing(node, "schedule", "dayOfWeek", "dayOfMonth"),
                SettingsReader.word(node, "selectiveMode", SELECTIVE, "none"),
                before == null ? "normal" : before.resyncMode(),
                before == null ? List.of() : before.schemas());
    }

    private Schedule make(
            Schedule before,
            String frequency,
            Schedule.Timing timing,
            String selective,
            String resync,
            List<String> schemas) {
        return new Schedule(
                before == null ? world.newId() : before.id(),
                frequency,
                timing,
                selective,
                resync,
                List.copyOf(schemas),
                before == null ? world.now() : before.createdAt(),
                before == null ? actor : before.createdBy(),
                world.now(),
                actor);
    }

    private static String frequency(JsonNode node, String path) {
        String frequency = Json.text(node, "frequency", "");
        if (!FREQUENCIES.contains(frequency)) {
            throw ApiProblem.badRequest(path + ".frequency \"" + frequency + "\" is required and must be one of "
                    + FREQUENCIES.stream().sorted().toList());
        }
        return frequency;
    }

    static Schedule.Timing timing(JsonNode node, String path, String dayOfWeek, String dayOfMonth) {
        String day = Json.text(node, dayOfWeek, "");
        day = day.isEmpty() ? "sunday" : day.toLowerCase(Locale.ROOT);
        if (!DAYS.contains(day)) {
            throw ApiProblem.badRequest(path + "." + dayOfWeek + " \"" + day + "\" is not a day of the week");
        }
        return new Schedule.Timing(
                part(node, path, "minute", 0, 59),
                part(node, path, "hour", 0, 23),
                day,
                part(node, path, dayOfMonth, 1, 31),
                part(node, path, "month", 1, 12));
    }

    private static String part(JsonNode node, String path, String member, int least, int most) {
        String text = Json.text(node, member, "");
        if (text.isEmpty()) {
            return Integer.toString(least);
        }
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw ApiProblem.badRequest(
                    path + "." + member + " \"" + text + "\" is not a number from " + least + " to " + most);
        }
        return text;
    }
}
