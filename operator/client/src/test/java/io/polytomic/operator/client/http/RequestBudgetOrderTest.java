package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real threads on a clock that the test moves: a waiter wakes only by a signal, never by time. */
@Timeout(30)
class RequestBudgetOrderTest {
    private static final Duration TURN = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore waiters = new Semaphore(0);
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
    private final RequestBudget budget =
            new RequestBudget(60, new Time(Clock.systemUTC(), nanos::get, new Time.Waiting() {
                @Override
                public void await(Condition changed, long ignored) throws InterruptedException {
                    waiters.release();
                    changed.await();
                }

                @Override
                public void sleep(long ignored) {}
            }));

    private RequestBudget.Grant empty() throws InterruptedException {
        RequestBudget.Grant last = null;
        for (int i = 0; i < RequestBudget.burst(60); i++) {
            last = budget.acquire("GET /x", Priority.RUN);
        }
        return last;
    }

    /** Starts a caller and returns once it stands in line. */
    private void queue(String name, Priority priority) throws InterruptedException {
        waiters.drainPermits();
        Thread caller = new Thread(() -> served.add(name + outcome(priority)));
        caller.setDaemon(true);
        caller.start();
        waiters.acquire();
    }

    private String outcome(Priority priority) {
        try {
            budget.acquire("GET /x", priority);
            return "";
        } catch (ApiException | InterruptedException e) {
            return " " + e.getClass().getSimpleName();
        }
    }

    private String next(RequestBudget.Grant nudge) throws InterruptedException {
        nanos.addAndGet(TURN.toNanos());
        budget.answered(nudge, 500, Headers.of()); // says nothing, wakes everybody
        return served.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void priorityIsServedFirstAndArrivalWithinIt() throws InterruptedException {
        RequestBudget.Grant nudge = empty();
        queue("sweep", Priority.SWEEP);
        queue("poll 1", Priority.POLL);
        queue("run", Priority.RUN);
        queue("poll 2", Priority.POLL);
        queue("edit", Priority.USER_EDIT);
        assertThat(next(nudge)).isEqualTo("edit");
        assertThat(next(nudge)).isEqualTo("run");
        assertThat(next(nudge)).isEqualTo("poll 1");
        assertThat(next(nudge)).isEqualTo("poll 2");
        assertThat(next(nudge)).isEqualTo("sweep");
        assertThat(served).isEmpty();
    }

    @Test
    void a401EndsTheWaitOfEverybodyInLine() throws InterruptedException {
        RequestBudget.Grant refused = empty();
        queue("run", Priority.RUN);
        queue("edit", Priority.USER_EDIT);
        budget.answered(refused, 401, Headers.of());
        assertThat(new String[] {served.poll(20, TimeUnit.SECONDS), served.poll(20, TimeUnit.SECONDS)})
                .containsExactlyInAnyOrder("run Unauthorized", "edit Unauthorized");
    }

    @Test
    void aWaitThatTheApiMakesTooLongEnds() throws InterruptedException {
        RequestBudget.Grant paused = empty();
        queue("run", Priority.RUN);
        budget.answered(paused, 429, Headers.of("Retry-After", "120"));
        assertThat(served.poll(20, TimeUnit.SECONDS)).isEqualTo("run Throttled");
    }

    @Test
    void aCrowdThatHasSpentItsShareHoldsUpNobodyBehindIt() throws InterruptedException {
        RequestBudget.Grant nudge = empty();
        for (int i = 0; i < RequestBudget.burst(60) + 3; i++) {
            queue("create", Priority.CREATE);
        }
        queue("sweep", Priority.SWEEP);
        var all = new ArrayList<String>();
        for (int turn = 0; turn < 60 && !all.contains("sweep"); turn++) {
            nanos.addAndGet(TURN.toNanos());
            budget.answered(nudge, 500, Headers.of());
            var one = served.poll(100, TimeUnit.MILLISECONDS);
            if (one != null) {
                all.add(one);
                if (one.equals("create")) {
                    queue("create", Priority.CREATE);
                }
            }
        }
        assertThat(all).contains("sweep");
    }
}
