package io.polytomic.operator.cli.operator;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many a second, and a few at once after a rest. */
final class Allowance {
    private final double perNano;
    private final int most;
    private final LongSupplier nanos;
    private double left;
    private long looked;

    Allowance(int aSecond, int most, LongSupplier nanos) {
        this.perNano = (double) aSecond / TimeUnit.SECONDS.toNanos(1);
        this.most = most;
        this.nanos = nanos;
        this.left = most;
        this.looked = nanos.getAsLong();
    }

    synchronized boolean take() {
        long now = nanos.getAsLong();
        left = Math.min(most, left + (now - looked) * perNano);
        looked = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
