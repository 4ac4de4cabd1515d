package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.argocd.Customizations;
import io.polytomic.operator.cli.argocd.FluxHealth;
import io.polytomic.operator.cli.argocd.Kstatus;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.core.run.RunPhase;
import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Argo CD, Flux and kstatus tell the truth about every object, in every version of it that was ever stored. */
@ClusterTest
class HealthTest {
    private static final Customizations ARGO = Customizations.shipped();
    private static final FluxHealth FLUX = FluxHealth.shipped();
    private static final String START = "/api/bulk/syncs/[^/]+/executions";

    private static boolean isSeen(JsonNode object) {
        return object.path("status").path("observedGeneration").asLong()
                == object.path("metadata").path("generation").asLong();
    }

    private static String reason(JsonNode object, String type) {
        for (var condition : object.path("status").path("conditions")) {
            if (type.equals(condition.path("type").asText())
                    && "True".equals(condition.path("status").asText())) {
                return condition.path("reason").asText();
            }
        }
        return "";
    }

    private static void tells(JsonNode object, String argo, Kstatus kstatus) {
        assertThat(ARGO.health(object)).as("Argo CD of %s", object).isEqualTo(argo);
        assertThat(Kstatus.of(object)).as("kstatus of %s", object).isEqualTo(kstatus);
        if (FLUX.judges(object)) {
            assertThat(FLUX.of(object)).as("Flux of %s", object).isEqualTo(FluxHealth.expected(kstatus, argo));
        }
    }

    /** What a version of a run must look like, by its phase alone. */
    private static void run(JsonNode run) {
        if (run.path("metadata").hasNonNull("deletionTimestamp")) {
            return;
        }
        var phase = RunPhase.of(run.path("status").path("phase").asText());
        if (!isSeen(run)) {
            tells(run, "Progressing", Kstatus.IN_PROGRESS);
        } else if (phase == RunPhase.SUCCEEDED) {
            tells(run, "Healthy", Kstatus.CURRENT);
        } else if (phase.isFinal()) {
            tells(run, "Degraded", Kstatus.FAILED);
        } else if (reason(run, "Stalled").isEmpty()) {
            tells(run, "Progressing", Kstatus.IN_PROGRESS);
        } else {
            boolean asks = reason(run, "Stalled").equals("ApprovalRequired");
            tells(run, asks ? "Suspended" : "Degraded", Kstatus.FAILED);
        }
    }

    private static void script(Stage stage, String sync, ExecutionScript script) {
        stage.api().world().scriptNextExecutions(stage.syncId(sync), script);
    }

    private static String named(String run, String sync, String more) {
        return Manifests.object("BulkSyncRun", run, "bulkSyncRef: {name: %s}\n%s".formatted(sync, more));
    }

    private static String sync(String name) {
        return Manifests.sync(name, "name: %s\n%s".formatted(name, Manifests.ORDERS));
    }

    @Test
    @DisplayName("A run is progressing until it ends, healthy when it succeeded, and degraded on every other end")
    void runs(Cluster cluster) {
        try (var stage = Stage.connected(cluster);
                var seen = new Sightings(cluster)) {
            var names = Set.of("good", "bad", "partial", "canceled", "slow", "lost");
            names.forEach(name -> stage.apply(sync(name)));
            names.forEach(name -> stage.waitFor("bsync/" + name, "Ready"));
            script(stage, "bad", ExecutionScript.endsAs("failed"));
            script(stage, "partial", ExecutionScript.completes().withFailedSchemas(Map.of("public.users", "no")));
            script(stage, "canceled", ExecutionScript.endsAs("hangs"));
            script(stage, "slow", ExecutionScript.endsAs("hangs"));

            stage.apply(named("waits", "nosuch", "startDeadline: 2s")
                    + named("canceled", "canceled", "")
                    + named("slow", "slow", "timeout: 10s"));
            stage.apply(named("good", "good", "") + named("good-2", "good", ""));
            stage.apply(named("bad", "bad", "") + named("partial", "partial", ""));
            Stage.eventually()
                    .until(() ->
                            stage.status("brun/canceled").path("phase").asText().equals("Running"));
            stage.patch("brun/canceled", "{\"spec\": {\"cancel\": true}}");
            for (var run : Set.of("waits", "canceled", "slow", "good", "good-2", "bad", "partial")) {
                stage.waitFor("brun/" + run, "Finished");
            }
            stage.api().fault(Fault.once(FaultKind.DROP_BEFORE, "POST", START));
            stage.apply(named("lost", "lost", ""));
            stage.waitFor("brun/lost", "Finished");

            seen.of("BulkSyncRun").forEach(HealthTest::run);
            var phases = seen.of("BulkSyncRun").stream()
                    .filter(HealthTest::isSeen)
                    .map(run -> run.path("status").path("phase").asText())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(phases)
                    .containsExactlyElementsOf(Arrays.stream(RunPhase.values())
                            .map(RunPhase::word)
                            .sorted()
                            .toList());
        }
    }

    @Test
    @DisplayName("A run that has ended and is edited once more is not progressing for ever")
    void editedAfterItsEnd(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(sync("orders") + named("first", "orders", ""));
            stage.waitFor("brun/first", "Finished");

            stage.patch("brun/first", "{\"spec\": {\"ttlAfterFinished\": \"168h\"}}");

            Stage.eventually().untilAsserted(() -> tells(stage.get("brun/first"), "Healthy", Kstatus.CURRENT));
            stage.waitFor("brun/first", "Finished");
        }
    }

    @Test
    @DisplayName(
            "A resync that waits for a person's yes is suspended, not failed, and goes on when Argo CD approves it")
    void resync(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(sync("orders") + named("again", "orders", "resyncMode: refetch"));
            stage.stalled("brun/again", "ApprovalRequired");
            var waiting = stage.get("brun/again");
            run(waiting);

            var patch = Customizations.mergePatch(waiting, ARGO.act("approve", waiting));
            stage.patch("brun/again", patch.toString());

            stage.waitFor("brun/again", "Succeeded");
        }
    }

    @Test
    @DisplayName(
            "A sync is progressing until it is seen and done, suspended while a person is asked, degraded when stuck")
    void syncs(Cluster cluster) {
        try (var stage = Stage.dark(cluster);
                var seen = new Sightings(cluster)) {
            stage.apply(sync("orders") + Manifests.sync("typo", "schemas: [{id: public.oders}]"));
            tells(stage.get("bsync/orders"), "Progressing", Kstatus.IN_PROGRESS);
            stage.startOperator();
            stage.message("bsync/orders", "Reconciling", "True", "OrganizationNotReady");
            tells(stage.get("bsync/orders"), "Progressing", Kstatus.IN_PROGRESS);
            stage.connect();
            stage.waitFor("bsync/orders", "Ready");
            tells(stage.get("bsync/orders"), "Healthy", Kstatus.CURRENT);
            stage.stalled("bsync/typo", "UnknownSchema");
            tells(stage.get("bsync/typo"), "Degraded", Kstatus.FAILED);

            stage.patch("bsync/orders", "{\"spec\": {\"mode\": \"append\"}}");
            stage.stalled("bsync/orders", "ApprovalRequired");
            tells(stage.get("bsync/orders"), "Suspended", Kstatus.FAILED);
            stage.patch("bsync/orders", "{\"spec\": {\"suspend\": true}}");
            stage.stalled("bsync/orders", "Suspended");
            tells(stage.get("bsync/orders"), "Suspended", Kstatus.FAILED);
            stage.patch("bsync/orders", "{\"spec\": {\"mode\": \"replicate\"}}");
            stage.readyAgain("bsync/orders");
            tells(stage.get("bsync/orders"), "Healthy", Kstatus.CURRENT);
            stage.patch("bsync/orders", "{\"spec\": {\"suspend\": false}}");
            stage.readyAgain("bsync/orders");

            stage.api().world().deleteSync(stage.syncId("orders"));
            stage.stalled("bsync/orders", "RemoteMissing");
            tells(stage.get("bsync/orders"), "Degraded", Kstatus.FAILED);

            seen.all().forEach(HealthTest::agree);
        }
    }

    @Test
    @DisplayName("A failed execution does not turn a sync red, but the message says so")
    void failedExecution(Cluster cluster) {
        try (var stage = Stage.connected(cluster)) {
            stage.apply(sync("orders"));
            stage.waitFor("bsync/orders", "Ready");
            script(stage, "orders", ExecutionScript.endsAs("failed"));
            stage.apply(named("first", "orders", ""));
            stage.message("bsync/orders", "LastExecutionSucceeded", "False", "ExecutionFailed");
            tells(stage.get("bsync/orders"), "Healthy", Kstatus.CURRENT);
            assertThat(ARGO.message(stage.get("bsync/orders"))).contains("Last execution: ");
        }
    }

    @Test
    @DisplayName("An organization is progressing until connected and degraded without its key")
    void organizations(Cluster cluster) {
        try (var stage = Stage.open(cluster);
                var seen = new Sightings(cluster)) {
            stage.apply(Manifests.organization("default", "polytomic", stage.url()));
            stage.stalled("porg/default", "SecretNotFound");
            tells(stage.get("porg/default"), "Degraded", Kstatus.FAILED);
            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            stage.waitFor("porg/default", "Ready");
            tells(stage.get("porg/default"), "Healthy", Kstatus.CURRENT);
            stage.patch("porg/default", "{\"spec\": {\"suspend\": true}}");
            stage.readyAgain("porg/default");
            tells(stage.get("porg/default"), "Healthy", Kstatus.CURRENT);
            seen.all().forEach(HealthTest::agree);
        }
    }

    @Test
    @DisplayName(
            "A model sync is progressing until it is seen, degraded when it is missing, healthy whatever its executions")
    void models(Cluster cluster) {
        try (var stage = Stage.dark(cluster);
                var seen = new Sightings(cluster)) {
            stage.apply(Manifests.object("ModelSync", "users", "name: Users"));
            tells(stage.get("msync/users"), "Progressing", Kstatus.IN_PROGRESS);
            stage.startOperator();
            stage.message("msync/users", "Reconciling", "True", "OrganizationNotReady");
            tells(stage.get("msync/users"), "Progressing", Kstatus.IN_PROGRESS);
            stage.connect();
            stage.stalled("msync/users", "RemoteMissing");
            tells(stage.get("msync/users"), "Degraded", Kstatus.FAILED);

            var body = Stage.json("{\"name\": \"Users\", \"schedule\": {\"frequency\": \"manual\"}}");
            var id = stage.api().models().create("Snowflake", body).path("id").asText();
            stage.waitFor("msync/users", "Ready");
            tells(stage.get("msync/users"), "Healthy", Kstatus.CURRENT);
            stage.api().world().setExecutionOutcome(id, ExecutionScript.endsAs("failed"));
            stage.api().models().start(id);
            stage.message("msync/users", "LastExecutionSucceeded", "False", "ExecutionFailed");
            tells(stage.get("msync/users"), "Healthy", Kstatus.CURRENT);

            stage.kubectl("delete", "porg", "default", "--timeout=20s");
            stage.message("msync/users", "Ready", "False", "OrganizationNotReady");
            tells(stage.get("msync/users"), "Progressing", Kstatus.IN_PROGRESS);
            assertThat(seen.of("ModelSync")).hasSizeGreaterThan(4).allSatisfy(HealthTest::agree);
        }
    }

    /** Whatever the object: the two never contradict each other. Asked of every object of every test of this suite. */
    static void agree(JsonNode object) {
        var argo = ARGO.health(object);
        var expected = switch (Kstatus.of(object)) {
            case CURRENT -> Set.of("Healthy");
            case IN_PROGRESS, TERMINATING -> Set.of("Progressing");
            case FAILED -> Set.of("Degraded", "Suspended");
        };
        assertThat(argo).as("Argo CD and kstatus of %s", object).isIn(expected);
        if (FLUX.judges(object)) {
            assertThat(FLUX.of(object))
                    .as("Flux of %s", object)
                    .isEqualTo(FluxHealth.expected(Kstatus.of(object), argo));
        }
    }
}
