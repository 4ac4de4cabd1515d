package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How late the sweep is")
class SweepPeriodTest {
    private static final Duration ASLEEP = Duration.ofHours(3);

    @Test
    @DisplayName("it is in time while everything is read when its turn comes, after a restart too")
    void inTime() {
        try (var world = SyncFixture.ready(World.MASKED)) {
            for (int i = 0; i < 20; i++) {
                world.advance(Duration.ofMinutes(10));
                assertThat(world.operator().sweepLate("orders")).isLessThan(Duration.ofMinutes(1));
                if (i == 10) {
                    world.restartOperator();
                }
            }
        }
    }

    @Test
    @DisplayName("one whose turn passed is late by what passed since, until it is read")
    void late() {
        try (var world = SyncFixture.ready(World.MASKED)) {
            world.time.advance(ASLEEP);
            assertThat(world.operator().sweepLate("orders")).isBetween(ASLEEP.minusHours(1), ASLEEP);

            world.advance(Duration.ofMinutes(5));
            assertThat(world.operator().sweepLate("orders")).isZero();
        }
    }

    @Test
    @DisplayName("what is not Ready is not swept, and makes nothing late")
    void notReady() {
        try (var world = SyncFixture.ready(World.MASKED)) {
            world.admin.world().deleteSync(world.syncId("orders"));
            world.advance(Duration.ofMinutes(5));
            assertThat(world.isReady("orders")).isFalse();

            world.time.advance(ASLEEP);
            assertThat(world.operator().sweepLate("orders")).isZero();
        }
    }
}
