package io.polytomic.operator.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.cluster.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The admission policies of components/separation-of-duty, as kubectl users of different roles meet them. */
@ClusterTest
class SeparationOfDutyTest {
    private static final Path KUSTOMIZE = Bundle.DEPLOY.resolve("kustomize");
    private static final String APPROVAL = "sync.polytomic.com/approved-plan=v1-0000";
    private static final String NEEDS_APPROVE = "takes the verb approve on bulksyncs";
    private static final String SYNC = """
            apiVersion: sync.polytomic.com/v1alpha1
            kind: BulkSync
            metadata: {name: %s, annotations: {%s}}
            spec:
              mode: replicate
              source: {connectionName: Postgres prod}
              destination: {connectionName: Snowflake, configuration: {schema: analytics}}
              defaultSchedule: {frequency: manual}
              schemas: [{id: public.orders}]
              %s
            """;
    private static final String RUN = """
            apiVersion: sync.polytomic.com/v1alpha1
            kind: BulkSyncRun
            metadata: {name: %s}
            spec: {bulkSyncRef: {name: orders}%s}
            """;

    private static Bundle component;
    private static Cluster admin;
    private Cluster cluster;

    @BeforeAll
    static void install(Cluster shared) throws IOException {
        var files = new StringBuilder();
        for (var file : new String[] {"policies", "bindings", "roles"}) {
            files.append(Files.readString(KUSTOMIZE.resolve("components/separation-of-duty/" + file + ".yaml")));
            files.append("\n---\n");
        }
        files.append(Files.readString(KUSTOMIZE.resolve("base/user-roles.yaml")));
        files.append("\n---\n").append(Files.readString(KUSTOMIZE.resolve("base/cluster-role.yaml")));
        admin = shared;
        component = Bundle.of(files.toString());
        shared.kubectl().runWithInput(component.yaml(), "apply", "-f", "-").orFail();
        grant(shared);
        await("the policies are in force").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(dryRun(shared, SYNC.formatted("probe", "", "requireApprovalFor: []")))
                    .contains("fewer approvals");
            assertThat(dryRun(shared, RUN.formatted("probe", ", cancel: true"))).contains("spec.cancel");
            assertThat(dryRun(shared, SYNC.formatted("probe", APPROVAL.replace("=", ": "), "")))
                    .contains(NEEDS_APPROVE);
        });
    }

    private static String dryRun(Cluster cluster, String manifest) {
        return cluster.kubectl()
                .runWithInput(manifest, "create", "--dry-run=server", "--as=editor", "-f", "-")
                .stderr();
    }

    @AfterAll
    static void remove() {
        if (component != null) {
            admin.kubectl().runWithInput(component.yaml(), "delete", "-f", "-").orFail();
        }
    }

    @BeforeEach
    void people(Cluster own) {
        cluster = own;
        grant(own);
        assertThat(apply("editor", SYNC.formatted("orders", "", ""))).isEmpty();
    }

    private static void grant(Cluster cluster) {
        bind(cluster, "polytomic-operator-edit", "editor", "approver", "run-operator");
        bind(cluster, "polytomic-operator-view", "editor", "approver", "run-operator");
        bind(cluster, "polytomic-operator-approver", "approver");
        bind(cluster, "polytomic-operator-run-operator", "run-operator");
        bind(cluster, "polytomic-operator", "the-operator");
    }

    private static void bind(Cluster cluster, String role, String... users) {
        for (var user : users) {
            cluster.kubectl("create", "rolebinding", role + "-" + user, "--clusterrole=" + role, "--user=" + user)
                    .orFail();
        }
    }

    @Test
    @DisplayName(
            "A plan is approved by holders of the verb approve and by nobody else, whether the object is new or not")
    void approval() {
        assertThat(run("editor", "annotate", "bsync/orders", APPROVAL)).contains(NEEDS_APPROVE);
        assertThat(apply("editor", SYNC.formatted("second", APPROVAL.replace("=", ": "), "")))
                .contains(NEEDS_APPROVE);
        assertThat(run("run-operator", "annotate", "bsync/orders", APPROVAL)).contains(NEEDS_APPROVE);

        assertThat(run("approver", "annotate", "bsync/orders", APPROVAL)).isEmpty();
        assertThat(run("editor", "annotate", "--overwrite", "bsync/orders", APPROVAL.replace("0000", "1111")))
                .contains(NEEDS_APPROVE);
    }

    @Test
    @DisplayName("A plan of a run is approved by those who may approve its sync's")
    void approvalOfRuns() {
        assertThat(apply("editor", RUN.formatted("nightly", ""))).isEmpty();
        assertThat(run("editor", "annotate", "brun/nightly", APPROVAL)).contains(NEEDS_APPROVE);
        assertThat(run("approver", "annotate", "brun/nightly", APPROVAL)).isEmpty();
    }

    @Test
    @DisplayName("Beside an approval everybody goes on as before: the manifest, the finalizer, taking it away")
    void besideAnApproval() {
        assertThat(run("approver", "annotate", "bsync/orders", APPROVAL)).isEmpty();
        assertThat(patch("editor", "bsync/orders", "{\"spec\":{\"concurrencyLimit\":3}}"))
                .isEmpty();
        assertThat(patch("the-operator", "bsync/orders", "{\"metadata\":{\"finalizers\":[\"sync.polytomic.com/f\"]}}"))
                .isEmpty();
        assertThat(patch("the-operator", "bsync/orders", "{\"metadata\":{\"finalizers\":null}}"))
                .isEmpty();
        assertThat(run("editor", "annotate", "bsync/orders", "sync.polytomic.com/approved-plan-"))
                .isEmpty();
    }

    @Test
    @DisplayName("Asking for fewer approvals than before, or than the default, is itself a matter for approvers")
    void fewerApprovals() {
        assertThat(apply("editor", SYNC.formatted("second", "", "requireApprovalFor: []")))
                .contains(NEEDS_APPROVE);
        assertThat(patch("editor", "bsync/orders", "{\"spec\":{\"requireApprovalFor\":[\"Resync\"]}}"))
                .contains(NEEDS_APPROVE);
        assertThat(patch("editor", "bsync/orders", "{\"spec\":{\"requireApprovalFor\":[\"All\"]}}"))
                .isEmpty();
        assertThat(patch("editor", "bsync/orders", "{\"spec\":{\"requireApprovalFor\":null}}"))
                .as("All is more than the default that comes back")
                .contains(NEEDS_APPROVE);
        assertThat(patch("approver", "bsync/orders", "{\"spec\":{\"requireApprovalFor\":[]}}"))
                .isEmpty();
    }

    @Test
    @DisplayName("Runs are canceled, and started as resyncs, by holders of the verbs cancel and resync alone")
    void runs() {
        assertThat(apply("editor", RUN.formatted("nightly", ""))).isEmpty();
        assertThat(patch("editor", "brun/nightly", "{\"spec\":{\"cancel\":true}}"))
                .contains("takes the verb cancel");
        assertThat(apply("editor", RUN.formatted("again", ", resyncMode: refetch")))
                .contains("takes the verb resync");
        assertThat(apply("approver", RUN.formatted("again", ", resyncMode: refetch")))
                .contains("takes the verb resync");

        assertThat(apply("run-operator", RUN.formatted("again", ", resyncMode: refetch")))
                .isEmpty();
        assertThat(patch("run-operator", "brun/nightly", "{\"spec\":{\"cancel\":true}}"))
                .isEmpty();
        assertThat(patch("editor", "brun/nightly", "{\"spec\":{\"cancel\":false}}"))
                .contains("takes the verb cancel");
        assertThat(patch("editor", "brun/again", "{\"spec\":{\"timeout\":\"1h\"}}"))
                .isEmpty();
    }

    @Test
    @DisplayName("Who may edit cannot write status, where an approval is kept once it was given")
    void status() {
        assertThat(run("editor", "patch", "bsync/orders", "--subresource=status", "--type=merge", "--patch={}"))
                .contains("forbidden");
    }

    /** Empty if it was allowed, else what kubectl said. */
    private String run(String user, String... command) {
        var line = new String[command.length + 1];
        System.arraycopy(command, 0, line, 0, command.length);
        line[command.length] = "--as=" + user;
        return said(cluster.kubectl(line));
    }

    private String patch(String user, String object, String merge) {
        return run(user, "patch", object, "--type=merge", "--patch=" + merge);
    }

    private String apply(String user, String manifest) {
        return said(cluster.kubectl().runWithInput(manifest, "create", "--as=" + user, "-f", "-"));
    }

    private static String said(Kubectl.Result result) {
        return result.exitCode() == 0 ? "" : result.stderr();
    }
}
