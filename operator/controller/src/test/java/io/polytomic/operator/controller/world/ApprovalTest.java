package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.PLAIN;
import static io.polytomic.operator.controller.world.SyncFixture.assertReady;
import static io.polytomic.operator.controller.world.SyncFixture.assertStalled;
import static io.polytomic.operator.controller.world.SyncFixture.everywhere;
import static io.polytomic.operator.controller.world.SyncFixture.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An approval covers its plan and nothing else")
class ApprovalTest {
    private static final String NAMES = PLAIN + "normalizeNames: enabled\n";
    private static final String OTHER_NAMES = "{\"normalize_names\": \"disabled\"}";

    private static World waiting(String before, String after) {
        var world = ready(before);
        world.sync("orders", after);
        world.passUntilQuiet();
        assertStalled(world, "ApprovalRequired");
        return world;
    }

    /** With a change that copies a table again. */
    private static String resync(String spec) {
        return spec.replace("- id: public.orders", "- {id: public.orders, trackingField: updated_at}");
    }

    /** Somebody changes something else as soon as the approved change is written. */
    private static void driftAfterTheChange(World world) {
        world.operator()
                .steps
                .onFirst(
                        0,
                        "after patchSchemas",
                        () -> world.admin.world().editSync(world.syncId("orders"), World.json(OTHER_NAMES)));
    }

    private static String names(World world) {
        return world.remote("orders").path("normalize_names").asText();
    }

    private static String tracking(World world) {
        for (var schema : world.admin.world().schemas(world.syncId("orders"))) {
            if (schema.path("id").asText().equals(World.ORDERS)) {
                return schema.path("tracking_field").asText("");
            }
        }
        return null;
    }

    @Test
    @DisplayName("a change that copies data again waits, and the rest of the commit does not")
    void approval() {
        try (var world = ready(PLAIN)) {
            world.sync("orders", resync(PLAIN) + "concurrencyLimit: 30\n");
            world.passUntilQuiet();
            assertStalled(world, "ApprovalRequired");
            assertThat(world.remote("orders").path("concurrency_limit").asInt()).isEqualTo(30);
            long before = world.lastSequence();
            world.advance(Duration.ofHours(2));
            assertThat(world.writesSince(before)).isEmpty();
            world.approve("orders");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.status("orders").lastApproval().state()).isEqualTo("Spent");
        }
    }

    @Test
    @DisplayName("an approval covers what was approved and nothing that was added to it")
    void approvalCoversItsPlan() {
        try (var world = ready(PLAIN)) {
            world.sync("orders", resync(PLAIN));
            world.passUntilQuiet();
            world.approve("orders");
            world.sync("orders", resync(PLAIN) + "normalizeNames: disabled\n");
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
                    world.sync("orders", resync(PLAIN) + "normalizeNames: disabled\n");
                    world.passUntilQuiet();
                    assertStalled(world, "ApprovalRequired");
                },
                world -> world.approve("orders"),
                world -> {
                    assertReady(world);
                    assertThat(world.status("orders").lastApproval().state()).isEqualTo("Spent");
                });
    }

    @Test
    @DisplayName("not a drift that appears while it is carried out, however often it is looked at")
    void driftWhileCarriedOut() {
        try (var world = waiting(NAMES, resync(NAMES))) {
            driftAfterTheChange(world);
            world.approve("orders");
            world.advance(Duration.ofHours(1));
            assertThat(tracking(world)).isEqualTo("updated_at");
            assertThat(names(world)).as(world.conditions()).isEqualTo("disabled");
            assertThat(world.reason("orders")).isEqualTo("ApprovalRequired");
        }
    }

    @Test
    @DisplayName("not the same change a second time, though the first was never seen to end")
    void notTwice() {
        try (var world = waiting(NAMES, resync(NAMES))) {
            driftAfterTheChange(world);
            world.approve("orders");
            world.advance(Duration.ofMinutes(15));
            world.admin
                    .world()
                    .patchSchemas(
                            world.syncId("orders"),
                            World.json("{\"schemas\": [{\"id\": \"public.orders\", \"tracking_field\": \"\"}]}"));
            world.admin.world().editSync(world.syncId("orders"), World.json("{\"normalize_names\": \"enabled\"}"));
            world.restartOperator();
            world.advance(Duration.ofHours(1));
            assertThat(tracking(world)).as(world.conditions()).isEmpty();
        }
    }

    @Test
    @DisplayName("not what was changed while the organization was suspended")
    void suspendedMeanwhile() {
        try (var world = waiting(NAMES, resync(NAMES))) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "PATCH", null).withStatus(503));
            world.approve("orders");
            world.advance(Duration.ofSeconds(5));
            assertThat(world.status("orders").lastApproval().state()).isEqualTo("Active");
            world.suspendOrganization(true);
            world.admin.world().editSync(world.syncId("orders"), World.json(OTHER_NAMES));
            world.advance(Duration.ofMinutes(12));
            world.admin.clearFaults();
            world.suspendOrganization(false);
            world.advance(Duration.ofHours(1));
            assertThat(names(world)).as(world.conditions()).isEqualTo("disabled");
            assertThat(world.reason("orders")).isEqualTo("ApprovalRequired");
        }
    }

    @Test
    @DisplayName("not another filter that a status shows alike, edited while the API was down")
    void anotherFilter() {
        var exposure = PLAIN + "requireApprovalFor: [Exposure]\n";
        try (var world = waiting(filtered(exposure, "x"), filtered(exposure, "y"))) {
            world.admin.fault(Fault.always(FaultKind.STATUS, "PATCH", null).withStatus(503));
            world.approve("orders");
            world.advance(Duration.ofSeconds(5));
            world.admin.clearFaults();
            world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/bulk/syncs/[^/]+")
                    .withStatus(503));
            world.sync("orders", filtered(exposure, "z"));
            world.advance(Duration.ofMinutes(2));
            world.admin.clearFaults();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.admin.world().schemas(world.syncId("orders")).toString())
                    .as(world.conditions())
                    .doesNotContain("\"z\"");
            assertThat(world.reason("orders")).isEqualTo("ApprovalRequired");
        }
    }

    private static String filtered(String spec, String value) {
        return spec.replace(
                "- id: public.orders",
                "- {id: public.orders, filters: [{fieldId: status, function: StringOneOf, value: [" + value + "]}]}");
    }

    @Test
    @DisplayName("of a creation not what is added to the manifest before the creation has ended")
    void editedWhileCreating() {
        try (var world = World.create()) {
            world.admin.fault(
                    Fault.always(FaultKind.STATUS, "PUT", ".*/error-handling").withStatus(403));
            var all = World.MASKED + "requireApprovalFor: [All]\n";
            world.sync("orders", all);
            world.passUntilQuiet();
            world.approve("orders");
            world.passUntilQuiet();
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("AccessDenied");
            world.sync("orders", all.replace("schemas:\n", "schemas:\n  - id: public.payments\n"));
            world.admin.clearFaults();
            world.advance(Duration.ofHours(1));
            assertThat(world.reason("orders")).as(world.conditions()).isEqualTo("ApprovalRequired");
            world.approve("orders");
            world.passUntilQuiet();
            assertReady(world);
            assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        }
    }
}
