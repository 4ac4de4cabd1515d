package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Allowance allowance = new Allowance(10, 20, nanos::get);

    private long taken(int asked) {
        return IntStream.range(0, asked).filter(i -> allowance.take()).count();
    }

    @Test
    @DisplayName("A few at once, then so many a second, and after a long rest no more than a few at once")
    void rate() {
        assertThat(taken(100)).isEqualTo(20);
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(taken(100)).isZero();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(taken(100)).isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(taken(100)).isEqualTo(10);
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(taken(100)).isEqualTo(20);
    }
}
