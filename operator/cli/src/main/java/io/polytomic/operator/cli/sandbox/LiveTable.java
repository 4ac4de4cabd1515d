package io.polytomic.operator.cli.sandbox;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rows on a terminal, redrawn in place; without one, a plain line for each change. Safe for threads. */
final class LiveTable {
    private static final String UP = "\u001b[%dA";
    private static final String ERASE_BELOW = "\r\u001b[J";

    private final PrintWriter out;
    private final Supplier<Screen> screen;
    private final Map<String, Row> said = new LinkedHashMap<>();
    private List<String> drawn = List.of();

    /** @param screen asked before each drawing; null when there is no terminal */
    LiveTable(PrintWriter out, Supplier<Screen> screen) {
        this.out = out;
        this.screen = screen;
    }

    synchronized void show(List<Row> rows) {
        if (screen == null) {
            rows.forEach(this::sayWhenChanged);
        } else {
            var lines = live(rows, screen.get());
            if (!lines.equals(drawn)) {
                erase();
                draw(lines);
            }
        }
        out.flush();
    }

    /** A line that stays, above the table. */
    synchronized void above(String line) {
        var table = drawn;
        erase();
        out.println(line);
        draw(table);
        out.flush();
    }

    /** The whole table once more: a log held only changes, and a screen perhaps not all rows. */
    synchronized void end(List<Row> rows) {
        if (screen == null) {
            out.println();
            all(rows, Row.USUAL).forEach(out::println);
        } else {
            erase();
            var now = screen.get();
            all(rows, Row.tight(rows)).forEach(line -> out.println(now.cut(line)));
        }
        out.flush();
    }

    private void sayWhenChanged(Row row) {
        if (!row.equals(said.put(row.key(), row))) {
            out.println(row.line(Row.USUAL));
        }
    }

    private static List<String> all(List<Row> rows, String format) {
        var lines = new ArrayList<String>();
        lines.add(format.formatted("KIND", "NAME", "STATE", "DETAILS"));
        rows.forEach(row -> lines.add(row.line(format)));
        return lines;
    }

    /** No line is wider and no table longer than the screen: else the way back up would end in the wrong line. */
    private static List<String> live(List<Row> rows, Screen now) {
        var lines = all(rows, Row.tight(rows));
        int room = Math.max(2, now.lines() - 1);
        if (lines.size() > room) {
            int more = lines.size() - room + 1;
            lines.subList(room - 1, lines.size()).clear();
            lines.add("… " + more + " more");
        }
        lines.replaceAll(now::cut);
        return lines;
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            out.print(UP.formatted(drawn.size()) + ERASE_BELOW);
        }
        drawn = List.of();
    }

    private void draw(List<String> lines) {
        lines.forEach(out::println);
        drawn = List.copyOf(lines);
    }
}
