package io.polytomic.operator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.benchmarks.micro.MicroResult;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final MicroResult PLAN = new MicroResult("plan", 20, 1, 3_000_000);

    private static Result result(String candidate, int objects, Map<Figure, Double> figures) {
        return new Result(
                candidate,
                candidate + " 1",
                objects,
                1,
                256,
                figures,
                Map.of("PATCH bulksyncs/status", 2.0),
                Map.of("POST /api/bulk/syncs", 1.0),
                Map.of());
    }

    private static Run run() {
        return new Run(
                Map.of("machine", "a small one"),
                List.of(
                        result(
                                Run.JAVA,
                                1000,
                                Map.of(Figure.CPU_RATIO, 0.9, Figure.RSS_PEAK, 300.0, Figure.WRITES_AN_OBJECT, 3.003)),
                        result(Run.GO, 1000, Map.of(Figure.CPU_RATIO, 0.3, Figure.READY, 12.0))),
                List.of(PLAN),
                "not measured: no provider was given");
    }

    private static Target target(String id) {
        return Target.of(run()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("a ratio is held against the Go operator of the same size")
    void ratio() {
        assertThat(target("cpu-1000").measured()).isEqualTo(3);
        assertThat(target("cpu-1000").verdict()).isEqualTo(Target.Verdict.MISSED);
    }

    @Test
    @DisplayName("what one of both did not measure is not measured, neither met nor missed")
    void notMeasured() {
        assertThat(target("ready-1000").verdict()).isEqualTo(Target.Verdict.NOT_MEASURED);
        assertThat(target("cpu-3000").verdict()).isEqualTo(Target.Verdict.NOT_MEASURED);
    }

    @Test
    @DisplayName(
            "an exact number allows for the few writes that belong to the organization, not for one more an object")
    void exactly() {
        assertThat(target("writes").verdict()).isEqualTo(Target.Verdict.MET);
        assertThat(new Target("writes", "", 3, 4.003, "", true).verdict()).isEqualTo(Target.Verdict.MISSED);
        assertThat(new Target("writes", "", 3, 2, "", true).verdict()).isEqualTo(Target.Verdict.MISSED);
    }

    @Test
    @DisplayName("a missed target is said with its reason, one without a reason says that, too")
    void reasons() throws Exception {
        var reasons = new Properties();
        reasons.load(new StringReader("rss-1000=the cache is mapped"));
        var text = new Report(run(), reasons, "## Notes\n\nSeen.\n").markdown();

        assertThat(text)
                .contains("| peak resident memory at 1,000 | at most 155 MB | 300 | **missed**: the cache is mapped |")
                .contains("| **missed**: the reason is not known yet |")
                .contains("| a sync of 10,000 schemas is planned | at most 50 ms | 20 | met |")
                .contains("- terraform: not measured: no provider was given")
                .contains("| | Go, 1,000 | Java, 1,000 |")
                .endsWith("## Notes\n\nSeen.\n");
    }

    @Test
    @DisplayName("every plot that the report shows is written beside it, and is XML")
    void plots(@TempDir Path folder) throws Exception {
        new Results(folder, folder).write(run());

        var report = java.nio.file.Files.readString(folder.resolve("report.md"));
        for (var name : new Report(run(), new Properties(), "").plots().keySet()) {
            assertThat(report).contains("](" + name + ")");
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve(name).toFile());
            assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        }
    }

    @Test
    @DisplayName("results are read as they were written, and a new one takes the place of the old one of its kind")
    void results(@TempDir Path folder) {
        var results = new Results(folder, folder);
        results.write(run());

        assertThat(results.read()).isEqualTo(run());

        results.add(result(Run.GO, 1000, Map.of(Figure.READY, 7.0)), Map.of("date", "today"));
        assertThat(results.read().results()).hasSize(2);
        assertThat(results.read().figure(Run.GO, 1000, Figure.READY)).isEqualTo(7);
        assertThat(results.read().about()).containsKeys("machine", "date");
        assertThat(results.read().planner()).containsExactly(PLAN);
    }
}
