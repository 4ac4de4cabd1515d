package io.polytomic.operator.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.core.run.Evidence.Nothing;
import io.polytomic.operator.core.run.Evidence.OneMatch;
import io.polytomic.operator.core.run.Evidence.Unclear;
import io.polytomic.operator.core.run.StartAnswer.Conflict;
import io.polytomic.operator.core.run.StartAnswer.Lost;
import io.polytomic.operator.core.run.StartAnswer.Refused;
import io.polytomic.operator.core.run.StartAnswer.Started;
import io.polytomic.operator.core.run.StartAnswer.TurnedAway;
import io.polytomic.operator.core.run.StartDecision.Fail;
import io.polytomic.operator.core.run.StartDecision.Follow;
import io.polytomic.operator.core.run.StartDecision.NextAttempt;
import io.polytomic.operator.core.run.StartDecision.NotStarted;
import io.polytomic.operator.core.run.StartDecision.OnlyLook;
import io.polytomic.operator.core.run.StartDecision.RepeatSameKey;
import io.polytomic.operator.core.run.StartDecision.Stop;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exactly once, or it stops and asks: design.md §2, answer by answer. */
class StartMachineTest {
    private static final Duration PAUSE = Duration.ofSeconds(7);
    private static final Duration REPEAT = Duration.ofSeconds(10);

    private static final StartAnswer STARTED = new Started("e1");
    private static final StartAnswer CONFLICT = new Conflict();
    private static final StartAnswer REFUSED = new Refused("no such sync");
    private static final StartAnswer TURNED_AWAY = new TurnedAway("slow down", PAUSE);
    private static final StartAnswer SERVER_FAULT = new Lost(true);
    private static final StartAnswer NO_ANSWER = new Lost(false);
    private static final List<StartAnswer> ANSWERS =
            List.of(STARTED, CONFLICT, REFUSED, TURNED_AWAY, SERVER_FAULT, NO_ANSWER);

    private static final Evidence NOTHING = new Nothing();
    private static final Evidence ONE = new OneMatch("e2");
    private static final Evidence UNCLEAR = new Unclear(List.of("e2", "e3"));
    private static final List<Evidence> EVIDENCES = List.of(NOTHING, ONE, UNCLEAR);

    static Stream<Arguments> firstAnswers() {
        return Stream.of(
                arguments(STARTED, new Follow("e1", false)),
                arguments(CONFLICT, new NotStarted(Duration.ofSeconds(15), "Another execution is running.")),
                arguments(REFUSED, new Fail("no such sync")),
                arguments(TURNED_AWAY, new NotStarted(PAUSE, "slow down")),
                arguments(SERVER_FAULT, new RepeatSameKey(REPEAT)),
                arguments(NO_ANSWER, new RepeatSameKey(REPEAT)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("firstAnswers")
    void the_first_answer_to_a_key_never_sent_before(StartAnswer answer, StartDecision decision) {
        assertThat(StartMachine.first(answer)).isEqualTo(decision);
    }

    static Stream<Arguments> repeatedAnswers() {
        var follow = new Follow("e1", false);
        var claim = new Follow("e2", true);
        var stop = new Stop(List.of("e2", "e3"));
        var again = new RepeatSameKey(REPEAT);
        var pause = new RepeatSameKey(PAUSE);
        return Stream.of(
                arguments(STARTED, NOTHING, follow),
                arguments(STARTED, ONE, follow),
                arguments(STARTED, UNCLEAR, follow),
                arguments(CONFLICT, NOTHING, again),
                arguments(CONFLICT, ONE, again),
                arguments(CONFLICT, UNCLEAR, again),
                arguments(REFUSED, NOTHING, new Fail("no such sync")),
                arguments(REFUSED, ONE, claim),
                arguments(REFUSED, UNCLEAR, stop),
                arguments(TURNED_AWAY, NOTHING, pause),
                arguments(TURNED_AWAY, ONE, pause),
                arguments(TURNED_AWAY, UNCLEAR, pause),
                arguments(SERVER_FAULT, NOTHING, again),
                arguments(SERVER_FAULT, ONE, claim),
                arguments(SERVER_FAULT, UNCLEAR, stop),
                arguments(NO_ANSWER, NOTHING, again),
                arguments(NO_ANSWER, ONE, claim),
                arguments(NO_ANSWER, UNCLEAR, stop));
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @MethodSource("repeatedAnswers")
    void the_answer_to_a_key_that_may_have_been_sent_before(
            StartAnswer answer, Evidence evidence, StartDecision decision) {
        assertThat(StartMachine.repeated(answer, evidence, false)).isEqualTo(decision);
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @MethodSource("repeatedAnswers")
    void the_end_of_patience_changes_one_row_only(StartAnswer answer, Evidence evidence, StartDecision decision) {
        boolean proven = answer == SERVER_FAULT && evidence == NOTHING;
        assertThat(StartMachine.repeated(answer, evidence, true)).isEqualTo(proven ? new OnlyLook(REPEAT) : decision);
    }

    @Test
    void the_rows_above_are_all_there_are() {
        assertThat(firstAnswers().map(row -> row.get()[0])).containsExactlyInAnyOrderElementsOf(ANSWERS);
        assertThat(repeatedAnswers().map(row -> List.of(row.get()[0], row.get()[1])))
                .containsExactlyInAnyOrderElementsOf(ANSWERS.stream()
                        .flatMap(answer -> EVIDENCES.stream().map(evidence -> List.<Object>of(answer, evidence)))
                        .toList());
    }

    @Test
    void a_key_that_is_left_alone_is_replaced_only_when_looks_long_enough_show_nothing() {
        assertThat(StartMachine.looked(NOTHING, false)).isEqualTo(new OnlyLook(REPEAT));
        assertThat(StartMachine.looked(NOTHING, true)).isEqualTo(new NextAttempt());
        for (boolean longEnough : new boolean[] {false, true}) {
            assertThat(StartMachine.looked(ONE, longEnough)).isEqualTo(new Follow("e2", true));
            assertThat(StartMachine.looked(UNCLEAR, longEnough)).isEqualTo(new Stop(List.of("e2", "e3")));
        }
    }

    @Test
    void an_expired_key_is_not_sent_again_whatever_is_seen() {
        assertThat(StartMachine.expired(NOTHING)).isEqualTo(new Stop(List.of()));
        assertThat(StartMachine.expired(ONE)).isEqualTo(new Follow("e2", true));
        assertThat(StartMachine.expired(UNCLEAR)).isEqualTo(new Stop(List.of("e2", "e3")));
    }

    @Test
    void no_decision_sends_a_new_key_where_an_execution_was_seen() {
        for (var answer : ANSWERS) {
            for (var evidence : List.of(ONE, UNCLEAR)) {
                assertThat(Stream.of(
                                StartMachine.repeated(answer, evidence, true),
                                StartMachine.repeated(answer, evidence, false),
                                StartMachine.looked(evidence, true),
                                StartMachine.expired(evidence)))
                        .noneMatch(StartMachineTest::frees);
            }
        }
    }

    @Test
    void a_lost_answer_is_never_followed_by_a_new_key_at_once() {
        assertThat(List.of(StartMachine.first(NO_ANSWER), StartMachine.first(SERVER_FAULT)))
                .noneMatch(StartMachineTest::frees);
        assertThat(EVIDENCES).noneMatch(seen -> frees(StartMachine.repeated(NO_ANSWER, seen, true)));
        assertThat(EVIDENCES).noneMatch(seen -> frees(StartMachine.repeated(SERVER_FAULT, seen, true)));
        assertThat(EVIDENCES).noneMatch(seen -> frees(StartMachine.looked(seen, false)));
    }

    @Test
    void a_key_rests_long_before_the_API_forgets_it() {
        assertThat(StartMachine.KEY_LIFETIME).isEqualTo(Duration.ofHours(20));
        assertThat(StartMachine.BETWEEN_EMPTY_LOOKS).isEqualTo(Duration.ofMinutes(5));
    }

    /** After these the next start is sent under the next key. */
    private static boolean frees(StartDecision decision) {
        return decision instanceof NextAttempt || decision instanceof NotStarted;
    }
}
