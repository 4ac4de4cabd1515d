package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.assertExactlyOne;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.attempts;
import static io.polytomic.operator.controller.world.SyncFixture.creates;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sync is created for the object as it is at that moment, not as it was when the pass began")
class CreateInTimeTest {
    private static final String LISTED = "after batchStatusAll";
    private static final String BEFORE_WISH = "before writing the status of orders";
    private static final String AFTER_WISH = "after writing the status of orders";

    private static World created(String boundary, Consumer<World> meanwhile) {
        var world = World.create();
        world.operator().step();
        var steps = world.operator().steps;
        steps.onFirst(steps.count(), boundary, () -> meanwhile.accept(world));
        world.sync("orders", World.MASKED);
        return world;
    }

    @ParameterizedTest
    @ValueSource(strings = {LISTED, BEFORE_WISH, AFTER_WISH})
    @DisplayName("one that is suspended meanwhile creates nothing until it is not")
    void suspended(String boundary) {
        try (var world = created(boundary, w -> w.sync("orders", World.MASKED + "suspend: true\n"))) {
            world.advance(Duration.ofMinutes(10));
            assertThat(creates(world)).as(world.conditions()).isEmpty();
            assertStalled(world, "Suspended");
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(10));
            assertExactlyOne(world);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LISTED, BEFORE_WISH, AFTER_WISH})
    @DisplayName("one that is deleted meanwhile leaves nothing behind")
    void deleted(String boundary) {
        try (var world = created(boundary, w -> w.deleteSync("orders"))) {
            world.advance(Duration.ofMinutes(10));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LISTED, BEFORE_WISH})
    @DisplayName("one that is edited meanwhile is created as it is now, at once and under its first key")
    void edited(String boundary) {
        try (var world = created(boundary, w -> w.sync("orders", World.MASKED + "concurrencyLimit: 9\n"))) {
            world.advance(Duration.ofMinutes(1));
            assertExactlyOne(world);
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(9);
            assertThat(attempts(world)).containsExactly("1");
        }
    }

    @Test
    @DisplayName("an edit that meets the acceptance of an approval is looked at before anything is created")
    void editedAtApproval() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED + "requireApprovalFor: [Create]\n");
            world.advance(Duration.ofMinutes(1));
            assertStalled(world, "ApprovalRequired");
            var steps = world.operator().steps;
            steps.onFirst(
                    steps.count(),
                    BEFORE_WISH,
                    () -> world.sync("orders", World.MASKED + "requireApprovalFor: [Create]\nconcurrencyLimit: 9\n"));
            world.approve("orders");
            world.advance(Duration.ofMinutes(1));
            assertThat(creates(world)).as(world.conditions()).isEmpty();
            assertStalled(world, "ApprovalRequired");
        }
    }
}
