package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as a service account that has the roles of deploy/kustomize/base and no other. */
@ClusterTest
class PermissionsTest {

    private static final Path BASE = Path.of(System.getProperty("repository.root", "../.."))
            .toAbsolutePath()
            .resolve("deploy/kustomize/base");

    private static final String ACCOUNT = "polytomic-operator";

    private static String userName(Cluster cluster) {
        return "system:serviceaccount:" + cluster.namespace() + ":" + ACCOUNT;
    }

    /** The account with its roles, and a kubeconfig of its own for it. */
    private static Path serviceAccount(Cluster cluster, Path folder) {
        var account = cluster.namespace() + ":" + ACCOUNT;
        cluster.kubectl("create", "serviceaccount", ACCOUNT).orFail();
        cluster.kubectl("apply", "-f", BASE.resolve("cluster-role.yaml").toString())
                .orFail();
        cluster.kubectl("apply", "-f", BASE.resolve("leader-election-role.yaml").toString())
                .orFail();
        cluster.kubectl(
                        "create",
                        "clusterrolebinding",
                        "operator-" + cluster.namespace(),
                        "--clusterrole=polytomic-operator",
                        "--serviceaccount=" + account)
                .orFail();
        cluster.kubectl(
                        "create",
                        "rolebinding",
                        "leader-election",
                        "--role=polytomic-operator-leader-election",
                        "--serviceaccount=" + account)
                .orFail();
        var token = cluster.kubectl("create", "token", ACCOUNT).orFail().strip();
        var kubeconfig = cluster.controlPlane()
                .kubeconfig()
                .replaceAll("token: \"[^\"]*\"", "token: \"" + token + "\"")
                .replace("namespace: default", "namespace: " + cluster.namespace());
        try {
            return Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "The whole life of a sync and of a run works under the shipped role, and nothing is refused on the way")
    void mainPath(Cluster cluster, @TempDir Path folder) {
        var kubeconfig = serviceAccount(cluster, folder);
        try (var stage = Stage.dark(cluster);
                var operator = ChildOperator.start(kubeconfig, "--leader-elect", "--namespaces", cluster.namespace())) {
            stage.connect();
            stage.apply(Manifests.sync("orders", "deletion: Delete\n" + Manifests.ORDERS)
                    + Manifests.object("BulkSyncRun", "first", "bulkSyncRef: {name: orders}\nttlAfterFinished: 1s"));
            stage.waitFor("bsync/orders", "Ready");
            Stage.eventually()
                    .until(() -> stage.status("bsync/orders").path("runs").size() == 1 && !stage.exists("brun/first"));
            assertThat(stage.kubectl("describe", "bsync", "orders")).contains("Created");
            stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": 3}}");
            stage.readyAgain("bsync/orders");

            stage.kubectl("delete", "bsync", "orders", "--timeout=30s");
            stage.kubectl("delete", "porg", "default", "--timeout=30s");
            assertThat(stage.api().world().syncIds()).isEmpty();
            assertThat(stage.kubectl("get", "lease", "-o", "name"))
                    .contains("lease.coordination.k8s.io/polytomic-operator");
            assertThat(operator.output())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("forbidden"))
                    .noneMatch(line -> line.contains(" ERROR "));
        }
    }

    @Test
    @DisplayName("Secrets can be read by name but neither listed nor followed nor changed, and no spec can be replaced")
    void limits(Cluster cluster, @TempDir Path folder) {
        serviceAccount(cluster, folder);

        assertThat(may(cluster, "get", "secrets")).isEqualTo("yes");
        assertThat(may(cluster, "list", "secrets")).isEqualTo("no");
        assertThat(may(cluster, "watch", "secrets")).isEqualTo("no");
        assertThat(may(cluster, "update", "secrets")).isEqualTo("no");
        assertThat(may(cluster, "update", "bulksyncs.sync.polytomic.com")).isEqualTo("no");
        assertThat(may(cluster, "delete", "bulksyncs.sync.polytomic.com")).isEqualTo("no");
        assertThat(may(cluster, "create", "bulksyncruns.sync.polytomic.com")).isEqualTo("no");
        assertThat(may(cluster, "create", "pods")).isEqualTo("no");
    }

    private static String may(Cluster cluster, String verb, String resource) {
        return cluster.kubectl("auth", "can-i", verb, resource, "--as=" + userName(cluster))
                .stdout()
                .strip();
    }
}
