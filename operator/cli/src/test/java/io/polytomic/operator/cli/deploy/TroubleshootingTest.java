package io.polytomic.operator.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.outcome.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TroubleshootingTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.+?) \\| (.+) \\|");

    @Test
    @DisplayName("Every reason a condition can carry has its row, with the meaning the code gives it and what to do")
    void everyReason() throws IOException {
        var rows = new ArrayList<String>();
        var actions = new ArrayList<String>();
        for (var line : Files.readAllLines(Bundle.DEPLOY.resolve("TROUBLESHOOTING.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1) + ": " + row.group(2));
                actions.add(row.group(3));
            }
        }
        List<String> reasons = Stream.of(Reason.values())
                .map(reason -> reason.word() + ": " + reason.meaning())
                .toList();
        assertThat(rows).containsExactlyElementsOf(reasons);
        assertThat(actions)
                .allSatisfy(action -> assertThat(action).endsWith(".").hasSizeGreaterThan(7));
    }
}
