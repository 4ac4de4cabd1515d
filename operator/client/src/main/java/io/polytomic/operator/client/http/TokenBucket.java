package io.polytomic.operator.client.http;

/**
 * A token bucket in whole nanoseconds, so that "wait exactly this long" is exact: a token costs {@code interval}
 * nanoseconds of balance, and balance grows by one each nanosecond up to {@code capacity}. Not safe for threads; all
 * times are points of the same never-jumping clock.
 */
final class TokenBucket {
    private static final long MINUTE = 60_000_000_000L;

    private long interval;
    private long capacity;
    private long balance;
    /** Until when the balance has been counted; in the future while the bucket is closed. */
    private long countedTo;

    TokenBucket(int perMinute, int burst, long now) {
        interval = MINUTE / perMinute;
        capacity = burst * interval;
        balance = capacity;
        countedTo = now;
    }

    /** Changes the speed; tokens already there stay, as far as they still fit. */
    void resize(int perMinute, int burst, long now) {
        count(now);
        long tokens = balance / interval;
        interval = MINUTE / perMinute;
        capacity = burst * interval;
        balance = Math.min(capacity, tokens * interval);
    }

    /** Nanoseconds until {@code tokens} are there; 0 when they are. */
    long waitFor(int tokens, long now) {
        count(now);
        long closed = Math.max(0, countedTo - now);
        return closed + Math.max(0, tokens * interval - balance);
    }

    /** How many are there. */
    int tokens(long now) {
        count(now);
        return (int) Math.max(0, balance / interval);
    }

    /** Takes a token that {@link #waitFor} said is there. */
    void take() {
        balance -= interval;
    }

    /** Nothing until then, and then one token: after a pause the server is not met by a crowd. */
    void closeUntil(long until) {
        countedTo = until - countedTo > 0 ? until : countedTo;
        balance = interval;
    }

    private void count(long now) {
        if (now - countedTo > 0) {
            balance = Math.min(capacity, balance + (now - countedTo));
            countedTo = now;
        }
    }
}
