package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One kind of trouble at each call in turn, over a creation, an edit, a lost mask and a run. */
@DisplayName("Whatever one call is answered")
class AnyAnswerTest {
    /** Every call with {@code -Dsoak}; otherwise each row at other calls, all rows together at most of them. */
    private static final int STRIDE = Chance.SOAK ? 1 : 127;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | <html>",
                "403 | <html>",
                "403 | {\"key\":\"forbidden\",\"message\":\"no\",\"status\":403}",
                "404 | <html>",
                "404 | {\"message\":\"no Route matched\"}",
                "409 | <html>",
                "422 | <html>",
                "429 | <html>",
                "200 | <html>",
                "302 | <html>",
                "200 | {\"data\":{}}"
            })
    @DisplayName("everything comes out right in the end, nothing is made twice and no mask opened")
    void oneAnswer(int status, String body) {
        boolean met = true;
        for (int n = Math.floorMod((status + body).hashCode(), STRIDE); met; n += STRIDE) {
            try (var world = World.create()) {
                var method = body.startsWith("<") ? null : "GET";
                world.admin.fault(Fault.once(FaultKind.STATUS, method, null)
                        .withAfter(n)
                        .withStatus(status)
                        .withBody(body));
                story(world);
                met = world.admin.journal().stream().anyMatch(e -> !e.fault().isEmpty());
            } catch (AssertionError e) {
                throw new AssertionError(status + " " + body + " at call " + n + ": " + e.getMessage(), e);
            }
        }
    }

    private static void story(World world) {
        world.sync("orders", World.MASKED);
        world.advance(Duration.ofMinutes(25));
        world.sync(
                "orders",
                World.MASKED.replace("*phone*", "*").replace("analytics", "other") + "requireApprovalFor: []\n");
        world.advance(Duration.ofMinutes(25));
        assertReadyAgain(world);
        world.admin.world().patchSchemas(world.syncId("orders"), World.json(UNMASK_EMAIL));
        world.run("first", "bulkSyncRef: {name: orders}\nttlAfterFinished: 1h\n");
        world.advance(Duration.ofMinutes(45));
        assertReadyAgain(world);
        assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
        assertThat(world.remoteSyncs()).hasSize(1);
        assertThat(world.remote("orders").path("active").asBoolean()).isTrue();
        assertThat(world.runStatus("first").phase()).as(world.conditions()).isEqualTo("Succeeded");
        assertThat(world.admin.world().executions(world.syncId("orders"))).hasSize(1);
        world.sync("orders", World.MASKED + "deletion: Delete\nrequireApprovalFor: []\n");
        world.advance(Duration.ofMinutes(80));
        assertThat(world.runs.names()).isEmpty();
        world.deleteSync("orders");
        world.advance(Duration.ofMinutes(15));
        assertThat(world.syncs.names()).isEmpty();
        assertThat(world.remoteSyncs()).isEmpty();
    }

    /** The trouble may have come a moment ago, with a sweep: then a stalled object looks again within ten minutes. */
    private static void assertReadyAgain(World world) {
        if (!world.isReady("orders")) {
            world.advance(Duration.ofMinutes(11));
        }
        assertThat(world.isReady("orders")).as(world.conditions()).isTrue();
    }
}
