package io.polytomic.operator.controller.watch;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does one thing again and again, never twice at once; {@link #soon()} brings the next time forward, within a limit. */
final class Pulse {
    private final Runnable beat;
    private final Duration usual;
    private final Duration atMostEvery;
    private final ScheduledExecutorService threads;
    private Future<?> next;
    private long turn;
    private long lastBegan;
    private boolean beating;
    private boolean askedMeanwhile;
    private boolean stopped;

    private Pulse(Runnable beat, Duration usual, Duration atMostEvery, ScheduledExecutorService threads) {
        this.beat = beat;
        this.usual = usual;
        this.atMostEvery = atMostEvery;
        this.threads = threads;
    }

    /**
     * Beats at once, then again each time that long after it ended.
     *
     * @param atMostEvery what lies at least between two beginnings, however often it is asked for
     */
    static Pulse start(Runnable beat, Duration usual, Duration atMostEvery, ScheduledExecutorService threads) {
        var pulse = new Pulse(beat, usual, atMostEvery, threads);
        synchronized (pulse) {
            pulse.lastBegan = System.nanoTime();
            pulse.beatAfter(Duration.ZERO);
        }
        return pulse;
    }

    /** Beats as soon as it may; once, however often this is called until then. */
    synchronized void soon() {
        if (stopped || askedMeanwhile) {
            return;
        }
        askedMeanwhile = true;
        if (!beating) {
            next.cancel(false);
            beatAfter(untilAllowed());
        }
    }

    synchronized void stop() {
        stopped = true;
        next.cancel(false);
    }

    private void beat(long mine) {
        if (!begin(mine)) {
            return;
        }
        try {
            beat.run();
        } finally {
            end();
        }
    }

    /** False for one that was replaced after its thread had started. */
    private synchronized boolean begin(long mine) {
        if (stopped || mine != turn) {
            return false;
        }
        beating = true;
        askedMeanwhile = false;
        lastBegan = System.nanoTime();
        return true;
    }

    private synchronized void end() {
        beating = false;
        if (!stopped) {
            beatAfter(askedMeanwhile ? untilAllowed() : usual);
        }
    }

    private Duration untilAllowed() {
        return atMostEvery.minusNanos(System.nanoTime() - lastBegan);
    }

    private void beatAfter(Duration delay) {
        long mine = ++turn;
        next = threads.schedule(() -> beat(mine), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
