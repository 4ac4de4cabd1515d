package io.polytomic.operator.cli.sandbox;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows on a terminal, redrawn in place; without one, a plain line for each change. */
final class LiveTable {
    private static final String HEADER = "%-22s %-20s %-18s %s".formatted("KIND", "NAME", "STATE", "DETAILS");

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, Row> shown = new LinkedHashMap<>();
    private int linesDrawn;

    LiveTable(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(List<Row> rows) {
        if (terminal) {
            redraw(rows);
        } else {
            rows.forEach(this::sayWhenChanged);
        }
        out.flush();
    }

    /** The whole table once more, for a log that only held changes. */
    void end(List<Row> rows) {
        if (!terminal) {
            out.println();
            out.println(HEADER);
            rows.forEach(row -> out.println(row.line()));
            out.flush();
        }
    }

    private void sayWhenChanged(Row row) {
        if (!row.equals(shown.put(row.kind() + "/" + row.name(), row))) {
            out.println(row.line());
        }
    }

    private void redraw(List<Row> rows) {
        if (linesDrawn > 0) {
            out.print("\u001b[" + linesDrawn + "A");
        }
        out.println("\u001b[2K" + HEADER);
        rows.forEach(row -> out.println("\u001b[2K" + row.line()));
        linesDrawn = rows.size() + 1;
    }
}
