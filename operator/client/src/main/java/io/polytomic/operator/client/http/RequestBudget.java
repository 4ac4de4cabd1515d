package io.polytomic.operator.client.http;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Headers;

/**
 * The right to send, one a key: a token bucket whose waiters are served by {@link Priority}, then in order of arrival;
 * pauses that the API asks for by 429; and the gate that a 401 closes. Safe for threads; nobody sleeps with the lock.
 *
 * <p>A full bucket holds a fifth of a minute's requests, at least ten; a priority with a share of less than all of it has a
 * bucket of its own of that size and pays from both. A wait that is known to be longer than {@link Priority#maxWait} is
 * refused at once.
 */
public final class RequestBudget {
    private static final int BURSTS_A_MINUTE = 5;
    private static final int PERCENT = 100;
    private static final int LEAST_BURST = 10;

    private record Ticket(Priority priority, long number) {}

    /** The right to send one request. {@code number} orders grants, so that late answers cannot undo newer facts. */
    record Grant(long number, Duration waited) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Ticket> line =
            new TreeSet<>(Comparator.comparing(Ticket::priority).thenComparing(Ticket::number));
    private final Time time;
    private final TokenBucket all;
    private final Map<Priority, TokenBucket> shares = new EnumMap<>(Priority.class);
    private final Gate gate = new Gate();
    private final Pauses pauses;
    private int requestsPerMinute;
    private long tickets;
    private long grants;
    private long grantsAtPause;
    private long grantsAtClosing;

    public RequestBudget(int requestsPerMinute, Time time) {
        this.requestsPerMinute = positive(requestsPerMinute);
        this.time = time;
        long now = time.now();
        all = new TokenBucket(requestsPerMinute, burst(requestsPerMinute), now);
        for (var priority : Priority.values()) {
            if (priority.percent() < PERCENT) {
                shares.put(
                        priority,
                        new TokenBucket(
                                share(priority, requestsPerMinute), share(priority, burst(requestsPerMinute)), now));
            }
        }
        pauses = new Pauses(time.clock());
    }

    /** Requests a minute that may be sent without a wait when none were sent before. */
    static int burst(int requestsPerMinute) {
        return Math.max(LEAST_BURST, requestsPerMinute / BURSTS_A_MINUTE);
    }

    private static int share(Priority priority, int count) {
        return Math.max(1, (int) ((long) count * priority.percent() / PERCENT));
    }

    static int positive(int requestsPerMinute) {
        if (requestsPerMinute < 1) {
            throw new IllegalArgumentException("A budget must allow at least one request a minute.");
        }
        return requestsPerMinute;
    }

    public int requestsPerMinute() {
        lock.lock();
        try {
            return requestsPerMinute;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the key is known to be refused, so that calls other than a probe a minute are not sent. */
    public boolean gateClosed() {
        lock.lock();
        try {
            return gate.isClosed();
        } finally {
            lock.unlock();
        }
    }

    void setRequestsPerMinute(int perMinute) {
        lock.lock();
        try {
            if (requestsPerMinute != positive(perMinute)) {
                requestsPerMinute = perMinute;
                all.resize(perMinute, burst(perMinute), time.now());
                shares.forEach((priority, bucket) ->
                        bucket.resize(share(priority, perMinute), share(priority, burst(perMinute)), time.now()));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the turn of this call.
     *
     * @throws ApiException.Unauthorized when the gate is closed and this is not the probe of the minute
     * @throws ApiException.Throttled when the wait is or becomes longer than allowed; nothing was sent
     * @throws InterruptedException when the thread is asked to stop
     */
    Grant acquire(String operation, Priority priority) throws InterruptedException {
        lock.lockInterruptibly();
        Ticket ticket = new Ticket(priority, ++tickets);
        long start = time.now();
        line.add(ticket);
        try {
            while (true) {
                long now = time.now();
                if (gate.refuses(now)) {
                    throw new ApiException.Unauthorized(operation);
                }
                long wait = waitOf(ticket, now);
                if (wait == 0) {
                    return grant(priority, now, now - start);
                }
                if (now - start + wait > priority.maxWait().toNanos()) {
                    throw new ApiException.Throttled(operation, Duration.ofNanos(wait));
                }
                time.waiting().await(changed, wait);
            }
        } finally {
            line.remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    private long waitOf(Ticket ticket, long now) {
        long wait = all.waitFor(ahead(ticket, now) + 1, now);
        var share = shares.get(ticket.priority());
        return share == null
                ? wait
                : Math.max(wait, share.waitFor(inLine(ticket.priority(), ticket.number()) + 1, now));
    }

    /** Who is served before this one; those whose priority has spent its share hold up nobody behind them. */
    private int ahead(Ticket ticket, long now) {
        int ahead = 0;
        for (var priority : Priority.values()) {
            if (priority.compareTo(ticket.priority()) <= 0) {
                int waiting = inLine(priority, priority == ticket.priority() ? ticket.number() : Long.MAX_VALUE);
                var share = shares.get(priority);
                ahead += share == null ? waiting : Math.min(waiting, share.tokens(now));
            }
        }
        return ahead;
    }

    /** How many of that priority came before this number. */
    private int inLine(Priority priority, long number) {
        return line.subSet(new Ticket(priority, 0), new Ticket(priority, number))
                .size();
    }

    private Grant grant(Priority priority, long now, long waited) {
        all.take();
        var share = shares.get(priority);
        if (share != null) {
            share.take();
        }
        gate.pass(now);
        return new Grant(++grants, Duration.ofNanos(waited));
    }

    /** What the API said to a request sent with this grant: opens or closes the gate, starts or ends a pause. */
    void answered(Grant grant, int status, Headers headers) {
        lock.lock();
        try {
            long now = time.now();
            if (status == 401) {
                gate.close(now);
                grantsAtClosing = grants;
            } else if (status == 429) {
                pause(pauses.next(headers, grant.number() > grantsAtPause), now);
            } else if (status < 500 && status != 408) {
                acceptedAt(grant);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration pause, long now) {
        if (!pause.isZero()) {
            all.closeUntil(now + pause.toNanos());
            grantsAtPause = grants;
        }
    }

    /** Until the API's pause is over and a request can be sent again. */
    Duration pauseLeft() {
        lock.lock();
        try {
            return Duration.ofNanos(all.waitFor(1, time.now()));
        } finally {
            lock.unlock();
        }
    }

    /** The API itself answered: the key is good and no pause is asked for, unless a newer answer said otherwise. */
    private void acceptedAt(Grant grant) {
        if (grant.number() > grantsAtClosing) {
            gate.open();
        }
        if (grant.number() > grantsAtPause) {
            pauses.over();
        }
    }
}
