package io.polytomic.operator.core.run;

import static io.polytomic.operator.core.run.Executions.with;
import static io.polytomic.operator.core.run.RunPhase.CANCELED;
import static io.polytomic.operator.core.run.RunPhase.FAILED;
import static io.polytomic.operator.core.run.RunPhase.PARTIALLY_FAILED;
import static io.polytomic.operator.core.run.RunPhase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of the API mean for a run; notes.md §5. */
class SeenExecutionTest {
    static Stream<Arguments> ends() {
        return Stream.of(
                arguments("completed", true, 0, 0, SUCCEEDED),
                arguments("completed", false, 0, 0, SUCCEEDED),
                arguments("completed", true, 1, 0, PARTIALLY_FAILED),
                arguments("completed", true, 0, 1, PARTIALLY_FAILED),
                arguments("completed", false, 3, 2, PARTIALLY_FAILED),
                arguments("errors", true, 0, 0, PARTIALLY_FAILED),
                arguments("errors", true, 5, 1, PARTIALLY_FAILED),
                arguments("errors", false, 5, 1, null),
                arguments("interrupted", true, 0, 0, FAILED),
                arguments("interrupted", false, 0, 0, null),
                arguments("failed", true, 0, 0, FAILED),
                arguments("failed", false, 7, 0, FAILED),
                arguments("canceled", true, 0, 0, CANCELED),
                arguments("canceled", false, 7, 1, CANCELED));
    }

    @ParameterizedTest(name = "{0}, completed_at set: {1}, {2} errors, {3} failed schemas: {4}")
    @MethodSource("ends")
    void a_word_that_may_end_a_run(String status, boolean completed, long errors, long failedSchemas, RunPhase end) {
        assertThat(with(status, completed, errors, failedSchemas).end()).isEqualTo(end);
        assertThat(with(status, completed, errors, failedSchemas).hasUnknownStatus())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "scheduled", "running", "exporting", "processing", "canceling"})
    void these_words_keep_a_run_going_even_beside_completed_at_and_errors(String status) {
        assertThat(with(status, false, 0, 0).end()).isNull();
        assertThat(with(status, true, 9, 9).end()).isNull();
        assertThat(with(status, true, 0, 0).hasUnknownStatus()).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"reticulating", "COMPLETED", "done", "queued"})
    void an_unknown_word_keeps_a_run_going_and_is_known_as_unknown(String status) {
        assertThat(with(status, false, 0, 0).end()).isNull();
        assertThat(with(status, true, 9, 9).end()).isNull();
        assertThat(with(status, true, 0, 0).hasUnknownStatus()).isTrue();
    }
}
