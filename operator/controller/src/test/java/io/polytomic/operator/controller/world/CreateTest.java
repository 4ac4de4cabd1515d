package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.CREATE;
import static io.polytomic.operator.controller.world.SyncFixture.assertExactlyOne;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.attempts;
import static io.polytomic.operator.controller.world.SyncFixture.changeKeyToAnotherUsers;
import static io.polytomic.operator.controller.world.SyncFixture.creates;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.client.http.HttpSettings;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remote sync is created exactly once")
class CreateTest {
    @Test
    @DisplayName("inactive, read back, with its error handling, and activated last")
    void happyPath() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
            assertThat(world.writes())
                    .containsExactly(
                            "POST /api/bulk/syncs",
                            "PATCH /api/bulk/syncs/{id}/schemas",
                            "PUT /api/bulk/syncs/{id}/error-handling",
                            "POST /api/bulk/syncs/{id}/activate");
            assertThat(creates(world).stream()
                            .findFirst()
                            .orElseThrow()
                            .body()
                            .path("active")
                            .asText())
                    .isEqualTo("false");
            assertThat(world.history("orders").get(0).active()).isFalse();
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("with the operator killed at any boundary")
    void killedAnywhere() {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = World.create()) {
                world.killAt(n);
                world.sync("orders", World.MASKED);
                killed = world.passUntilQuiet();
                assertExactlyOne(world);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "STATUS",
                "STATUS_AFTER_EFFECT",
                "DROP_BEFORE",
                "DROP_AFTER_EFFECT",
                "RATE_LIMIT",
                "NOT_JSON",
                "TRUNCATED_BODY"
            })
    @DisplayName("with any answer lost or spoiled, whichever call it belongs to")
    void anyAnswerLost(FaultKind kind) {
        boolean met = true;
        for (int n = 0; met; n++) {
            try (var world = World.create()) {
                world.admin.fault(Fault.once(kind, null, null).withAfter(n));
                world.sync("orders", World.MASKED);
                world.passUntilQuiet();
                if (world.isStalled("orders")) { // a gateway said 200 to a write that never arrived: it asks
                    assertThat(world.reason("orders")).isIn("MaskNotAccepted", "NotAccepted");
                    world.annotate("orders", ApiGroup.RECONCILE_REQUESTED_AT, "again");
                    world.passUntilQuiet();
                }
                assertExactlyOne(world);
                met = world.admin.journal().stream().anyMatch(e -> !e.fault().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    @DisplayName("when the create had its effect and answered 5xx, however often it is asked again")
    void faultAfterEffect(int status) {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.STATUS_AFTER_EFFECT, "POST", CREATE)
                    .withTimes(3)
                    .withStatus(status));
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("when a 500 without effect is on record: under a new key, after two empty looks five minutes apart")
    void faultOnRecord() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", CREATE).withStatus(500));
            world.sync("orders", World.MASKED);
            var begin = world.now();
            world.passUntilQuiet();
            assertExactlyOne(world);
            assertThat(Duration.between(begin, world.now())).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
            assertThat(creates(world).stream()
                            .map(e -> e.idempotencyKey().replaceAll(".*-create-", ""))
                            .distinct())
                    .containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "though the operator is restarted every minute: a lost answer is settled, and the edit meanwhile goes out")
    void settledBetweenRestarts(boolean edited) {
        try (var world = World.create()) {
            world.admin.fault(
                    edited
                            ? Fault.once(FaultKind.DROP_BEFORE, "POST", CREATE)
                            : Fault.once(FaultKind.STATUS, "POST", CREATE).withStatus(500));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofSeconds(2));
            if (edited) {
                world.sync("orders", World.MASKED + "concurrencyLimit: 9\n");
            }
            for (int minute = 0; minute < 9; minute++) {
                world.advance(Duration.ofMinutes(1));
                world.restartOperator();
            }
            assertExactlyOne(world);
            assertThat(attempts(world)).containsExactly("1", "2");
        }
    }

    @Test
    @DisplayName("an edit while the answer is lost is taken as if it were new: what it needs approval for waits for it")
    void editedMeanwhile() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofSeconds(2));
            world.sync("orders", World.MASKED + "requireApprovalFor: [Create]\n");
            world.advance(Duration.ofMinutes(10));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("ApprovalRequired");
            assertThat(attempts(world)).containsExactly("1");
        }
    }

    @Test
    @DisplayName("a leader that slept after its look sends nothing again when the manifest was edited meanwhile")
    void sleptAfterTheLook() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofSeconds(2));
            int sent = creates(world).size();
            var steps = world.operator().steps;
            steps.onFirst(
                    steps.count(),
                    "after batchStatusAll",
                    () -> world.sync("orders", World.MASKED + "concurrencyLimit: 9\n"));
            world.advance(Duration.ofMinutes(4));
            assertThat(creates(world)).hasSize(sent);
            assertThat(world.status("orders").create().lookingSince()).isNotNull();
        }
    }

    @Test
    @DisplayName("a key that is left alone is never sent again, also when its effect shows late")
    void leftAlone() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "POST", CREATE).withStatus(500));
            world.sync("orders", World.MASKED);
            while (world.status("orders") == null
                    || world.status("orders").create() == null
                    || world.status("orders").create().lookingSince() == null) {
                world.advance(Duration.ofSeconds(5));
            }
            int sent = creates(world).size();
            world.restartOperator();
            world.advance(Duration.ofMinutes(4));
            assertThat(creates(world)).hasSize(sent);
            assertThat(world.reason("orders")).isEqualTo("CreateUnconfirmed");
        }
    }

    @Test
    @DisplayName("what a gateway answers says nothing of the key: it is never given up for that")
    void gateway() {
        try (var world = World.create()) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "POST", CREATE).withStatus(503));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofMinutes(40));
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertExactlyOne(world);
            assertThat(attempts(world)).containsExactly("1");
        }
    }

    @Test
    @DisplayName("a look before the last sending proves nothing about it")
    void lookedBeforeSending() {
        try (var world = World.create()) {
            world.admin.fault(Fault.always(FaultKind.DROP_BEFORE, "POST", CREATE));
            world.sync("orders", World.MASKED);
            long sent = 0;
            while (sent < 20) {
                world.advance(Duration.ofSeconds(1));
                sent = creates(world).stream().count();
            }
            world.sync("orders", World.MASKED + "concurrencyLimit: 9\n");
            world.advance(Duration.ofMinutes(4));
            assertThat(attempts(world)).containsExactly("1");
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("when the first request is still in flight and its repetition answers 409")
    void inFlight() {
        var impatient = HttpSettings.DEFAULT.withTimeouts(
                Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(500));
        try (var world = new World(SimulatorOptions.defaults(), impatient)) {
            world.admin.fault(Fault.once(FaultKind.DELAY, "POST", CREATE).withDelay(Duration.ofMillis(2500)));
            world.sync("orders", World.MASKED);
            world.advance(Duration.ofSeconds(1));
            world.passUntilFlightIsOver();
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_BEFORE", "DROP_AFTER_EFFECT"})
    @DisplayName("when the operator comes back after the API has forgotten the key")
    void keyForgotten(FaultKind kind) {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            assertThat(world.status("orders").create().requestedAt()).isNotNull();
            world.time.advance(Duration.ofHours(26));
            world.restartOperator();
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("one that an earlier key of the operator may have made is a question, not made again")
    void keyOfAnotherUser() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            changeKeyToAnotherUsers(world);
            world.restartOperator();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AmbiguousMatch");
            assertThat(creates(world).stream()).hasSize(1);
        }
    }

    @Test
    @DisplayName("and within a minute, though an operator's clock is hours behind or ahead")
    void clockIsOff() {
        for (int hours : new int[] {-30, -1, 1, 30}) {
            try (var world = World.create()) {
                world.time.skew(Duration.ofHours(hours));
                world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
                world.sync("orders", World.MASKED);
                world.advance(Duration.ofMinutes(1));
                assertExactlyOne(world);
            }
        }
    }

    static final String MANY = """
            organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: Acme, keys: [{key: sandbox-key}]}]
            connections:
              - name: Postgres prod
                type: postgresql
                schemas:
                  - {id: public.orders, fields: [id, total]}
                  - {id: public.users, fields: [id, email, phone]}
              - {name: Snowflake, type: snowflake}
            syncs:
              - {count: 120, source: Postgres prod, destination: Snowflake, body: {name: other, schemas: [public.orders]}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"paged", "unpaged", "truncated_without_token"})
    @DisplayName(
            "among many others, however the list is paged, when the answer is lost and others are edited all the time")
    void amongMany(String paging) {
        var options = SimulatorOptions.defaults().withSeedYaml(MANY).withSwitch("list_paging", paging);
        try (var world = World.with(options)) {
            world.admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            var others = world.admin.world().syncIds();
            others.stream().limit(110).forEach(id -> {
                if (!world.admin.world().sync(id).path("name").asText().equals("orders")) {
                    world.admin.world().editSync(id, World.json("{\"concurrency_limit\": 3}"));
                }
            });
            world.restartOperator();
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.remoteSyncs()).hasSize(121);
        }
    }

    @Test
    @DisplayName("a list whose pages turn in a circle is no list")
    void endlessList() {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(FaultKind.STATUS, "GET", CREATE)
                    .withTimes(50)
                    .withStatus(200)
                    .withBody("{\"data\": [], \"pagination\": {\"next_page_token\": \"again\"}}"));
            world.sync("orders", World.MASKED);
            world.operator().step();
            assertThat(world.admin.journal()).hasSizeLessThan(10);
            world.admin.clearFaults();
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }
}
