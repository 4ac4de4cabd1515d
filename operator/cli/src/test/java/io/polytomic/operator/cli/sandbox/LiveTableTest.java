package io.polytomic.operator.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.sandbox.Row.Movement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LiveTableTest {
    private static final Screen SMALL = new Screen(40, 5);

    private final StringWriter written = new StringWriter();
    private final LiveTable table = new LiveTable(new PrintWriter(written), () -> SMALL);

    private static Row row(String name, String why) {
        return new Row(name, "", "BulkSync", name, "Stalled", "", why, Movement.STALLED, true);
    }

    /** What a terminal shows: it obeys the two codes the table uses, and starts a line where one is too long. */
    private List<String> shown() {
        var lines = new ArrayList<String>();
        for (var line : written.toString().split("\n")) {
            var text = line;
            while (text.startsWith("\u001b[")) {
                int up = Integer.parseInt(text.substring(2, text.indexOf('A')));
                lines.subList(lines.size() - up, lines.size()).clear();
                text = text.substring(text.indexOf("\u001b[J") + 3);
            }
            for (int at = 0; at == 0 || at < text.length(); at += SMALL.columns()) {
                lines.add(text.substring(at, Math.min(text.length(), at + SMALL.columns())));
            }
        }
        return lines;
    }

    @Test
    @DisplayName("The table stands once, in its place, however long its rows are; lines that stay are above it")
    void inPlace() {
        table.show(List.of(row("orders", "")));
        table.above("WARN: one");
        table.show(List.of(row("orders", "a message that is much longer than the screen is wide")));
        table.above("WARN: two");
        table.show(List.of(row("orders", "another message that is much longer than the screen")));
        assertThat(shown())
                .containsExactly(
                        "WARN: one",
                        "WARN: two",
                        "KIND     NAME   STATE   DETAILS",
                        "BulkSync orders Stalled another messag…");
    }

    @Test
    @DisplayName("A table longer than the screen is cut, and said to be; at its end all of it is there")
    void tooLong() {
        var rows = IntStream.range(0, 9).mapToObj(i -> row("sync-" + i, "")).toList();
        table.show(rows);
        assertThat(shown()).hasSize(4).last().isEqualTo("… 7 more");
        table.end(rows);
        assertThat(shown()).hasSize(10);
    }

    @Test
    @DisplayName("Without a terminal each change is a line, in full and without codes")
    void plain() {
        var log = new LiveTable(new PrintWriter(written), null);
        var message = "a message that is much longer than a screen would be wide";
        log.show(List.of(row("orders", "")));
        log.show(List.of(row("orders", message)));
        log.show(List.of(row("orders", message)));
        assertThat(written.toString().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains(message)
                .doesNotContain("\u001b");
    }

    @Test
    @DisplayName("While a table is shown, warnings go above it in one line each, and the rest of the log nowhere")
    void log() {
        var log = LoggerFactory.getLogger("io.polytomic.operator.test");
        var lines = new ArrayList<String>();
        var quiet = QuietLog.to(lines::add);
        log.info("nobody reads this");
        log.warn("first\nsecond");
        quiet.close();
        log.warn("after the end");
        assertThat(lines).containsExactly("WARN: first second");
    }

    @Test
    @DisplayName("COLUMNS and LINES are believed, without a terminal to ask it is 80 by 24")
    void screen() {
        assertThat(Screen.of(Map.of("COLUMNS", "120", "LINES", "50"))).isEqualTo(new Screen(120, 50));
        assertThat(new Screen(5, 5).cut("åäöüß")).isEqualTo("åäö…");
        assertThat(new Screen(5, 5).cut("åäöü")).isEqualTo("åäöü");
    }
}
