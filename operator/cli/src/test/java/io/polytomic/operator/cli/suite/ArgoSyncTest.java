package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.polytomic.operator.cli.argocd.Customizations;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.cluster.Kubectl;
import io.polytomic.operator.simulator.ExecutionScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The repository of examples/gitops, delivered as Argo CD does it: built by kustomize, applied wave by wave, each wave waited
 * for by its health, then the hook of PostSync, which is deleted before it is created again.
 */
@ClusterTest
class ArgoSyncTest {
    private static final Customizations ARGO = Customizations.shipped();
    private static final String WAVE = "argocd.argoproj.io/sync-wave";
    private static final String HOOK = "argocd.argoproj.io/hook";
    private static final String SMOKE = "brun/orders-smoke";

    /** What is in Git for this environment, in the order of waves, with the address of the simulated API. */
    private static List<JsonNode> manifests(Stage stage, String environment) {
        var folder = Customizations.FOLDER.resolve("../../examples/gitops/" + environment);
        var text = stage.kubectl("kustomize", folder.normalize().toString())
                .replace("https://app.polytomic.com", stage.url())
                .replace("  credentials:", "  pollInterval: 500ms\n  runningPollInterval: 500ms\n  credentials:")
                .replace("namespace: data-" + environment, "namespace: " + stage.namespace());
        try (var documents = new YAMLMapper().readerFor(ObjectNode.class).<JsonNode>readValues(text)) {
            return documents.readAll().stream()
                    .sorted(Comparator.comparingInt(ArgoSyncTest::wave))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String annotation(JsonNode object, String name) {
        return object.path("metadata").path("annotations").path(name).asText();
    }

    private static int wave(JsonNode object) {
        var wave = annotation(object, WAVE);
        return wave.isEmpty() ? 0 : Integer.parseInt(wave);
    }

    private static String name(JsonNode object) {
        return object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
    }

    private static void apply(Stage stage, JsonNode object) {
        serverSide(stage, object, "apply").orFail();
    }

    private static Kubectl.Result serverSide(Stage stage, JsonNode object, String verb) {
        return stage.cluster()
                .kubectl()
                .runWithInput(
                        object.toString(),
                        verb,
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager=argocd-controller",
                        "-f",
                        "-");
    }

    /** Waits while it is progressing; returns the word after that. */
    private static String health(Stage stage, String object) {
        Stage.eventually().until(() -> !ARGO.health(stage.get(object)).equals("Progressing"));
        return ARGO.health(stage.get(object));
    }

    /** One sync operation of Argo CD; false when something, such as the hook, came to an end that is not healthy. */
    private static boolean sync(Stage stage, List<JsonNode> manifests) {
        for (var object : manifests) {
            if (annotation(object, HOOK).isEmpty()) {
                apply(stage, object);
                if (!health(stage, name(object)).equals("Healthy")) {
                    return false;
                }
            }
        }
        for (var hook : manifests) {
            if (annotation(hook, HOOK).equals("PostSync")) {
                stage.kubectl("delete", name(hook), "--ignore-not-found", "--timeout=30s");
                apply(stage, hook);
                if (!health(stage, name(hook)).equals("Healthy")) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    @DisplayName("Waves wait for each other, and the hook of a fixed name runs again at every sync")
    void hookRunsAgain(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            var dev = manifests(stage, "dev");

            assertThat(sync(stage, dev)).isTrue();
            var first = stage.status(SMOKE);
            assertThat(first.path("phase").asText()).isEqualTo("Succeeded");
            assertThat(sync(stage, dev)).isTrue();
            var second = stage.status(SMOKE);

            assertThat(second.path("phase").asText()).isEqualTo("Succeeded");
            assertThat(second.path("attribution").asText()).isEqualTo("Started");
            assertThat(second.path("executionId")).isNotEqualTo(first.path("executionId"));
            assertThat(stage.api().world().executions(stage.syncId("orders"))).hasSize(2);
        }
    }

    @Test
    @DisplayName("A hook whose execution fails, or is canceled, fails the sync; the next sync runs it again")
    void hookFails(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            var dev = manifests(stage, "dev");
            assertThat(sync(stage, dev)).isTrue();

            stage.api().world().scriptNextExecutions(stage.syncId("orders"), ExecutionScript.endsAs("failed"));
            assertThat(sync(stage, dev)).isFalse();
            assertThat(ARGO.health(stage.get(SMOKE))).isEqualTo("Degraded");

            stage.api().world().scriptNextExecutions(stage.syncId("orders"), ExecutionScript.endsAs("hangs"));
            stage.kubectl("delete", SMOKE);
            apply(stage, dev.get(dev.size() - 1));
            Stage.eventually()
                    .until(() -> stage.status(SMOKE).path("phase").asText().equals("Running"));
            stage.api().world().cancelExecution(stage.syncId("orders"));
            assertThat(health(stage, SMOKE)).isEqualTo("Degraded");
            assertThat(stage.status(SMOKE).path("phase").asText()).isEqualTo("Canceled");

            assertThat(sync(stage, dev)).isTrue();
        }
    }

    @Test
    @DisplayName("A plan that waits for a person holds the later waves and the hook back, and goes on after the yes")
    void approvalHoldsTheHook(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            var prod = manifests(stage, "prod");

            assertThat(sync(stage, prod)).isFalse();
            var waiting = stage.get("bsync/orders");
            assertThat(ARGO.health(waiting)).isEqualTo("Suspended");
            assertThat(stage.api().world().syncIds()).isEmpty();
            stage.patch(
                    "bsync/orders",
                    Customizations.mergePatch(waiting, ARGO.act("approve-plan", waiting))
                            .toString());
            stage.readyAgain("bsync/orders");

            assertThat(sync(stage, prod)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    @DisplayName("Nothing the operator does shows as OutOfSync: what was applied stays as it was, defaults included")
    void neverOutOfSync(String environment, Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            var manifests = manifests(stage, environment);
            var wanted = new ArrayList<JsonNode>();
            for (var object : manifests) {
                wanted.add(Stage.json(stage.cluster()
                        .kubectl()
                        .runWithInput(object.toString(), "create", "--dry-run=server", "-o", "json", "-f", "-")
                        .orFail()));
            }
            sync(stage, manifests);
            if (environment.equals("prod")) {
                var plan =
                        stage.status("bsync/orders").path("plan").path("hash").asText();
                stage.kubectl("annotate", "bsync/orders", "sync.polytomic.com/approved-plan=" + plan);
                stage.readyAgain("bsync/orders");
            }
            stage.twoTicks();

            assertThat(wanted).hasSizeGreaterThan(1);
            for (var object : wanted) {
                var live = stage.get(name(object));
                assertThat(live.path("spec").toString())
                        .isEqualTo(object.path("spec").toString());
                assertThat(live.path("metadata").path("labels"))
                        .isEqualTo(object.path("metadata").path("labels"));
                object.path("metadata")
                        .path("annotations")
                        .properties()
                        .forEach(annotation -> assertThat(annotation(live, annotation.getKey()))
                                .isEqualTo(annotation.getValue().asText()));
                assertThat(serverSide(stage, applied(manifests, object), "diff").exitCode())
                        .as("kubectl diff of %s", name(object))
                        .isZero();
            }
        }
    }

    @Test
    @DisplayName("A list that Git empties later arrives empty, which clears, and does not vanish into unmanaged")
    void emptiedLists(Cluster cluster) {
        try (var stage = Stage.dark(cluster)) {
            applyOwned(
                    stage,
                    "policies: [5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02]",
                    "errorHandling: {subscribers: [a@b.c]}",
                    "");
            applyOwned(stage, "policies: []", "errorHandling: {subscribers: []}", "requireApprovalFor: []");
            var spec = stage.get("bsync/orders").path("spec");
            assertThat(spec.path("policies")).isEqualTo(Stage.json("[]"));
            assertThat(spec.path("errorHandling")).isEqualTo(Stage.json("{\"subscribers\": []}"));
            assertThat(spec.path("requireApprovalFor")).isEqualTo(Stage.json("[]"));
        }
    }

    private static void applyOwned(Stage stage, String... lines) {
        var manifest = Manifests.sync("orders", String.join("\n", lines) + "\n" + Manifests.ORDERS);
        stage.cluster()
                .kubectl()
                .runWithInput(manifest, "apply", "--server-side", "--field-manager=argocd-controller", "-f", "-")
                .orFail();
    }

    private static JsonNode applied(List<JsonNode> manifests, JsonNode object) {
        return manifests.stream()
                .filter(manifest -> name(manifest).equals(name(object)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "What somebody edits in the cluster is put back by self-heal, at the API too, without a second execution")
    void selfHeal(Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY));
            var dev = manifests(stage, "dev");
            assertThat(sync(stage, dev)).isTrue();

            stage.patch("bsync/orders", "{\"spec\": {\"name\": \"Somebody else's\"}}");
            stage.readyAgain("bsync/orders");
            dev.stream().filter(object -> annotation(object, HOOK).isEmpty()).forEach(object -> apply(stage, object));
            stage.readyAgain("bsync/orders");

            var remote = stage.syncId("orders");
            assertThat(stage.api().world().sync(remote).path("name").asText()).isEqualTo("Orders (dev)");
            assertThat(stage.api().world().executions(remote)).hasSize(1);
        }
    }
}
