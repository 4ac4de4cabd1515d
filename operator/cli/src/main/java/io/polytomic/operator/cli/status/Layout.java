package io.polytomic.operator.cli.status;

import java.util.ArrayList;
import java.util.List;

/** Rows as lines of text, in columns as wide as they must be. */
final class Layout {
    private static final String GAP = "   ";
    private static final String PLAIN = "\u001b[0m";

    private Layout() {}

    /** With the header first. */
    static List<String> lines(List<Row> rows, boolean color) {
        var widths = widths(rows);
        var lines = new ArrayList<String>();
        lines.add(line(Row.HEADER, widths));
        rows.forEach(row -> {
            var line = line(row.cells(), widths);
            lines.add(color ? row.health().color() + line + PLAIN : line);
        });
        return lines;
    }

    private static int[] widths(List<Row> rows) {
        var widths = new int[Row.HEADER.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    Row.HEADER.get(i).length(),
                    rows.stream()
                            .mapToInt(r -> r.cells().get(column).length())
                            .max()
                            .orElse(0));
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
