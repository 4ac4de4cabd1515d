package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines of a console log; the newest 50 are answered (notes.md section 6). */
final class ConsoleLines {
    static final int MOST = 50;

    private record Line(Instant time, String level, String message, String id) {}

    private final List<Line> lines = new ArrayList<>();

    /** A line; one that has no time yet is left out. */
    void add(Instant time, String level, String message) {
        if (time != null) {
            lines.add(new Line(time, level, message, time.toEpochMilli() + "-" + lines.size()));
        }
    }

    ObjectNode json(int limit, String after) {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing(Line::time));
        if (after != null) {
            int known = sorted.stream().map(Line::id).toList().indexOf(after);
            sorted = sorted.subList(known + 1, sorted.size());
        }
        int size = Pages.size(limit, MOST, MOST);
        sorted = sorted.subList(Math.max(0, sorted.size() - size), sorted.size());
        ObjectNode json = Json.object();
        ArrayNode entries = json.putArray("entries");
        sorted.forEach(line -> entries.addObject()
                .put("id", line.id())
                .put("timestamp", line.time().toString())
                .put("level", line.level())
                .put("message", line.message())
                .putNull("payload"));
        return json.put(
                "next_cursor",
                sorted.isEmpty() ? null : sorted.get(sorted.size() - 1).id());
    }
}
