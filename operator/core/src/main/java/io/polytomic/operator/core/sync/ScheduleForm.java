package io.polytomic.operator.core.sync;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The canonical form of schedules. The API fills in parts nobody set (a manual schedule comes back with hour and weekday,
 * notes.md §8.2), so only the parts that matter for a frequency are kept. Ids are never part of the content.
 */
final class ScheduleForm {
    private static final List<String> PARTS = List.of("dayOfMonth", "dayOfWeek", "hour", "minute", "month");
    private static final Map<String, Set<String>> MATTERING = Map.of(
            "manual", Set.of(),
            "continuous", Set.of(),
            "hourly", Set.of("minute"),
            "daily", Set.of("hour", "minute"),
            "weekly", Set.of("dayOfWeek", "hour", "minute"));

    private ScheduleForm() {}

    static Object canonical(Map<?, ?> schedule) {
        return Json.canonical(parts(schedule));
    }

    static Object canonicalAdditional(Map<?, ?> schedule) {
        var kept = parts(schedule);
        kept.put("resyncMode", word(schedule.get("resyncMode"), "normal"));
        kept.put("selectiveMode", word(schedule.get("selectiveMode"), "none"));
        kept.put("schemas", Form.SET.canonical(schedule.get("schemas")));
        return Json.canonical(kept);
    }

    private static TreeMap<String, Object> parts(Map<?, ?> schedule) {
        var frequency = word(schedule.get("frequency"), "manual");
        var mattering = MATTERING.getOrDefault(frequency, Set.copyOf(PARTS));
        var kept = new TreeMap<String, Object>();
        kept.put("frequency", frequency);
        for (var part : PARTS) {
            var value = schedule.get(part);
            if (mattering.contains(part) && value != null && !value.toString().isEmpty()) {
                kept.put(part, part(value.toString()));
            }
        }
        return kept;
    }

    /** {@code "02"} is {@code "2"} and {@code Monday} is {@code monday}. */
    private static String part(String text) {
        var trimmed = text.trim();
        return trimmed.matches("[0-9]{1,9}")
                ? Integer.toString(Integer.parseInt(trimmed))
                : trimmed.toLowerCase(Locale.ROOT);
    }

    private static String word(Object value, String whenAbsent) {
        return value == null || value.toString().isEmpty() ? whenAbsent : value.toString();
    }
}
