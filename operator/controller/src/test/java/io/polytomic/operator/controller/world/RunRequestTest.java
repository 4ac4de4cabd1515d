package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.RunFixture.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.ExecutionScript;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a run asks for")
class RunRequestTest {
    private static World ready() {
        var world = World.create();
        world.sync("orders", World.MASKED + "requireApprovalFor: []\n");
        world.passUntilQuiet();
        return world;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            schemas: [public.users]                        | {"schemas": ["public.users"]}
            fetchMode: full                                | {"fetch_mode": "full"}
            fetchMode: incremental                         | {"fetch_mode": "incremental"}
            fetchMode: none                                | {"fetch_mode": "none"}
            resyncMode: refetch                            | {"resync_mode": "refetch"}
            resyncMode: resync                             | {"resync_mode": "resync"}
            resyncMode: rebuild                            | {"resync_mode": "rebuild"}
            test: true                                     | {"test": true}
            {schemas: [public.orders], fetchMode: full, test: true} | {"schemas": ["public.orders"], "fetch_mode": "full", "test": true}
            """)
    @DisplayName("reaches the API as the API has it")
    void reaches(String spec, String body) {
        try (var world = ready()) {
            world.run(
                    "first",
                    RUN
                            + (spec.startsWith("{")
                                    ? spec.substring(1, spec.length() - 1)
                                            .replace(", f", "\nf")
                                            .replace(", t", "\nt")
                                    : spec)
                            + "\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Succeeded");
            assertThat(world.starts()).hasSize(1);
            assertThat(world.starts().get(0).body()).isEqualTo(World.json(body));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            schemas: [public.userz]     | has no schema "public.userz"; enabled are: public.orders, public.users
            schemas: [public.payments]  | has disabled schema "public.payments"; enabled are: public.orders, public.users
            """)
    @DisplayName("is refused with a sentence before anything is sent when the sync has no such table")
    void refused(String spec, String sentence) {
        try (var world = ready()) {
            world.admin.world().addSourceSchema(World.POSTGRES, "public.payments", "id");
            world.admin.world().refreshSchemas(World.POSTGRES);
            world.run("first", RUN + spec + "\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).isEqualTo("Failed");
            assertThat(world.conditions()).contains(sentence.replace("\"", "\\\""));
            assertThat(world.starts()).isEmpty();
        }
    }

    @Test
    @DisplayName("waits for a sync that is not there until its deadline, and names those that are")
    void noSuchSync() {
        try (var world = ready()) {
            world.run("first", "bulkSyncRef: {name: order}\nstartDeadline: 1h\n");
            world.operator().passRun("first");
            assertThat(world.runStatus("first").phase()).isEqualTo("Pending");
            assertThat(world.conditions())
                    .contains(
                            "There is no BulkSync order in this namespace, the nearest are orders; the run waits for one until"
                                    + " spec.startDeadline (1h).");
        }
    }

    @Test
    @DisplayName("costs the same number of calls while it waits, whether one run waits or ten")
    void tenQueued() {
        long one = callsWhileWaiting(1);
        long ten = callsWhileWaiting(10);
        assertThat(ten).isLessThanOrEqualTo(one);
    }

    private static long callsWhileWaiting(int runs) {
        try (var world = ready()) {
            world.admin.world().scriptNextExecutions(world.syncId("orders"), ExecutionScript.endsAs("hangs"));
            world.admin.world().startExecution(world.syncId("orders"));
            for (int i = 0; i < runs; i++) {
                world.run("run-" + i, RUN + "schemas: [public.users]\n");
            }
            world.advance(Duration.ofMinutes(2));
            long from = world.lastSequence();
            world.advance(Duration.ofMinutes(30));
            assertThat(world.runs.names())
                    .allSatisfy(
                            name -> assertThat(world.runStatus(name).phase()).isEqualTo("Waiting"));
            return world.admin.journalSince(from).size();
        }
    }
}
