package io.polytomic.operator.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static final PolytomicOrganization ACME = organization("default", "True", "Connected", "");

    private static PolytomicOrganization organization(String name, String ready, String reason, String message) {
        return YAML.unmarshal("""
                        metadata: {name: %s, namespace: data}
                        status:
                          organizationName: Acme
                          syncs: {total: 5, managed: 3, unmanaged: 2}
                          conditions: [{type: Ready, status: "%s", reason: %s, message: "%s"}]
                        """.formatted(name, ready, reason, message), PolytomicOrganization.class);
    }

    private static BulkSync sync(String name, String organization, String status) {
        return YAML.unmarshal("""
                        metadata: {name: %s, namespace: data}
                        spec: {organizationRef: {name: %s}}
                        status:
                        """.formatted(name, organization) + status.indent(2), BulkSync.class);
    }

    private static BulkSyncRun run(String name, String sync, String created, String status) {
        return YAML.unmarshal("""
                        metadata: {name: %s, namespace: data, creationTimestamp: "2026-11-26T%sZ"}
                        spec: {bulkSyncRef: {name: %s}}
                        status:
                        """.formatted(name, created, sync) + status.indent(2), BulkSyncRun.class);
    }

    private static final String READY = "{type: Ready, status: \"True\", reason: Synced, message: good}";

    @Test
    @DisplayName("Runs below syncs below organizations; what failed stands first, then what runs")
    void table() {
        var good = sync("countries", "default", """
                conditions: [%s, {type: Fresh, status: "True", reason: Fresh, message: m}]
                lastSuccessfulExecution: {completedAt: "2026-11-26T09:00:00Z"}
                """.formatted(READY));
        var running = sync("orders", "default", """
                conditions: [%s]
                currentExecution: {status: running}
                schemaCounts: {total: 10, completed: 5, failed: 1, running: 4}
                """.formatted(READY));
        var stale = sync("users", "default", """
                conditions: [%s, {type: Fresh, status: "False", reason: Stale, message: m}, {type: LastExecutionSucceeded, status: "False", reason: x, message: m}]
                lastExecution: {status: failed, completedAt: "2026-11-26T11:15:00Z", statusMessage: disk full}
                """.formatted(READY));
        var runs = List.of(
                run(
                        "old",
                        "orders",
                        "01:00:00",
                        "{phase: Succeeded, completedAt: \"2026-11-26T01:30:00Z\", recordCount: 5}"),
                run("older", "orders", "00:30:00", "{phase: Succeeded}"),
                run("oldest", "orders", "00:10:00", "{phase: Failed}"),
                run(
                        "now",
                        "orders",
                        "11:58:00",
                        "{phase: Running, startedAt: \"2026-11-26T11:58:30Z\", schemaCounts: {total: 4, completed: 1}}"));
        assertThat(new StatusTable(NOW, false, false)
                        .lines(List.of(ACME), List.of(good, running, stale), runs, List.of(), false))
                .containsExactly(
                        "NAME            STATE       LAST SUCCESS   PROGRESS                               DETAILS",
                        "default         Ready                                                             Acme, 2 unmanaged syncs",
                        "  users         Ready       never stale                                           last execution failed 45m ago: disk full",
                        "  orders        Ready                      running, [######....] 6/10, 1 failed",
                        "    run now     Running                    [##........] 1/4                       90s",
                        "    run old     Succeeded                                                         10h ago, 5 records",
                        "    run older   Succeeded",
                        "  countries     Ready       3h fresh");
    }

    @Test
    @DisplayName("An organization that cannot be used comes before a good one, with the sentence that says why")
    void organizations() {
        var bad = organization("zulu", "False", "CredentialsRejected", "The API refused the key.");
        var rows = new StatusTable(NOW, true, false).rows(List.of(ACME, bad), List.of(), List.of(), List.of());
        assertThat(rows).extracting(Row::name).containsExactly("data/zulu", "data/default");
        assertThat(rows.get(0).details()).isEqualTo("Acme, 2 unmanaged syncs, The API refused the key.");
    }

    @Test
    @DisplayName("One unmanaged sync is one sync")
    void oneUnmanaged() {
        var organization =
                YAML.unmarshal(YAML.asYaml(ACME).replace("unmanaged: 2", "unmanaged: 1"), PolytomicOrganization.class);
        var rows = new StatusTable(NOW, false, false).rows(List.of(organization), List.of(), List.of(), List.of());
        assertThat(rows.get(0).details()).isEqualTo("Acme, 1 unmanaged sync");
    }

    @Test
    @DisplayName("A bad run brings its sync and its organization to the top")
    void worstFirst() {
        var second = sync("beta", "default", "conditions: [" + READY + "]");
        var first = sync("alpha", "default", "conditions: [" + READY + "]");
        var failed = run("nightly", "beta", "01:00:00", """
                phase: Failed
                conditions: [{type: Ready, status: "False", reason: Failed, message: no space}]
                """);
        var rows = new StatusTable(NOW, false, false)
                .rows(List.of(ACME), List.of(first, second), List.of(failed), List.of());
        assertThat(rows)
                .extracting(row -> row.name().strip())
                .containsExactly("default", "beta", "run nightly", "alpha");
        assertThat(rows.get(2).details()).isEqualTo("no space");
    }

    @Test
    @DisplayName("Unmanaged syncs stand below the rest of their organization, those beyond the names as a count")
    void unmanaged() {
        var acme = YAML.unmarshal("""
                metadata: {name: default, namespace: data}
                status: {syncs: {total: 5, managed: 1, unmanaged: 4, unmanagedNames: [alpha, beta]}}
                """, PolytomicOrganization.class);
        var orders = sync("orders", "default", "conditions: [" + READY + "]");
        assertThat(new StatusTable(NOW, false, true).rows(List.of(acme), List.of(orders), List.of(), List.of()))
                .extracting(row -> row.name().strip() + " " + row.state())
                .containsExactly(
                        "default Pending",
                        "orders Ready",
                        "sync alpha Unmanaged",
                        "sync beta Unmanaged",
                        "sync … and 2 more Unmanaged");
    }

    @Test
    @DisplayName("A run that does not start says what it waits for")
    void heldRun() {
        var held = run("now", "orders", "11:00:00", """
                phase: Pending
                conditions: [{type: Ready, status: "False", reason: SyncSuspended, message: BulkSync orders is suspended.}]
                """);
        var orders = sync("orders", "default", "conditions: [" + READY + "]");
        var rows = new StatusTable(NOW, false, false).rows(List.of(ACME), List.of(orders), List.of(held), List.of());
        assertThat(rows.get(2).details()).isEqualTo("BulkSync orders is suspended.");
    }

    @Test
    @DisplayName(
            "Model syncs stand beside the bulk syncs, with their counts, failures and what keeps them from running")
    void models() {
        var rows = new StatusTable(NOW, false, false)
                .rows(
                        List.of(ACME),
                        List.of(sync("orders", "default", "conditions: [%s]".formatted(READY))),
                        List.of(),
                        List.of(
                                model("failed", """
                                        conditions: [%s, {type: LastExecutionSucceeded, status: "False", reason: x, message: m}]
                                        lastExecution: {status: completed, completedAt: "2026-11-26T11:15:00Z", counts: {error: 3}, errors: [no such field]}
                                        """.formatted(READY)),
                                model("runs", """
                                        conditions: [%s, {type: LastExecutionSucceeded, status: "True", reason: x, message: m}]
                                        lastExecution: {status: completed, completedAt: "2026-11-26T09:00:00Z"}
                                        currentExecution: {status: running, counts: {total: 100, insert: 30, update: 12}}
                                        """.formatted(READY)),
                                model("idle", "{active: false, conditions: [%s]}".formatted(READY))));
        assertThat(rows)
                .extracting(row -> String.join("|", row.cells()).strip())
                .containsExactly(
                        "default|Ready|||Acme, 2 unmanaged syncs",
                        "model failed|Ready|||last execution completed 45m ago with 3 errors: no such field",
                        "model runs|Ready|3h|running, 42 of 100 records|",
                        "model idle|Ready|||good",
                        "orders|Ready|||");
    }

    private static ModelSync model(String name, String status) {
        return YAML.unmarshal("""
                        metadata: {name: %s, namespace: data}
                        spec: {name: x}
                        status:
                        """.formatted(name) + status.indent(2), ModelSync.class);
    }

    @Test
    @DisplayName("What refers to something that is not there is shown all the same, and says so")
    void dangling() {
        var rows = new StatusTable(NOW, false, false)
                .rows(
                        List.of(),
                        List.of(sync("orders", "nowhere", "{}")),
                        List.of(run("lonely", "gone", "01:00:00", "{phase: Pending}")),
                        List.of());
        assertThat(rows)
                .extracting(row -> row.name().strip() + " " + row.state())
                .containsExactly(
                        "(runs without a sync) ",
                        "data/gone Missing",
                        "run lonely Pending",
                        "data/nowhere Missing",
                        "orders Pending");
    }

    @Test
    @DisplayName("Colours stand around whole lines and only when asked for; nothing at all is a sentence")
    void colours() {
        var table = new StatusTable(NOW, false, false);
        assertThat(table.lines(List.of(ACME), List.of(), List.of(), List.of(), true)
                        .get(1))
                .startsWith("\u001b[32mdefault")
                .endsWith("\u001b[0m");
        assertThat(table.lines(List.of(), List.of(), List.of(), List.of(), true))
                .containsExactly("There are no organizations, syncs and runs here.");
    }
}
