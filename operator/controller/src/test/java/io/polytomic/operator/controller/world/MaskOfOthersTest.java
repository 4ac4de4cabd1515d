package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.readyForAWhile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mask that somebody sets while the operator is at work stays, though no manifest speaks of it")
class MaskOfOthersTest {
    private static final String MASKED = World.MASKED.replace("*phone*", "*status*");
    private static final String TRACKED =
            MASKED.replace("- id: public.orders", "- id: public.orders\n    trackingField: updated_at")
                    + "requireApprovalFor: []\n";

    /** At that boundary somebody masks the total of the orders, and then it takes a while. */
    private static void maskTotal(World world, String boundary, Duration then) {
        var steps = world.operator().steps;
        steps.onFirst(steps.count(), boundary, () -> {
            world.admin.world().patchSchemas(world.syncId("orders"), World.json("""
                            {"schemas": [{"id": "public.orders", "fields": [
                             {"id": "status", "enabled": true, "obfuscated": true},
                             {"id": "total", "enabled": true, "obfuscated": true},
                             {"id": "id"}, {"id": "user_id"}, {"id": "updated_at"}]}]}
                            """));
            world.time.advance(then);
        });
    }

    private static JsonNode orders(World world) {
        for (var schema : world.admin.world().schemas(world.syncId("orders"))) {
            if (schema.path("id").asText().equals("public.orders")) {
                return schema;
            }
        }
        throw new AssertionError("There are no orders any more.");
    }

    private static void assertTotalMasked(World world) {
        for (var field : orders(world).path("fields")) {
            if (field.path("id").asText().equals("total")) {
                assertThat(field.path("obfuscated").asBoolean())
                        .as(world.conditions())
                        .isTrue();
                return;
            }
        }
        throw new AssertionError("There is no total any more.");
    }

    @Test
    @DisplayName("when reading the other schemas took long: what is patched is read again")
    void duringTheReading() {
        try (var world = readyForAWhile(MASKED)) {
            maskTotal(world, "after getSchema", Duration.ofMinutes(2));
            world.sync("orders", TRACKED);
            world.advance(Duration.ofMinutes(5));
            assertReady(world);
            assertThat(orders(world).path("tracking_field").asText()).isEqualTo("updated_at");
            assertTotalMasked(world);
        }
    }

    @Test
    @DisplayName("and nothing is read twice that was read a moment ago")
    void soon() {
        try (var world = readyForAWhile(MASKED)) {
            long from = world.lastSequence();
            world.sync("orders", TRACKED);
            world.advance(Duration.ofSeconds(2));
            assertReady(world);
            assertThat(world.admin.journalSince(from).stream()
                            .filter(e -> e.method().equals("GET") && e.path().endsWith("/schemas/public.orders")))
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("right after the record of the sync was written: it is not taken for damage")
    void afterThePut() {
        try (var world = readyForAWhile(MASKED)) {
            maskTotal(world, "after updateBulkSync", Duration.ZERO);
            world.sync("orders", MASKED + "concurrencyLimit: 7\n");
            world.advance(Duration.ofMinutes(5));
            assertReady(world);
            assertTotalMasked(world);
        }
    }
}
