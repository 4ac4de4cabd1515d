package io.polytomic.operator.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.sandbox.Row.Movement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(10);

    private static Row row(String key, String needs, Movement movement) {
        return new Row(key, needs, "BulkSync", key, "State", "", "", movement, movement == Movement.STALLED);
    }

    private static boolean lasts(Row... rows) {
        return Standstill.of(List.of(rows), NOW).lasts(LATER);
    }

    @Test
    @DisplayName("A run that needs a Stalled sync cannot move, one that needs a sync on its way can")
    void runs() {
        assertThat(lasts(row("sync", "", Movement.STALLED), row("run", "sync", Movement.MOVES)))
                .isTrue();
        assertThat(lasts(row("sync", "", Movement.MOVES), row("run", "sync", Movement.MOVES)))
                .isFalse();
        assertThat(lasts(row("sync", "", Movement.AT_ITS_END), row("run", "sync", Movement.MOVES)))
                .as("it will start")
                .isFalse();
    }

    @Test
    @DisplayName("What needs something that nobody applied cannot move, nor what needs that")
    void missing() {
        assertThat(lasts(row("sync", "nowhere", Movement.MOVES), row("run", "sync", Movement.MOVES)))
                .isTrue();
    }

    @Test
    @DisplayName("It must last: a movement in between begins the wait anew")
    void lasting() {
        var stalled = List.of(row("sync", "", Movement.STALLED));
        var moving = List.of(row("sync", "", Movement.MOVES));
        var still = Standstill.of(stalled, NOW);
        assertThat(still.lasts(NOW.plusSeconds(1))).isFalse();
        assertThat(still.then(stalled, NOW.plusSeconds(3)).lasts(NOW.plusSeconds(5)))
                .isTrue();
        var moved = still.then(moving, NOW.plusSeconds(2)).then(stalled, NOW.plusSeconds(3));
        assertThat(moved.lasts(NOW.plusSeconds(5))).isFalse();
    }

    @Test
    @DisplayName("The end is there when everything is Ready or has ended, and not while anything waits for a person")
    void end() {
        assertThat(Standstill.of(List.of(row("run", "", Movement.AT_ITS_END)), NOW)
                        .isEnd())
                .isTrue();
        assertThat(Standstill.of(List.of(row("sync", "", Movement.STALLED)), NOW)
                        .isEnd())
                .isFalse();
    }
}
