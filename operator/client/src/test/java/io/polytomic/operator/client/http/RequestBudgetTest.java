package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.http.RequestBudget.Grant;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final Headers NONE = Headers.of();

    private final FakeTime time = new FakeTime();

    private RequestBudget budget(int perMinute) {
        return new RequestBudget(perMinute, time.time());
    }

    private static Grant take(RequestBudget budget, Priority priority) {
        try {
            return budget.acquire("GET /x", priority);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void take(RequestBudget budget, Priority priority, int times) {
        for (int i = 0; i < times; i++) {
            take(budget, priority);
        }
    }

    private static ApiException.Throttled refused(RequestBudget budget, Priority priority) {
        return catchThrowableOfType(ApiException.Throttled.class, () -> take(budget, priority));
    }

    @Test
    void aFifthOfAMinuteIsFreeThenTheRateHolds() {
        RequestBudget budget = budget(300);
        take(budget, Priority.RUN, 60);
        assertThat(time.elapsed()).isZero();
        take(budget, Priority.RUN, 300);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aSmallBudgetStillHasTenAtOnce() {
        RequestBudget budget = budget(6);
        take(budget, Priority.POLL, 10);
        assertThat(time.elapsed()).isZero();
        assertThat(take(budget, Priority.POLL).waited()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aWaitKnownToBeTooLongIsRefusedAtOnceAndCostsNothing() {
        RequestBudget budget = budget(5);
        take(budget, Priority.RUN, 10);
        ApiException.Throttled refusal = refused(budget, Priority.RUN);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(12));
        assertThat(refusal.definitive()).isTrue();
        assertThat(time.elapsed()).isZero();
        time.advance(Duration.ofSeconds(12));
        assertThat(take(budget, Priority.RUN).waited()).isZero();
    }

    @Test
    void theSweepGetsAFifthAndLeavesTheRestAlone() {
        RequestBudget budget = budget(300);
        take(budget, Priority.SWEEP, 12);
        assertThat(time.elapsed()).isZero();
        take(budget, Priority.SWEEP, 60);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(1));
        assertThat(take(budget, Priority.POLL).waited()).isZero();
    }

    /** Thousands of new objects, a slow sweep and hundreds of broken objects at once: each gets on, and an edit goes at once. */
    @Test
    void whatComesInThousandsLeavesRoomForTheOthers() {
        for (var many : List.of(Priority.CREATE, Priority.SWEEP, Priority.ERROR)) {
            var start = time.elapsed();
            RequestBudget budget = budget(300);
            take(budget, many, 60 * many.percent() / 100);
            take(budget, many, 300 * many.percent() / 100);
            assertThat(time.elapsed().minus(start)).isCloseTo(Duration.ofMinutes(1), Duration.ofMillis(1));
            assertThat(take(budget, Priority.USER_EDIT).waited()).isZero();
        }
        assertThat(Priority.CREATE.percent() + Priority.SWEEP.percent() + Priority.ERROR.percent())
                .as("together they cannot starve one another")
                .isLessThanOrEqualTo(100);
    }

    @Test
    void aNewNumberCountsAtOnceAndKeepsTheTokens() {
        RequestBudget budget = budget(300);
        take(budget, Priority.RUN, 55);
        budget.setRequestsPerMinute(60);
        take(budget, Priority.RUN, 5);
        assertThat(time.elapsed()).isZero();
        assertThat(take(budget, Priority.RUN).waited()).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.requestsPerMinute()).isEqualTo(60);
    }

    @Test
    void a429ClosesTheBucketForEverybodyAndReopensWithoutACrowd() {
        RequestBudget budget = budget(60);
        budget.answered(take(budget, Priority.POLL), 429, Headers.of("Retry-After", "7"));
        assertThat(take(budget, Priority.USER_EDIT).waited()).isEqualTo(Duration.ofSeconds(7));
        assertThat(take(budget, Priority.USER_EDIT).waited()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPauseLongerThanTheAllowedWaitIsToldWithItsLength() {
        RequestBudget budget = budget(60);
        budget.answered(take(budget, Priority.POLL), 429, Headers.of("Retry-After", "90"));
        assertThat(refused(budget, Priority.USER_EDIT).retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(budget.pauseLeft()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aShorterPauseDoesNotShortenALongerOne() {
        RequestBudget budget = budget(60);
        Grant first = take(budget, Priority.POLL);
        Grant second = take(budget, Priority.POLL);
        budget.answered(first, 429, Headers.of("Retry-After", "90"));
        budget.answered(second, 429, Headers.of("Retry-After", "3"));
        assertThat(budget.pauseLeft()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void withoutAHeaderThePauseDoublesByAttemptNotByCrowd() {
        RequestBudget budget = budget(600);
        Grant one = take(budget, Priority.POLL);
        Grant two = take(budget, Priority.POLL);
        budget.answered(one, 429, NONE);
        budget.answered(two, 429, NONE);
        assertThat(budget.pauseLeft()).isEqualTo(Duration.ofSeconds(5));
        for (int seconds : new int[] {10, 20, 40, 60, 60}) {
            time.advance(budget.pauseLeft());
            budget.answered(take(budget, Priority.POLL), 429, NONE);
            assertThat(budget.pauseLeft()).isEqualTo(Duration.ofSeconds(seconds));
        }
        time.advance(budget.pauseLeft());
        budget.answered(take(budget, Priority.POLL), 200, NONE);
        time.advance(Duration.ofSeconds(1));
        budget.answered(take(budget, Priority.POLL), 429, NONE);
        assertThat(budget.pauseLeft()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a401LetsOneProbeAMinutePass() {
        RequestBudget budget = budget(300);
        budget.answered(take(budget, Priority.RUN), 401, NONE);
        assertThat(budget.gateClosed()).isTrue();
        time.advance(Duration.ofSeconds(59));
        assertThatThrownBy(() -> take(budget, Priority.USER_EDIT)).isInstanceOf(ApiException.Unauthorized.class);
        time.advance(Duration.ofSeconds(1));
        Grant probe = take(budget, Priority.POLL);
        assertThatThrownBy(() -> take(budget, Priority.USER_EDIT)).isInstanceOf(ApiException.Unauthorized.class);
        budget.answered(probe, 401, NONE);
        time.advance(Duration.ofMinutes(1));
        budget.answered(take(budget, Priority.POLL), 404, NONE);
        assertThat(budget.gateClosed()).isFalse();
        assertThat(take(budget, Priority.SWEEP).waited()).isZero();
    }

    @Test
    void onlyAnAnswerToSomethingSentAfterThe401OpensTheGate() {
        RequestBudget budget = budget(300);
        Grant slow = take(budget, Priority.RUN);
        budget.answered(take(budget, Priority.RUN), 401, NONE);
        budget.answered(slow, 200, NONE);
        assertThat(budget.gateClosed()).isTrue();
    }

    @Test
    void anOutageDoesNotOpenTheGate() {
        RequestBudget budget = budget(300);
        budget.answered(take(budget, Priority.RUN), 401, NONE);
        time.advance(Duration.ofMinutes(1));
        budget.answered(take(budget, Priority.RUN), 503, NONE);
        assertThat(budget.gateClosed()).isTrue();
    }

    @Test
    void anInterruptEndsTheCallBeforeItIsSent() {
        RequestBudget budget = budget(300);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> budget.acquire("GET /x", Priority.RUN)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
