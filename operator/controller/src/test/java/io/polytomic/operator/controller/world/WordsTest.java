package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A person is told")
class WordsTest {
    @Test
    @DisplayName("which mask rule covers nothing, since it is misspelt more often than not")
    void idleRule() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("*phone*", "*fone*"));
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.message("orders"))
                    .isEqualTo(
                            "The remote sync is what the manifest says. Mask rule {schemas: \"*\", fields: \"*fone*\"}"
                                    + " matches no field yet.");
            world.advance(Duration.ofHours(3));
            assertThat(world.events.stream().filter(event -> event.contains("MaskRuleIdle")))
                    .as("told once")
                    .hasSize(1);

            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertThat(world.message("orders")).isEqualTo("The remote sync is what the manifest says.");
        }
    }

    @Test
    @DisplayName("that the annotation on the object approves another plan")
    void otherApproval() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            world.sync("orders", World.MASKED.replace("mode: replicate", "mode: snapshot"));
            world.passUntilQuiet();
            assertThat(world.message("orders")).doesNotContain("another plan");
            world.annotate("orders", ApiGroup.APPROVED_PLAN, "v1-abc");
            world.passUntilQuiet();
            assertThat(world.message("orders"))
                    .contains("approves another plan than this")
                    .contains("To approve: ");
        }
    }

    @Test
    @DisplayName("before approving another source that it does not have the schemas")
    void otherSource() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            world.sync("orders", World.MASKED.replace("connectionName: Postgres prod", "connectionName: Salesforce"));
            world.advance(Duration.ofMinutes(1));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("UnknownSchema");
            assertThat(world.message("orders")).contains("public.orders");
        }
    }

    @Test
    @DisplayName("once, in a Warning event, that an object stalls and why")
    void stalled() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("Snowflake", "Snowflak"));
            world.advance(Duration.ofHours(1));
            assertThat(world.events.stream().filter(e -> e.contains("ConnectionNotFound")))
                    .hasSize(1);
            world.run("first", "bulkSyncRef: {name: nobody}\n");
            world.advance(Duration.ofHours(1));
            assertThat(world.events.stream().filter(e -> e.startsWith("first"))).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    @DisplayName("names of any length and with any character stand in the way of nothing and show as one short line")
    void oddNames() {
        var long_ = "x".repeat(700);
        try (var world = ready(PLAIN)) {
            world.admin
                    .world()
                    .editSync(world.syncId("orders"), World.json("{\"name\": \"\\u001b[31m" + long_ + "\\nnext\"}"));
            world.advance(Duration.ofMinutes(3));
            assertReady(world);
            assertThat(world.conditions() + world.events).doesNotContain("\u001b", "\\u001b", "\\nnext");
        }
    }
}
