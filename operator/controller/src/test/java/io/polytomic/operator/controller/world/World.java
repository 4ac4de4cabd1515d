package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.http.HttpSettings;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.simulator.JournalEntry;
import io.polytomic.operator.simulator.SelectionSnapshot;
import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorAdmin;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A cluster, an operator and the remote API. Everything that happens, happens because a test asks for it. */
final class World implements AutoCloseable {
    static final String KEY = "sandbox-key";
    static final String SUBSCRIBER = "oncall@example.com";
    static final String FILTER_VALUE = "FilterValueZz9";
    private static final List<String> SECRETS = List.of(KEY, SUBSCRIBER, FILTER_VALUE);
    static final String USERS = "public.users";
    static final String ORDERS = "public.orders";
    static final String POSTGRES = "Postgres prod";

    /** Two tables, the e-mail address masked. */
    static final String MASKED = """
            mode: replicate
            source: {connectionName: Postgres prod}
            destination: {connectionName: Snowflake, configuration: {schema: analytics}}
            defaultSchedule: {frequency: manual}
            schemas:
              - id: public.orders
              - id: public.users
                fields:
                  - {id: email, obfuscate: true}
            maskRules: [{schemas: "*", fields: "*phone*"}]
            errorHandling: {subscribers: [oncall@example.com]}
            """;

    private static final Duration LONG = Duration.ofHours(3);

    final Simulator simulator;
    final SimulatorAdmin admin;
    final WorldTime time;
    final HttpSettings http;
    final Shelf<BulkSyncStatus, BulkSync> syncs;
    final Shelf<BulkSyncRunStatus, BulkSyncRun> runs;
    final Shelf<ModelSyncStatus, ModelSync> models;
    final Guardian guardian;
    final List<String> events = new ArrayList<>();
    boolean organizationExists = true;
    boolean namespaceEnds;
    int kills;
    String key = KEY;
    private boolean suspended;
    private String organizationMembers = "";
    private OperatorProcess operator;

    World(SimulatorOptions options, HttpSettings http) {
        this.simulator = Simulator.start(options);
        this.admin = simulator.admin();
        this.time = new WorldTime(admin);
        this.http = http;
        var lint = new StatusLint(SECRETS);
        this.syncs = new Shelf<>(BulkSync.class, lint);
        this.runs = new Shelf<>(BulkSyncRun.class, lint);
        this.models = new Shelf<>(ModelSync.class, lint);
        this.guardian = new Guardian(admin, syncs);
        this.operator = new OperatorProcess(this);
    }

    static World create() {
        return with(SimulatorOptions.defaults());
    }

    static World with(SimulatorOptions options) {
        return new World(options, HttpSettings.DEFAULT);
    }

    @Override
    public void close() {
        operator.close();
        simulator.close();
    }

    // what people do in the cluster

    void sync(String name, String spec) {
        syncs.apply(name, spec, time.now());
        operator.queue.wakeSync(name);
    }

    void run(String name, String spec) {
        runs.apply(name, spec, time.now());
        operator.queue.wakeRun(name);
    }

    void model(String name, String spec) {
        models.apply(name, spec, time.now());
        operator.queue.wakeModel(name);
    }

    void deleteSync(String name) {
        syncs.delete(name, time.now());
        operator.queue.wakeSync(name);
    }

    void deleteRun(String name) {
        runs.delete(name, time.now());
        operator.queue.wakeRun(name);
        operator.queue.wakeSync(runs.get(name).getSpec().bulkSyncRef().name());
    }

    /** Types the line that the message of the object asks for. */
    void approve(String name) {
        var plan = status(name).plan();
        syncs.annotate(name, ApiGroup.APPROVED_PLAN, plan.hash());
        operator.queue.wakeSync(name);
    }

    void annotate(String name, String key, String value) {
        syncs.annotate(name, key, value);
        operator.queue.wakeSync(name);
    }

    void suspendOrganization(boolean suspend) {
        suspended = suspend;
        operator.tickNow();
    }

    /** What else spec of the organization says, as JSON members. */
    void editOrganization(String members) {
        organizationMembers = ", " + members;
        operator.tickNow();
    }

    void removed(BulkSync sync) {
        syncs.remove(sync.getMetadata().getName());
    }

    void told(String name, String reason, String message) {
        if (SECRETS.stream().anyMatch((reason + message)::contains)) {
            throw new AssertionError("An event holds a secret: " + message);
        }
        events.add(name + " " + reason + ": " + message);
    }

    PolytomicOrganization organization() {
        try {
            return Shelf.JSON.readValue(
                    """
                    {"metadata": {"name": "default", "namespace": "data"},
                     "spec": {"url": "%s", "suspend": %s, "credentials": {"secretRef": {"name": "polytomic", "key": "apiKey"}}%s}}
                    """.formatted(simulator.url(), suspended, organizationMembers), PolytomicOrganization.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // the operator

    OperatorProcess operator() {
        return operator;
    }

    /** The process ends and another one starts, with nothing in its memory. */
    OperatorProcess restartOperator() {
        operator.close();
        operator = new OperatorProcess(this);
        return operator;
    }

    /** Another process beside the present one, as after a lost lease. */
    OperatorProcess secondOperator() {
        return new OperatorProcess(this);
    }

    /** The present process dies at its boundary {@code n}, counted from its start. */
    void killAt(int n) {
        operator.steps.killAt(n);
    }

    /** Does whatever is due within that time, restarting a killed operator at once; true when one was killed. */
    boolean advance(Duration by) {
        var end = time.now().plus(by);
        boolean killed = false;
        while (!operator.next().isAfter(end)) {
            killed |= stepKilled();
        }
        time.advanceTo(end);
        return killed;
    }

    private boolean stepKilled() {
        try {
            operator.step();
            return false;
        } catch (Killed killed) {
            kills++;
            restartOperator();
            return true;
        }
    }

    /** Until nothing goes on by itself any more: everything ready, ended or asking; true when an operator was killed. */
    boolean passUntilQuiet() {
        var end = time.now().plus(LONG);
        boolean killed = false;
        while (!isQuiet()) {
            if (operator.next().isAfter(end)) {
                throw new AssertionError("It never comes to rest: " + conditions());
            }
            killed |= stepKilled();
        }
        return killed;
    }

    private boolean isQuiet() {
        return operator.queue.isIdle()
                && operator.next().isAfter(time.now())
                && syncs.names().stream().allMatch(name -> isAtRest(syncs.get(name)))
                && runs.names().stream().allMatch(name -> isAtRest(runs.get(name)))
                && models.names().stream().allMatch(name -> isAtRest(models.get(name)));
    }

    private static boolean isAtRest(BulkSync sync) {
        return !sync.isMarkedForDeletion()
                && sync.getStatus() != null
                && Long.valueOf(sync.getMetadata().getGeneration())
                        .equals(sync.getStatus().observedGeneration())
                && restful(sync.getStatus().conditions());
    }

    private static boolean isAtRest(ModelSync sync) {
        return Long.valueOf(sync.getMetadata().getGeneration())
                        .equals(sync.getStatus().observedGeneration())
                && restful(sync.getStatus().conditions());
    }

    private static boolean isAtRest(BulkSyncRun run) {
        return !run.isMarkedForDeletion()
                && run.getStatus() != null
                && (!ClusterSide.isUnfinished(run) || restful(run.getStatus().conditions()));
    }

    private static boolean restful(List<Condition> conditions) {
        return conditions != null && !conditions.isEmpty() && !Conditions.isTrue(conditions, Condition.RECONCILING);
    }

    String conditions() {
        var text = new StringBuilder();
        syncs.names()
                .forEach(n ->
                        text.append(n).append(' ').append(Shelf.tree(status(n))).append('\n'));
        runs.names()
                .forEach(n -> text.append(n)
                        .append(' ')
                        .append(Shelf.tree(runStatus(n)))
                        .append('\n'));
        return text.toString();
    }

    /** Until a request has met its own first sending in flight, and that one has ended: the only wait in real time. */
    void passUntilFlightIsOver() {
        for (int i = 0; i < 100 && admin.journal().stream().noneMatch(e -> e.status() == 409); i++) {
            advance(Duration.ofSeconds(10));
        }
        assertThat(admin.journal().stream().filter(e -> e.status() == 409)).isNotEmpty();
        await().until(() -> admin.journal().stream().anyMatch(e -> e.fault().startsWith("DELAY")));
    }

    // what is there

    BulkSyncStatus status(String name) {
        return syncs.get(name).getStatus();
    }

    BulkSyncRunStatus runStatus(String name) {
        return runs.get(name).getStatus();
    }

    ModelSyncStatus modelStatus(String name) {
        return models.get(name).getStatus();
    }

    String modelReason(String name) {
        return reason(modelStatus(name).conditions());
    }

    String modelMessage(String name) {
        return Conditions.find(modelStatus(name).conditions(), Condition.READY).message();
    }

    String syncId(String name) {
        return status(name).syncId();
    }

    /** The reason of Ready. */
    String reason(String name) {
        return reason(status(name).conditions());
    }

    String runReason(String name) {
        return reason(runStatus(name).conditions());
    }

    String message(String name) {
        return Conditions.find(status(name).conditions(), Condition.READY).message();
    }

    private static String reason(List<Condition> conditions) {
        var ready = Conditions.find(conditions, Condition.READY);
        return ready == null ? null : ready.reason();
    }

    boolean isReady(String name) {
        var sync = syncs.get(name);
        return Conditions.isReadyFor(
                sync.getStatus().conditions(), sync.getMetadata().getGeneration());
    }

    boolean isStalled(String name) {
        return Conditions.isTrue(status(name).conditions(), Condition.STALLED);
    }

    Set<String> remoteSyncs() {
        return Set.copyOf(admin.world().syncIds());
    }

    JsonNode remote(String name) {
        return admin.world().sync(syncId(name));
    }

    List<SelectionSnapshot> history(String name) {
        return admin.history(syncId(name));
    }

    /** Writes the API saw, in order, as "METHOD path-without-ids". */
    List<String> writes() {
        return writesSince(0);
    }

    List<String> writesSince(long sequence) {
        return admin.journalSince(sequence).stream()
                .filter(e -> !e.method().equals("GET"))
                .map(e -> e.method() + " " + e.path().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"))
                .toList();
    }

    long lastSequence() {
        var journal = admin.journal();
        return journal.isEmpty() ? 0 : journal.get(journal.size() - 1).sequence();
    }

    List<JournalEntry> starts() {
        return admin.journal().stream()
                .filter(e -> e.method().equals("POST") && e.path().endsWith("/executions"))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return Shelf.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        try {
            return Shelf.YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Instant now() {
        return time.now();
    }
}
