package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remote sync is changed only by a plan that a person could have read")
class ConvergeTest {
    /** What {@link World#MASKED} asks for, made by somebody in the web UI. */
    private static final String MADE_BY_HAND = """
            {"name": "orders", "mode": "replicate", "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
             "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03", "active": true,
             "destination_configuration": {"schema": "analytics"}, "default_schedule": {"frequency": "manual"},
             "schemas": [{"id": "public.orders"}, {"id": "public.users", "fields":
               [{"id": "email", "obfuscate": true}, {"id": "phone", "obfuscate": true}]}]}
            """;

    private static final String PLAIN = World.MASKED.replaceAll("(?m)^errorHandling.*\\n", "");
    private static final String RESYNC =
            PLAIN.replace("- id: public.orders", "- {id: public.orders, trackingField: updated_at}");
    private static final String MOVED = PLAIN.replace("connectionName: Snowflake", "connectionName: Warehouse");

    private static final String WAREHOUSE = "c4cc1564-67af-3d74-b03c-366dbe0339bb";

    private static World ready(String spec) {
        return ready(World.create(), spec);
    }

    private static World ready(World world, String spec) {
        world.sync("orders", spec);
        world.passUntilQuiet();
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        return world;
    }

    private static void assertStalled(World world, String reason) {
        assertThat(world.reason("orders")).as(world.conditions()).isEqualTo(reason);
        assertThat(world.isStalled("orders")).isTrue();
    }

    private static World twoWarehouses() {
        return World.with(SimulatorOptions.defaults().withSeedYaml(CreateTest.TWO_WAREHOUSES));
    }

    // adoption

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("one that is as the manifest says is taken over silently, by name or by id")
    void adoptedSilently(boolean byId) {
        try (var world = World.create()) {
            var id = world.admin
                    .world()
                    .createSync(World.json(MADE_BY_HAND))
                    .path("id")
                    .asText();
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
                var id = world.admin
                        .world()
                        .createSync(World.json(MADE_BY_HAND))
                        .path("id")
                        .asText();
                world.sync("orders", PLAIN + "concurrencyLimit: 20\nnormalizeNames: disabled\n");
                world.passUntilQuiet();
                assertStalled(world, "AdoptionDiff");
                assertThat(world.message("orders")).contains("sync.polytomic.com/approved-plan=v1-");
                assertThat(world.writes()).isEmpty();
                world.killAt(world.operator().steps.count() + n);
                world.approve("orders");
                world.passUntilQuiet();
                killed = world.kills > 0;
                assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
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
            world.admin.world().createSync(World.json(MADE_BY_HAND));
            world.admin.world().createSync(World.json(MADE_BY_HAND));
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
            world.admin.world().createSync(World.json(MADE_BY_HAND));
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
            var id = world.admin
                    .world()
                    .createSync(World.json(MADE_BY_HAND))
                    .path("id")
                    .asText();
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
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.syncId("orders")).isEqualTo(id);
            assertThat(world.writesSince(before)).isEmpty();
        }
    }

    // approval

    @Test
    @DisplayName("a change that copies data again waits, and the rest of the commit does not")
    void approval() {
        try (var world = ready(PLAIN)) {
            world.sync("orders", RESYNC + "concurrencyLimit: 30\n");
            world.passUntilQuiet();
            assertStalled(world, "ApprovalRequired");
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(30);
            long before = world.lastSequence();
            world.advance(Duration.ofHours(2));
            assertThat(world.writesSince(before)).isEmpty();
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.status("orders").lastApproval().state()).isEqualTo("Spent");
        }
    }

    @Test
    @DisplayName("an approval covers what was approved and nothing that was added to it")
    void approvalCoversItsPlan() {
        try (var world = ready(PLAIN)) {
            world.sync("orders", RESYNC);
            world.passUntilQuiet();
            world.approve("orders");
            world.sync("orders", RESYNC + "normalizeNames: disabled\n");
            world.passUntilQuiet();
            assertStalled(world, "ApprovalRequired");
            assertThat(world.remote("orders").path("normalize_names").asText()).isEqualTo("enabled");
        }
    }

    @Test
    @DisplayName("an approval is spent once")
    void approvalSpent() {
        try (var world = ready(PLAIN + "normalizeNames: enabled\n")) {
            for (int i = 0; i < 2; i++) {
                world.sync("orders", PLAIN + "normalizeNames: disabled\n");
                world.passUntilQuiet();
                assertStalled(world, "ApprovalRequired");
                var asked = world.status("orders").plan().hash();
                if (i == 0) {
                    world.approve("orders");
                    world.passUntilQuiet();
                    assertThat(world.isReady("orders")).isTrue();
                    world.admin
                            .world()
                            .editSync(world.syncId("orders"), World.json("{\"normalize_names\": \"enabled\"}"));
                    world.sync("orders", PLAIN);
                    world.passUntilQuiet();
                } else {
                    assertThat(world.syncs.get("orders").getMetadata().getAnnotations())
                            .containsEntry(ApiGroup.APPROVED_PLAN, asked);
                    assertThat(world.message("orders")).contains("used up");
                    assertThat(world.remote("orders").path("normalize_names").asText())
                            .isEqualTo("enabled");
                }
            }
        }
    }

    @Test
    @DisplayName("an approval survives the operator, killed anywhere")
    void approvalKilled() {
        everywhere(
                () -> ready(PLAIN),
                world -> {
                    world.sync("orders", RESYNC + "normalizeNames: disabled\n");
                    world.passUntilQuiet();
                    assertStalled(world, "ApprovalRequired");
                },
                world -> world.approve("orders"),
                world -> {
                    assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
                    assertThat(world.status("orders").lastApproval().state()).isEqualTo("Spent");
                });
    }

    /** Tells a story again and again, killed one boundary later each time, until it ends without a kill. */
    private static void everywhere(
            java.util.function.Supplier<World> begin,
            Consumer<World> before,
            Consumer<World> deed,
            Consumer<World> end) {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = begin.get()) {
                before.accept(world);
                world.killAt(world.operator().steps.count() + n);
                deed.accept(world);
                world.passUntilQuiet();
                end.accept(world);
                killed = world.kills > 0;
            }
        }
    }

    // pause

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "another destination is written to while the sync is paused, and it is active again only if it was, killed anywhere")
    void paused(boolean active) {
        everywhere(
                () -> ready(twoWarehouses(), PLAIN + "requireApprovalFor: []\n"),
                world -> {
                    if (!active) {
                        world.admin.world().editSync(world.syncId("orders"), World.json("{\"active\": false}"));
                    }
                    world.advance(Duration.ofMinutes(2));
                },
                world -> world.sync("orders", MOVED + "requireApprovalFor: []\n"),
                world -> {
                    assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
                    assertThat(world.remote("orders").path("active").asBoolean())
                            .isEqualTo(active);
                    assertThat(world.status("orders").paused()).isNull();
                    assertThat(world.remote("orders")
                                    .path("destination_connection_id")
                                    .asText())
                            .isEqualTo(world.status("orders").destinationConnectionId());
                    assertThat(world.remoteSyncs()).hasSize(1);
                });
    }

    @Test
    @DisplayName("the end of a pause needs no approval of its own, whatever requireApprovalFor says")
    void pauseEndsByItself() {
        try (var world = ready(twoWarehouses(), PLAIN + "requireApprovalFor: [Destructive, Schedule]\n")) {
            world.sync("orders", MOVED + "requireApprovalFor: [Destructive, Schedule]\n");
            world.passUntilQuiet();
            assertStalled(world, "ApprovalRequired");
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("another destination named in the manifest is reached though the API fails in between")
    void movedThroughAnOutage() {
        try (var world = ready(twoWarehouses(), PLAIN + "requireApprovalFor: []\n")) {
            world.admin.fault(
                    Fault.once(FaultKind.STATUS, "PUT", null).withStatus(503).withTimes(3));
            world.sync("orders", MOVED + "requireApprovalFor: []\n");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        }
    }

    @Test
    @DisplayName("a destination that somebody else changed is drift, waits for a yes and is put back after it")
    void destinationDrifted() {
        try (var world = ready(twoWarehouses(), PLAIN)) {
            var mine = world.status("orders").destinationConnectionId();
            world.admin
                    .world()
                    .editSync(
                            world.syncId("orders"),
                            World.json("{\"destination_connection_id\": \"" + WAREHOUSE + "\"}"));
            world.advance(Duration.ofMinutes(30));
            assertStalled(world, "ApprovalRequired");
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
            assertThat(world.remote("orders").path("destination_connection_id").asText())
                    .isEqualTo(mine);
        }
    }

    // suspend, drift

    @Test
    @DisplayName("while it is suspended it is planned and nothing is written; afterwards it is")
    void suspended() {
        try (var world = ready(PLAIN)) {
            long before = world.lastSequence();
            world.sync("orders", PLAIN + "suspend: true\nconcurrencyLimit: 40\n");
            world.passUntilQuiet();
            assertStalled(world, "Suspended");
            assertThat(world.status("orders").plan().changes()).hasSize(1);
            world.advance(Duration.ofHours(2));
            assertThat(world.writesSince(before)).isEmpty();
            world.sync("orders", PLAIN + "concurrencyLimit: 40\n");
            world.passUntilQuiet();
            assertThat(world.isReady("orders")).isTrue();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(40);
        }
    }

    @Test
    @DisplayName("the organization's brake holds everything: creation, change and deletion")
    void brake() {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.suspendOrganization(true);
            world.advance(Duration.ofSeconds(1));
            long before = world.lastSequence();
            world.sync("orders", PLAIN + "deletion: Delete\nconcurrencyLimit: 40\n");
            world.sync("second", PLAIN);
            world.passUntilQuiet();
            assertStalled(world, "OrganizationSuspended");
            assertThat(world.reason("second")).isEqualTo("OrganizationSuspended");
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(world.syncs.names()).contains("orders");
            world.suspendOrganization(false);
            world.advance(Duration.ofMinutes(30));
            assertThat(world.syncs.names()).containsExactly("second");
            assertThat(world.isReady("second")).as(world.conditions()).isTrue();
        }
    }

    @Test
    @DisplayName("what somebody else changed is put back within a poll and said, with who it was")
    void driftCorrected() {
        try (var world = ready(PLAIN + "concurrencyLimit: 10\n")) {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 2}"));
            world.advance(Duration.ofSeconds(62));
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(10);
            assertThat(world.events).anyMatch(e -> e.contains("DriftCorrected") && e.contains("Somebody Else"));
        }
    }

    @Test
    @DisplayName("or only reported, and then a new generation applies it all")
    void driftReported() {
        try (var world = ready(PLAIN + "concurrencyLimit: 10\ndrift: Report\n")) {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"concurrency_limit\": 2}"));
            long before = world.lastSequence();
            world.advance(Duration.ofHours(2));
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(world.isReady("orders")).isTrue();
            assertThat(Conditions.isTrue(world.status("orders").conditions(), Condition.DRIFTED))
                    .isTrue();
            world.sync("orders", PLAIN + "concurrencyLimit: 10\ndrift: Report\nresyncConcurrencyLimit: 2\n");
            world.passUntilQuiet();
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(10);
            assertThat(Conditions.isTrue(world.status("orders").conditions(), Condition.DRIFTED))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("drift that copies data again waits for a yes")
    void driftNeedsApproval() {
        try (var world = ready(PLAIN + "normalizeNames: enabled\n")) {
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"normalize_names\": \"disabled\"}"));
            world.advance(Duration.ofMinutes(30));
            assertStalled(world, "ApprovalRequired");
            assertThat(world.remote("orders").path("normalize_names").asText()).isEqualTo("disabled");
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.remote("orders").path("normalize_names").asText()).isEqualTo("enabled");
        }
    }

    // gone, moved

    @Test
    @DisplayName("one that is gone is made again after a yes, exactly once, killed anywhere")
    void recreated() {
        everywhere(
                () -> ready(PLAIN),
                world -> {
                    world.admin.world().deleteSync(world.syncId("orders"));
                    world.advance(Duration.ofMinutes(5));
                    assertStalled(world, "RemoteMissing");
                    assertThat(world.remoteSyncs()).isEmpty();
                },
                world -> world.approve("orders"),
                world -> {
                    assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
                    assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
                    assertThat(world.syncId("orders")).isIn(world.remoteSyncs());
                    assertThat(world.remote("orders").path("active").asBoolean())
                            .isTrue();
                });
    }

    @Test
    @DisplayName("one that is gone and named by spec.syncId is never made again")
    void neverRecreated() {
        try (var world = World.create()) {
            var id = world.admin
                    .world()
                    .createSync(World.json(MADE_BY_HAND))
                    .path("id")
                    .asText();
            ready(world, "syncId: " + id + "\n" + PLAIN);
            world.admin.world().deleteSync(id);
            world.advance(Duration.ofHours(3));
            assertStalled(world, "RemoteMissing");
            assertThat(world.remoteSyncs()).isEmpty();
            assertThat(world.writes()).isEmpty();
        }
    }

    @Test
    @DisplayName("an ingress page of 404 says nothing about it")
    void ingressPage() {
        try (var world = ready(PLAIN)) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/bulk/syncs/[0-9a-f-]+")
                    .withStatus(404)
                    .withBody("<html>not here</html>"));
            world.annotate("orders", ApiGroup.RECONCILE_REQUESTED_AT, "now");
            world.advance(Duration.ofMinutes(5));
            assertThat(world.reason("orders")).isNotEqualTo("RemoteMissing");
            world.admin.clearFaults();
            world.advance(Duration.ofMinutes(5));
            assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
        }
    }

    @Test
    @DisplayName("a connection name that means another connection now moves nothing")
    void connectionMoved() {
        try (var world = ready(twoWarehouses(), PLAIN)) {
            var pinned = world.status("orders").destinationConnectionId();
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("""
                            {"data": [{"id": "11111111-1111-4111-8111-111111111111", "name": "Snowflake"},
                             {"id": "%s", "name": "Postgres prod"}, {"id": "%s", "name": "Warehouse"}]}
                            """.formatted(world.status("orders").sourceConnectionId(), pinned)));
            world.advance(Duration.ofMinutes(2));
            world.annotate("orders", ApiGroup.RECONCILE_REQUESTED_AT, "now");
            world.advance(Duration.ofMinutes(20));
            assertStalled(world, "ConnectionMoved");
            assertThat(world.remote("orders").path("destination_connection_id").asText())
                    .isEqualTo(pinned);
        }
    }

    @Test
    @DisplayName("two connections of one name are a question")
    void ambiguousConnection() {
        var seed = CreateTest.TWO_WAREHOUSES.replace("name: Warehouse", "name: Snowflake");
        try (var world = World.with(SimulatorOptions.defaults().withSeedYaml(seed))) {
            world.sync("orders", PLAIN);
            world.passUntilQuiet();
            assertStalled(world, "AmbiguousConnection");
            assertThat(world.writes()).isEmpty();
        }
    }

    // deletion

    @Test
    @DisplayName("deleting a Retain object calls nobody and leaves the sync")
    void retain() {
        try (var world = ready(PLAIN)) {
            long before = world.lastSequence();
            world.deleteSync("orders");
            world.operator().passSync("orders");
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.lastSequence()).isEqualTo(before);
            assertThat(world.remoteSyncs()).hasSize(1);
        }
    }

    @Test
    @DisplayName("deleting a Delete object deletes the sync, suspended or not, killed anywhere")
    void deleted() {
        boolean killed = true;
        for (int n = 0; killed; n++) {
            try (var world = ready(PLAIN + "deletion: Delete\n")) {
                world.sync("orders", PLAIN + "deletion: Delete\nsuspend: " + (n % 2 == 0) + "\n");
                world.passUntilQuiet();
                world.deleteSync("orders");
                world.killAt(world.operator().steps.count() + n);
                world.advance(Duration.ofMinutes(1));
                killed = world.kills > 0;
                assertThat(world.syncs.names()).isEmpty();
                assertThat(world.remoteSyncs()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("deleting an object whose sync is gone already, or whose connection does not exist any more, ends")
    void deletedGone() {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/connections")
                    .withStatus(200)
                    .withBody("{\"data\": []}"));
            world.admin.world().deleteSync(world.syncId("orders"));
            world.time.advance(Duration.ofMinutes(3));
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"retain", "namespace", "organization"})
    @DisplayName(
            "deleting while the API is down waits and says so, and is released by Retain, the namespace's end or a lost organization")
    void deletedWithoutApi(String release) {
        try (var world = ready(PLAIN + "deletion: Delete\n")) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "DELETE", null).withStatus(503));
            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(30));
            assertThat(world.syncs.names()).containsExactly("orders");
            assertThat(world.message("orders")).contains("waits for its remote sync to be deleted");
            switch (release) {
                case "retain" -> world.sync("orders", PLAIN);
                case "namespace" -> world.namespaceEnds = true;
                default -> world.organizationExists = false;
            }
            world.advance(Duration.ofMinutes(1));
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).hasSize(1);
            assertThat(world.events.stream().anyMatch(e -> e.contains("RemoteLeftBehind")))
                    .isEqualTo(!release.equals("retain"));
        }
    }
}
