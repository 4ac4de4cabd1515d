package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.Kubectl;
import io.polytomic.operator.cli.operator.OperatorProcess;
import io.polytomic.operator.cli.operator.OperatorSettings;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.controller.watch.Webhooks;
import io.polytomic.operator.simulator.JournalEntry;
import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorAdmin;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionFactory;

/**
 * One user's world: a namespace, kubectl, a simulated API, and an operator that may be stopped and started. When it closes,
 * whatever the test did is looked over once more: no status breaks the rules, no key is shown anywhere.
 */
final class Stage implements AutoCloseable {
    static final String KEY = "acme-key-Zq7Lw2Xc94TnB8";
    static final String ROTATED_KEY = "acme-rotated-Rk3Vd6Ym51HsJ0";
    static final String REVOKED_KEY = "acme-revoked-Gt9Pb4Nf27QaE6";
    static final String FOREIGN_KEY = "globex-key-Uy5Ci8Ow63MxD1";
    static final List<String> KEYS = List.of(KEY, ROTATED_KEY, REVOKED_KEY, FOREIGN_KEY);

    /** Simulated seconds a real second: an execution of half a minute takes one and a half seconds. */
    private static final double SPEED = 20;

    private static final int THREADS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final Simulator simulator;
    private final LogCapture log = LogCapture.open();
    private OperatorProcess operator;

    /** The clock of the API is not ours: it goes another hour. */
    private static final Duration BEHIND = Duration.ofHours(2);

    private Stage(Cluster cluster) {
        this.cluster = cluster;
        this.simulator = Simulator.start(SimulatorOptions.defaults()
                .withStart(Instant.now().minus(BEHIND))
                .withSpeed(SPEED)
                .withSeedYaml(seed()));
    }

    /** No operator yet. */
    static Stage dark(Cluster cluster) {
        return new Stage(cluster);
    }

    /** With an operator, and nothing for it to do. */
    static Stage open(Cluster cluster) {
        var stage = dark(cluster);
        stage.startOperator();
        return stage;
    }

    /** With an operator and the organization {@code default}, which is Ready. */
    static Stage connected(Cluster cluster) {
        var stage = open(cluster);
        stage.connect();
        return stage;
    }

    /** With the sync {@code orders} besides, which is Ready. */
    static Stage withOrders(Cluster cluster) {
        var stage = connected(cluster);
        stage.apply(Manifests.sync("orders", Manifests.ORDERS));
        stage.waitFor("bsync/orders", "Ready");
        return stage;
    }

    static String seed() {
        try (var in = Stage.class.getResourceAsStream("/suite/seed.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void connect() {
        applyOrganization();
        waitFor("porg/default", "Ready");
    }

    /** With its key, for an operator that may not be there yet. */
    void applyOrganization() {
        apply(Manifests.secret("polytomic", KEY) + Manifests.organization("default", "polytomic", url()));
    }

    void startOperator() {
        var kubernetes = Config.fromKubeconfig(cluster.controlPlane().kubeconfig());
        operator = new OperatorProcess(
                new OperatorSettings(kubernetes, Set.of(namespace()), null, THREADS, AllowedHosts.DEFAULT, true, true),
                Metrics.NOOP,
                CallListener.NONE);
        operator.start();
    }

    /** Where deliveries of webhooks go; somebody must take them, see {@link WebhookTest}. */
    Webhooks webhooks() {
        return operator.webhooks();
    }

    void stopOperator() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
    }

    Cluster cluster() {
        return cluster;
    }

    String namespace() {
        return cluster.namespace();
    }

    String url() {
        return simulator.url();
    }

    SimulatorAdmin api() {
        return simulator.admin();
    }

    /** What kubectl printed; a command that fails fails the test. */
    String kubectl(String... arguments) {
        return cluster.kubectl(arguments).orFail();
    }

    /** As {@link #kubectl}, of a command line as a person would type it, without quotes. */
    String type(String line) {
        assertThat(line).startsWith("kubectl ");
        return kubectl(line.substring("kubectl ".length()).split(" +"));
    }

    String apply(String manifests) {
        return tryApply(manifests).orFail();
    }

    Kubectl.Result tryApply(String manifests) {
        return cluster.kubectl().runWithInput(manifests, "apply", "-f", "-");
    }

    void patch(String object, String merge) {
        kubectl("patch", object, "--type=merge", "--patch", merge);
    }

    /** {@code kubectl wait}, as a script of a user would. */
    void waitFor(String object, String condition) {
        var result = cluster.kubectl("wait", "--for=condition=" + condition, object, "--timeout=45s");
        assertThat(result.exitCode())
                .as(() -> "kubectl wait %s %s: %s%n%s".formatted(object, condition, result.stderr(), get(object)))
                .isZero();
    }

    static ConditionFactory eventually() {
        return await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(45));
    }

    /** An object as JSON; fails when there is none. */
    JsonNode get(String object) {
        return json(kubectl("get", object, "-o", "json"));
    }

    boolean exists(String object) {
        return !kubectl("get", object, "-o", "name", "--ignore-not-found").isBlank();
    }

    JsonNode status(String object) {
        return get(object).path("status");
    }

    /** The condition of that type, or a missing node. */
    JsonNode condition(String object, String type) {
        for (var condition : status(object).path("conditions")) {
            if (type.equals(condition.path("type").asText())) {
                return condition;
            }
        }
        return JSON.missingNode();
    }

    /** Waits until the condition has this status and reason; returns its message. */
    String message(String object, String type, String status, String reason) {
        eventually().untilAsserted(() -> {
            var now = condition(object, type);
            assertThat(now.path("status").asText() + " " + now.path("reason").asText())
                    .as(now.path("message").asText())
                    .isEqualTo(status + " " + reason);
        });
        return condition(object, type).path("message").asText();
    }

    /** Waits until the object is Stalled for this reason; returns the message. */
    String stalled(String object, String reason) {
        return message(object, "Stalled", "True", reason);
    }

    /** Waits until the object is Ready in its present generation. */
    void readyAgain(String object) {
        eventually().untilAsserted(() -> {
            var now = get(object);
            var ready = condition(object, "Ready");
            assertThat(ready.path("status").asText())
                    .as(ready.path("message").asText())
                    .isEqualTo("True");
            assertThat(ready.path("observedGeneration").asLong())
                    .isEqualTo(now.path("metadata").path("generation").asLong());
        });
    }

    /** The remote id of a sync. */
    String syncId(String sync) {
        return status("bsync/" + sync).path("syncId").asText();
    }

    /** The point in the journal from which on {@link #writesSince} counts. */
    long now() {
        var journal = api().journal();
        return journal.isEmpty() ? 0 : journal.get(journal.size() - 1).sequence();
    }

    List<JournalEntry> callsSince(long sequence) {
        return api().journalSince(sequence);
    }

    /** What changed, or tried to change, something at the API, as METHOD and path. */
    List<String> writesSince(long sequence) {
        return callsSince(sequence).stream()
                .filter(call -> !call.method().equals("GET"))
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    /** Waits until the watcher has looked twice more: what it would do by itself is done by then. */
    void twoTicks() {
        long from = now();
        eventually()
                .until(() -> callsSince(from).stream()
                                .filter(call -> call.path().equals("/api/events"))
                                .count()
                        >= 2);
    }

    LogCapture log() {
        return log;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Lint.check(this);
        } finally {
            stopOperator();
            simulator.close();
            log.close();
        }
    }
}
