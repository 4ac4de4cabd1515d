package io.polytomic.operator.controller.world;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remote sync is created exactly once")
class CreateTest {
    private static final String CREATE = "/api/bulk/syncs";

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
            assertThat(world.admin.journal().stream()
                            .filter(e -> e.method().equals("POST") && e.path().equals(CREATE))
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
            assertThat(world.admin.journal().stream()
                            .filter(e -> e.method().equals("POST") && e.path().equals(CREATE))
                            .map(e -> e.idempotencyKey().replaceAll(".*-create-", ""))
                            .distinct())
                    .containsExactly("1", "2");
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

    @ParameterizedTest
    @CsvSource({
        "DROP_BEFORE, 'maskRules', '# maskRules'",
        "DROP_AFTER_EFFECT, 'maskRules', '# maskRules'",
        "DROP_BEFORE, 'mode: replicate', 'mode: replicate\nname: renamed'",
        "DROP_AFTER_EFFECT, 'mode: replicate', 'mode: replicate\nname: renamed'",
        "DROP_AFTER_EFFECT, '- id: public.orders', '- id: public.products'",
        "DROP_BEFORE, 'connectionName: Snowflake', 'connectionName: Warehouse'",
        "DROP_AFTER_EFFECT, 'connectionName: Snowflake', 'connectionName: Warehouse'"
    })
    @DisplayName("when the manifest is edited between two tries")
    void editedBetweenTries(FaultKind kind, String what, String instead) {
        try (var world = World.with(SimulatorOptions.defaults().withSeedYaml(TWO_WAREHOUSES))) {
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            world.sync("orders", World.MASKED.replace(what, instead));
            world.passUntilQuiet();
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
            assertThat(world.isReady("orders") || world.isStalled("orders")).isTrue();
            assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
        }
    }

    static final String TWO_WAREHOUSES = """
            organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: Acme, keys: [{key: sandbox-key}]}]
            connections:
              - name: Postgres prod
                type: postgresql
                schemas:
                  - {id: public.orders, fields: [id, total]}
                  - {id: public.users, fields: [id, email, phone]}
                  - {id: public.products, fields: [id, name]}
              - {name: Snowflake, type: snowflake}
              - {id: c4cc1564-67af-3d74-b03c-366dbe0339bb, name: Warehouse, type: snowflake}
            """;

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
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remoteSyncs()).hasSize(121);
        }
    }

    @ParameterizedTest
    @CsvSource({"a, b, false", "b, a, false", "a, b, true", "b, a, true"})
    @DisplayName(
            "for two objects with one name, source and destination, whoever is looked at first, also unseen by each other")
    void twoObjects(String first, String second, boolean unseen) {
        try (var world = World.create()) {
            world.operator().step();
            two(world, unseen);
            world.operator().passSync(first);
            world.operator().passSync(second);
            world.syncs.catchUp();
            world.advance(Duration.ofMinutes(30));
            assertOneOfTwo(world);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, b, DROP_AFTER_EFFECT",
        "b, a, DROP_AFTER_EFFECT",
        "a, b, DROP_BEFORE",
        "b, a, DROP_BEFORE",
        "b, a, STATUS_AFTER_EFFECT"
    })
    @DisplayName(
            "for two objects with one triple, unseen by each other, when the first answer is lost and the operator restarts")
    void twoObjectsOneLostAnswer(String first, String second, FaultKind kind) {
        try (var world = World.create()) {
            world.operator().step();
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            two(world, true);
            world.operator().passSync(first);
            world.operator().passSync(second);
            world.syncs.catchUp();
            world.restartOperator();
            world.advance(Duration.ofMinutes(30));
            assertOneOfTwo(world);
        }
    }

    private static void two(World world, boolean unseen) {
        if (unseen) {
            world.syncs.lag();
        }
        world.sync("a", "name: same\n" + World.MASKED);
        world.sync("b", "name: same\n" + World.MASKED);
    }

    private static void assertOneOfTwo(World world) {
        assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
        assertThat(world.isReady("a") ^ world.isReady("b"))
                .as(world.conditions())
                .isTrue();
        assertThat(world.isStalled("a") ^ world.isStalled("b"))
                .as(world.conditions())
                .isTrue();
    }

    @Test
    @DisplayName("when an old leader wakes at any boundary after the new one has done the work")
    void staleLeader() {
        boolean met = true;
        for (int n = 0; met; n++) {
            try (var world = World.create()) {
                world.sync("orders", World.MASKED);
                var old = world.operator();
                var reached = new boolean[1];
                old.steps.at(n, () -> {
                    reached[0] = true;
                    try (var next = world.secondOperator()) {
                        for (int i = 0; i < 12; i++) {
                            next.step();
                        }
                    }
                });
                world.passUntilQuiet();
                assertExactlyOne(world);
                met = reached[0];
            }
        }
    }

    @Test
    @DisplayName(
            "when an old leader dies with its request in flight and the new one goes on, and then the old one wakes")
    void staleObject() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED);
            var stale = world.syncs.get("orders");
            world.passUntilQuiet();
            world.operator().passSync(stale);
            world.passUntilQuiet();
            assertExactlyOne(world);
            assertThat(world.writes().stream().filter(w -> w.equals("POST /api/bulk/syncs")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Delete, DROP_AFTER_EFFECT, 0",
        "Delete, DROP_BEFORE, 0",
        "Retain, DROP_AFTER_EFFECT, 1",
        "Retain, DROP_BEFORE, 0"
    })
    @DisplayName("and a deletion with an open wish leaves behind what its policy says")
    void deletedWithOpenWish(String policy, FaultKind kind, int left) {
        try (var world = World.create()) {
            world.admin.fault(Fault.once(kind, "POST", CREATE));
            world.sync("orders", World.MASKED + "deletion: " + policy + "\n");
            world.operator().step();
            world.operator().step();
            world.deleteSync("orders");
            world.restartOperator();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).hasSize(left);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"422", "400"})
    @DisplayName("once the schema cache of the source is ready")
    void cacheNotReady(String status) {
        var seed = TWO_WAREHOUSES.replace("type: postgresql", "type: postgresql\n    cache_delay: PT90S");
        try (var world =
                World.with(SimulatorOptions.defaults().withSeedYaml(seed).withSwitch("cache_not_ready", status))) {
            world.sync("orders", World.MASKED);
            world.operator().step();
            world.operator().step();
            assertThat(world.reason("orders")).isEqualTo("WaitingForSchemas");
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("after a refused manifest was fixed")
    void refusedThenFixed() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("public.orders", "public.oders"));
            world.passUntilQuiet();
            assertThat(world.isStalled("orders")).as(world.conditions()).isTrue();
            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
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

    @Test
    @DisplayName(
            "not at all while it names a schema that the source does not have: one refresh, then the nearest names")
    void unknownSchema() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED.replace("public.users", "public.userz"));
            world.advance(Duration.ofMinutes(1));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("UnknownSchema");
            assertThat(world.conditions()).contains("public.userz", "public.users");
            assertThat(world.writes()).containsExactly("POST /api/connections/{id}/schemas/refresh");
            int written = world.syncs.writes();

            world.restartOperator();
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.writes()).as("status writes at a restart").isEqualTo(written);

            world.sync("orders", World.MASKED);
            world.passUntilQuiet();
            assertExactlyOne(world);
        }
    }

    @Test
    @DisplayName("and whoever waits for a person is not written to again, however often it is looked at")
    void waitingIsRest() {
        try (var world = World.create()) {
            world.sync("orders", World.MASKED + "requireApprovalFor: [Create]\n");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.reason("orders")).isEqualTo("ApprovalRequired");
            int written = world.syncs.writes();
            world.advance(Duration.ofHours(1));
            world.restartOperator();
            world.advance(Duration.ofHours(1));
            assertThat(world.syncs.writes()).isEqualTo(written);
        }
    }

    private static void assertExactlyOne(World world) {
        assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
        assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
        assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
    }
}
