package io.polytomic.operator.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ModelSync;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSweepTest {
    private static final Instant START = Instant.parse("2026-11-27T07:00:13Z");

    private static List<ModelSync> objects(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var sync = new ModelSync();
                    sync.getMetadata().setUid("uid-%05d".formatted(i));
                    return sync;
                })
                .toList();
    }

    /** Who had a turn, tick by tick. */
    private static List<Set<String>> turns(int objects, Duration period, Duration tick, Duration during) {
        var sweep = new ModelSweep(objects(objects), period);
        var turns = new ArrayList<Set<String>>();
        var last = START;
        for (var now = START.plus(tick); now.isBefore(START.plus(during)); now = now.plus(tick)) {
            turns.add(sweep.between(last, now));
            last = now;
        }
        return turns;
    }

    @ParameterizedTest(name = "{0} objects, swept every {1}, polled every {2}")
    @CsvSource({"5, PT12H, PT1M", "5, PT12H, PT5S", "900, PT12H, PT1M", "1000, PT1H, PT5M", "3, PT1M, PT1M"})
    @DisplayName(
            "Each has its turn in one period, or in as many minutes as there are objects, and never two in a minute")
    void everybody(int objects, Duration period, Duration tick) {
        var whole = period.compareTo(Duration.ofMinutes(objects)) < 0 ? Duration.ofMinutes(objects) : period;
        var turns = turns(objects, period, tick, whole.plus(tick).plus(tick));
        var seen = new HashSet<String>();
        turns.forEach(seen::addAll);
        assertThat(seen).hasSize(objects);
        assertThat(turns.stream().mapToInt(Set::size).sum()).isLessThanOrEqualTo((int) whole.toMinutes() + 12);
        assertThat(turns)
                .allSatisfy(turn -> assertThat(turn.size()).isLessThanOrEqualTo((int) Math.max(1, tick.toMinutes())));
    }

    @Test
    @DisplayName("A process that has just begun, or polls twice within a minute, sweeps nobody again")
    void restart() {
        var sweep = new ModelSweep(objects(1_000), Duration.ofHours(12));
        assertThat(sweep.between(START, START)).isEmpty();
        assertThat(sweep.between(START, START.plusSeconds(1))).isEmpty();
        assertThat(sweep.between(START, START.plusSeconds(60))).hasSize(1);
    }

    @Test
    @DisplayName("After a long sleep it does not catch up on all it slept through")
    void sleep() {
        assertThat(new ModelSweep(objects(1_000), Duration.ofHours(12)).between(START, START.plus(Duration.ofDays(1))))
                .hasSize(10);
    }
}
