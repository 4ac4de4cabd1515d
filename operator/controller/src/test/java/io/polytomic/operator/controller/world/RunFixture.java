package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

/** What stories about a run begin with, and what a run that went well has come to. */
final class RunFixture {
    static final String START = "/api/bulk/syncs/[^/]+/executions";
    static final String RUN = "bulkSyncRef: {name: orders}\n";

    private RunFixture() {}

    static World ready() {
        return SyncFixture.ready(World.MASKED);
    }

    static World ready(World world) {
        return SyncFixture.ready(world, World.MASKED);
    }

    static void assertSucceeded(World world, String run) {
        assertThat(world.runStatus(run).phase()).as(world.conditions()).isEqualTo("Succeeded");
        assertThat(world.guardian.startedBy(world.runs.get(run)))
                .containsExactly(world.runStatus(run).executionId());
    }

    /** As somebody starts one in the web UI. */
    static String startedByHand(World world) {
        return world.admin
                .world()
                .startExecution(world.syncId("orders"))
                .path("id")
                .asText();
    }

    static JsonNode executions(World world) {
        return world.admin.world().executions(world.syncId("orders"));
    }

    /** What the API says of the sync's only execution. */
    static String executionStatus(World world) {
        return executions(world).get(0).path("status").asText();
    }

    /** Steps until a boundary that was told to kill has killed it; nobody restarts it. */
    static void stepUntilKilled(World world) {
        assertThatThrownBy(() -> {
                    while (true) {
                        world.operator().step();
                    }
                })
                .isInstanceOf(Killed.class);
    }
}
