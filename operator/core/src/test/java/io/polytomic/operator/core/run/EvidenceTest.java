package io.polytomic.operator.core.run;

import static io.polytomic.operator.core.run.Executions.fetching;
import static io.polytomic.operator.core.run.Executions.partial;
import static io.polytomic.operator.core.run.Executions.resync;
import static io.polytomic.operator.core.run.Executions.running;
import static io.polytomic.operator.core.run.Executions.scheduled;
import static io.polytomic.operator.core.run.Executions.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.core.run.Evidence.Nothing;
import io.polytomic.operator.core.run.Evidence.OneMatch;
import io.polytomic.operator.core.run.Evidence.Unclear;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Execution "old" existed when the wish was put on record; "theirs" is held by another run or the ledger. */
class EvidenceTest {
    private static final RunRequest ALL = new RunRequest("orders", List.of(), null, null, false);
    private static final RunRequest TEST = new RunRequest("orders", List.of(), null, null, true);
    private static final RunRequest RESYNC = new RunRequest("orders", List.of(), null, "resync", false);
    private static final RunRequest FULL = new RunRequest("orders", List.of(), "full", null, false);
    private static final RunRequest TWO = new RunRequest("orders", List.of("a", "b"), null, null, false);

    static Stream<Arguments> rows() {
        return Stream.of(
                row("no execution at all", ALL, new Nothing()),
                row("only those that were there", ALL, new Nothing(), running("old")),
                row("only those of others", ALL, new Nothing(), running("theirs"), running("old")),
                row("only what a schedule started", ALL, new Nothing(), scheduled("new")),
                row("one that appeared", ALL, new OneMatch("new"), running("old"), running("new")),
                row("one beside that of a schedule", ALL, new OneMatch("new"), scheduled("s"), running("new")),
                row("two that appeared", ALL, new Unclear(List.of("n1", "n2")), running("n2"), running("n1")),
                row(
                        "two, though one alone would match",
                        ALL,
                        new Unclear(List.of("n1", "n2")),
                        running("n1"),
                        test("n2")),
                row("a test, not asked for", ALL, new Unclear(List.of("new")), test("new")),
                row("a test, asked for", TEST, new OneMatch("new"), test("new")),
                row("no test, but one asked for", TEST, new Unclear(List.of("new")), running("new")),
                row("a resync, not asked for", ALL, new Unclear(List.of("new")), resync("new")),
                row("a resync, asked for", RESYNC, new OneMatch("new"), resync("new")),
                row("no resync, but one asked for", RESYNC, new Unclear(List.of("new")), running("new")),
                row("a partial one, not asked for", ALL, new Unclear(List.of("new")), partial("new", "a")),
                row("the schemas asked for", TWO, new OneMatch("new"), partial("new", "b", "a")),
                row("fewer schemas than asked for", TWO, new Unclear(List.of("new")), partial("new", "a")),
                row("more schemas than asked for", TWO, new Unclear(List.of("new")), partial("new", "a", "b", "c")),
                row("a partial one that names no schemas", TWO, new OneMatch("new"), partial("new")),
                row("a whole one, but a partial one asked for", TWO, new Unclear(List.of("new")), running("new")),
                row("the fetch mode asked for", FULL, new OneMatch("new"), fetching("new", "full")),
                row("another fetch mode", FULL, new Unclear(List.of("new")), fetching("new", "incremental")),
                row("a fetch mode that is not told", FULL, new OneMatch("new"), running("new")),
                row("a fetch mode nobody asked for", ALL, new OneMatch("new"), fetching("new", "incremental")));
    }

    private static Arguments row(String seen, RunRequest request, Evidence evidence, SeenExecution... executions) {
        return arguments(seen, request, evidence, List.of(executions));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("rows")
    void what_executions_prove(String seen, RunRequest request, Evidence evidence, List<SeenExecution> executions) {
        assertThat(Evidence.of(request, Set.of("old"), Set.of("theirs"), executions))
                .isEqualTo(evidence);
    }
}
