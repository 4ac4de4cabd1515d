package io.polytomic.operator.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Duration NONE = Duration.ZERO;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName("It beats at once, and by itself again and again")
    void usual() {
        var beats = new AtomicInteger();
        Pulse.start(beats::incrementAndGet, Duration.ofMillis(20), LIMIT, threads);
        await().until(() -> beats.get() > 3);
    }

    @Test
    @DisplayName("One that is asked for comes long before the usual time")
    void soon() {
        var beats = new AtomicInteger();
        var pulse = Pulse.start(beats::incrementAndGet, NEVER, NONE, threads);
        await().until(() -> beats.get() == 1);
        pulse.soon();
        await().until(() -> beats.get() == 2);
    }

    @Test
    @DisplayName("However often it is asked for, the limit lies between two beats")
    void flood() {
        List<Long> begun = new CopyOnWriteArrayList<>();
        var pulse = Pulse.start(() -> begun.add(System.nanoTime()), NEVER, LIMIT, threads);
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            pulse.soon();
            return begun.size() == 4;
        });
        for (int i = 1; i < begun.size(); i++) {
            assertThat(Duration.ofNanos(begun.get(i) - begun.get(i - 1)))
                    .isGreaterThan(LIMIT.multipliedBy(8).dividedBy(10));
        }
    }

    @Test
    @DisplayName("One that is asked for while it beats comes after it, never beside it")
    void notTwiceAtOnce() throws InterruptedException {
        var beats = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var pulse = Pulse.start(
                () -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    begun.countDown();
                    waitFor(goOn);
                    atOnce.decrementAndGet();
                    beats.incrementAndGet();
                },
                NEVER,
                NONE,
                threads);
        begun.await();
        pulse.soon();
        pulse.soon();
        assertThat(beats).hasValue(0);
        goOn.countDown();
        await().until(() -> beats.get() == 2);
        await().during(LIMIT).until(() -> beats.get() == 2);
        assertThat(most).hasValue(1);
    }

    @Test
    @DisplayName("A beat that fails is not the last one")
    void failure() {
        var beats = new AtomicInteger();
        Pulse.start(
                () -> {
                    beats.incrementAndGet();
                    throw new IllegalStateException("on purpose");
                },
                Duration.ofMillis(20),
                LIMIT,
                threads);
        await().until(() -> beats.get() > 2);
    }

    @Test
    @DisplayName("Stopped, it beats no more, whoever asks")
    void stopped() {
        var beats = new AtomicInteger();
        var pulse = Pulse.start(beats::incrementAndGet, NEVER, NONE, threads);
        await().until(() -> beats.get() == 1);
        pulse.stop();
        pulse.soon();
        await().during(LIMIT).until(() -> beats.get() == 1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
