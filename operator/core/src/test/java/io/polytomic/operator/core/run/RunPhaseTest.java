package io.polytomic.operator.core.run;

import static io.polytomic.operator.core.run.RunPhase.CANCELED;
import static io.polytomic.operator.core.run.RunPhase.CANCELING;
import static io.polytomic.operator.core.run.RunPhase.FAILED;
import static io.polytomic.operator.core.run.RunPhase.PARTIALLY_FAILED;
import static io.polytomic.operator.core.run.RunPhase.PENDING;
import static io.polytomic.operator.core.run.RunPhase.RUNNING;
import static io.polytomic.operator.core.run.RunPhase.STARTING;
import static io.polytomic.operator.core.run.RunPhase.SUCCEEDED;
import static io.polytomic.operator.core.run.RunPhase.TIMED_OUT;
import static io.polytomic.operator.core.run.RunPhase.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law of a run's life, walked arrow by arrow. */
class RunPhaseTest {
    private static final Set<RunPhase> ENDS = EnumSet.of(SUCCEEDED, PARTIALLY_FAILED, FAILED, CANCELED, TIMED_OUT);

    @ParameterizedTest
    @EnumSource
    void the_arrows_of_each_phase(RunPhase phase) {
        var beyondEnds = switch (phase) {
            case PENDING, WAITING -> EnumSet.of(PENDING, WAITING, STARTING, RUNNING);
            case STARTING -> EnumSet.of(WAITING, RUNNING, CANCELING);
            case RUNNING -> EnumSet.of(CANCELING);
            case CANCELING, SUCCEEDED, PARTIALLY_FAILED, FAILED, CANCELED, TIMED_OUT -> EnumSet.noneOf(RunPhase.class);
        };
        var expected = EnumSet.copyOf(beyondEnds);
        if (!ENDS.contains(phase)) {
            expected.addAll(ENDS);
        }
        assertThat(phase.next()).isEqualTo(expected);
    }

    @Test
    void the_five_ends_are_final_and_nothing_else_is() {
        assertThat(Stream.of(RunPhase.values()).filter(RunPhase::isFinal)).containsExactlyElementsOf(ENDS);
    }

    @Test
    void once_an_execution_is_known_no_walk_leads_back_to_a_start() {
        assertThat(reachable(RUNNING)).doesNotContain(PENDING, WAITING, STARTING);
        assertThat(reachable(CANCELING)).isEqualTo(ENDS);
    }

    @Test
    void every_phase_can_be_reached_from_the_beginning_and_every_walk_can_end() {
        assertThat(reachable(PENDING)).containsExactlyInAnyOrder(RunPhase.values());
        assertThat(RunPhase.values())
                .allSatisfy(
                        phase -> assertThat(phase.isFinal() || reachable(phase).containsAll(ENDS))
                                .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void its_word_finds_the_phase_again(RunPhase phase) {
        assertThat(RunPhase.of(phase.word())).isEqualTo(phase);
        assertThat(phase.meaning()).matches("[A-Z].*\\.");
    }

    @Test
    void an_unknown_or_absent_word_is_the_beginning() {
        assertThat(RunPhase.of(null)).isEqualTo(PENDING);
        assertThat(RunPhase.of("")).isEqualTo(PENDING);
        assertThat(RunPhase.of("Hibernating")).isEqualTo(PENDING);
        assertThat(RunPhase.of("succeeded")).isEqualTo(PENDING);
    }

    private static Set<RunPhase> reachable(RunPhase from) {
        var seen = EnumSet.copyOf(from.next());
        for (boolean grows = true; grows; ) {
            grows = EnumSet.copyOf(seen).stream()
                    .map(phase -> seen.addAll(phase.next()))
                    .reduce(false, Boolean::logicalOr);
        }
        return seen;
    }
}
