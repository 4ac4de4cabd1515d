package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertExactlyOne;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.madeByHand;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remote sync that exists is taken over by one object, after a look at what differs")
class AdoptionTest {
    private static final String NAMED = """
            {"name": "orders", "mode": "replicate", "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
             "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03", "active": false,
             "destination_configuration": {"schema": "analytics"}, "default_schedule": {"frequency": "manual"},
             "schemas": [{"id": "public.orders"}]}
            """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("one that is as the manifest says is taken over silently, by name or by id")
    void adoptedSilently(boolean byId) {
        try (var world = World.create()) {
            var id = madeByHand(world);
            ready(world, byId ? "syncId: " + id + "\n" + PLAIN : PLAIN);
            assertThat(world.syncId("orders")).isEqualTo(id);
            assertThat(world.writes()).isEmpty();
            assertThat(world.events).anyMatch(e -> e.contains("Adopted"));
        }
    }

    @Test
    @DisplayName("one that differs waits for a yes, and is taken over after it, killed anywhere")
    void adoptedAfterApproval() {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = World.create()) {
                var id = madeByHand(world);
                world.sync("orders", PLAIN + "concurrencyLimit: 20\nnormalizeNames: disabled\n");
                world.passUntilQuiet();
                assertStalled(world, "AdoptionDiff");
                assertThat(world.message("orders")).contains("sync.polytomic.com/approved-plan=v1-");
                assertThat(world.writes()).isEmpty();
                world.killAt(world.operator().steps.count() + n);
                world.approve("orders");
                world.passUntilQuiet();
                killed = world.kills > 0;
                assertReady(world);
                assertThat(world.syncId("orders")).isEqualTo(id);
                assertThat(world.remoteSyncs()).hasSize(1);
                assertThat(world.remote("orders").path("concurrency_limit").asInt())
                        .isEqualTo(20);
                assertThat(world.status("orders").lastApproval().state()).isEqualTo("Spent");
            }
        }
    }

    @Test
    @DisplayName("of several nobody takes any")
    void ambiguous() {
        try (var world = World.create()) {
            madeByHand(world);
            madeByHand(world);
            world.sync("orders", PLAIN);
            world.passUntilQuiet();
            assertStalled(world, "AmbiguousMatch");
            world.remoteSyncs()
                    .forEach(id -> assertThat(world.message("orders")).contains(id));
            assertThat(world.writes()).isEmpty();
        }
    }

    @Test
    @DisplayName("with adoption: Never none is taken and none is made")
    void never() {
        try (var world = World.create()) {
            madeByHand(world);
            world.sync("orders", PLAIN + "adoption: Never\n");
            world.passUntilQuiet();
            assertStalled(world, "RemoteExists");
            assertThat(world.writes()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"a, b, false", "b, a, false", "a, b, true", "b, a, true"})
    @DisplayName(
            "of two objects that name the same one, one holds it, whoever is looked at first and whatever the cache shows")
    void alreadyManaged(String first, String second, boolean unseen) {
        try (var world = World.create()) {
            var id = madeByHand(world);
            world.operator().step();
            if (unseen) {
                world.syncs.lag();
            }
            world.sync("a", "syncId: " + id + "\n" + PLAIN);
            world.sync("b", "syncId: " + id + "\n" + PLAIN);
            world.operator().passSync(first);
            world.operator().passSync(second);
            world.syncs.catchUp();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.isReady("a") ^ world.isReady("b"))
                    .as(world.conditions())
                    .isTrue();
            assertThat(List.of(world.reason("a"), world.reason("b"))).contains("AlreadyManaged");
            assertThat(world.writes()).isEmpty();
        }
    }

    @Test
    @DisplayName("after a restore from backup the object finds its sync again and makes none")
    void restoredFromBackup() {
        try (var world = ready(World.MASKED)) {
            var id = world.syncId("orders");
            long before = world.lastSequence();
            world.syncs.restoreWithoutStatus("orders");
            world.restartOperator();
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.syncId("orders")).isEqualTo(id);
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    @Test
    @DisplayName("the question which of several is the result is answered by spec.syncId")
    void namedAfterAmbiguity() throws Exception {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            var mine = world.remoteSyncs().iterator().next();
            post(world, NAMED);
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AmbiguousMatch");
            world.sync("orders", "syncId: " + mine + "\n" + World.MASKED + "active: true\n");
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AdoptionDiff");
            world.approve("orders");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.syncId("orders")).isEqualTo(mine);
            assertThat(world.remoteSyncs()).hasSize(2);
        }
    }

    @Test
    @DisplayName("spec.syncId that names another sync than the object has is a question, not silence")
    void namesAnother() throws Exception {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
            post(world, NAMED.replace("\"orders\"", "\"another\""));
            var other = world.remoteSyncs().stream()
                    .filter(id -> !id.equals(world.syncId("orders")))
                    .findFirst()
                    .orElseThrow();
            long before = world.lastSequence();
            world.sync("orders", "syncId: " + other + "\n" + World.MASKED + "concurrencyLimit: 3\n");
            world.passUntilQuiet();
            assertThat(world.isStalled("orders")).as(world.conditions()).isTrue();
            assertThat(world.message("orders")).contains(other);
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    /** By the operator's own key, as another tool with the same key does it. */
    private static void post(World world, String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.simulator.url() + CREATE))
                .header("Authorization", "Bearer " + World.KEY)
                .header("X-Polytomic-Version", "2025-09-18")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("a sync made a moment ago is found though the operator's clock has just been put back")
    void clockWasPutBack() {
        try (var world = World.create()) {
            world.sync("first", PLAIN);
            world.passUntilQuiet();
            world.time.skew(Duration.ofHours(-1));
            madeByHand(world);
            world.sync("orders", PLAIN);
            world.operator().passSync("orders");
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(2);
        }
    }
}
