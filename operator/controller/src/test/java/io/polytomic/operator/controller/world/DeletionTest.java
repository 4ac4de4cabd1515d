package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Deletion ends")
class DeletionTest {
    private static final String PLAIN = """
            mode: replicate
            source: {connectionName: Postgres prod}
            destination: {connectionName: Snowflake, configuration: {schema: analytics}}
            defaultSchedule: {frequency: manual}
            schemas: [{id: public.orders}]
            """;

    enum Trouble {
        NONE,
        REMOTE_GONE,
        API_DOWN,
        KEY_REVOKED,
        ORGANIZATION_GONE,
        NAMESPACE_ENDS,
        INGRESS_PAGE
    }

    record Case(boolean delete, boolean suspended, boolean running, Trouble trouble) {
        /** Only with Delete anything remote is needed, and only these take it away. */
        boolean waits() {
            return delete
                    && List.of(Trouble.API_DOWN, Trouble.KEY_REVOKED, Trouble.INGRESS_PAGE)
                            .contains(trouble);
        }

        boolean leavesRemote() {
            return !delete && trouble != Trouble.REMOTE_GONE
                    || List.of(Trouble.ORGANIZATION_GONE, Trouble.NAMESPACE_ENDS)
                            .contains(trouble);
        }
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (boolean delete : new boolean[] {false, true}) {
            for (boolean suspended : new boolean[] {false, true}) {
                for (boolean running : new boolean[] {false, true}) {
                    for (var trouble : Trouble.values()) {
                        cases.add(new Case(delete, suspended, running, trouble));
                    }
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("in every combination of policy, suspension, a running execution and trouble")
    void ends(Case given) {
        try (var world = World.create()) {
            var spec = PLAIN + "deletion: " + (given.delete() ? "Delete" : "Retain") + "\n";
            world.sync("orders", spec);
            world.passUntilQuiet();
            if (given.running()) {
                world.admin.world().scriptNextExecutions(world.syncId("orders"), ExecutionScript.endsAs("hangs"));
                world.run("first", "bulkSyncRef: {name: orders}\n");
                world.advance(Duration.ofSeconds(30));
            }
            world.sync("orders", spec + "suspend: " + given.suspended() + "\n");
            world.advance(Duration.ofSeconds(30));
            make(world, given.trouble());
            int calls = world.admin.journal().size();

            world.deleteSync("orders");
            world.advance(Duration.ofMinutes(11));

            if (given.waits()) {
                assertThat(world.syncs.names()).containsExactly("orders");
                assertThat(world.message("orders")).contains("waits for its remote sync to be deleted");
                end(world, given.trouble());
                world.advance(Duration.ofMinutes(3));
            }
            assertThat(world.syncs.names()).isEmpty();
            assertThat(world.remoteSyncs()).hasSize(given.leavesRemote() ? 1 : 0);
            if (!given.delete()) {
                assertThat(world.admin
                                .journal()
                                .subList(calls, world.admin.journal().size()))
                        .as("Retain calls nobody")
                        .noneMatch(call ->
                                call.method().equals("DELETE") || call.path().endsWith("/cancel"));
            }
        }
    }

    private static void make(World world, Trouble trouble) {
        switch (trouble) {
            case NONE -> {}
            case REMOTE_GONE -> world.admin.world().deleteSync(world.syncId("orders"));
            case API_DOWN ->
                world.admin.fault(Fault.always(FaultKind.STATUS, null, null).withStatus(503));
            case KEY_REVOKED ->
                world.admin.fault(Fault.always(FaultKind.STATUS, null, null).withStatus(401));
            case INGRESS_PAGE ->
                world.admin.fault(Fault.always(FaultKind.STATUS, "DELETE", null)
                        .withStatus(404)
                        .withBody("<html>default backend - 404</html>"));
            case ORGANIZATION_GONE -> {
                world.organizationExists = false;
                world.admin.fault(Fault.always(FaultKind.STATUS, null, null).withStatus(503));
            }
            case NAMESPACE_ENDS -> {
                world.namespaceEnds = true;
                world.admin.fault(Fault.always(FaultKind.STATUS, null, null).withStatus(503));
            }
        }
    }

    private static void end(World world, Trouble trouble) {
        assertThat(trouble).isNotEqualTo(Trouble.NONE);
        world.admin.clearFaults();
    }
}
