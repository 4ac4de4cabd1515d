package io.polytomic.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@ClusterTest
class ControlPlaneTest {

    @Test
    @DisplayName("kubectl understands the version of the server, and so does the description")
    void version(Cluster cluster) {
        var version = cluster.kubectl("version");

        assertThat(version.stdout()).contains("Server Version: v1.");
        assertThat(version.stderr()).isEmpty();
        assertThat(cluster.controlPlane().description())
                .matches("kube-apiserver v1\\.\\S+ from "
                        + cluster.controlPlane().binaries());
    }

    @Test
    @DisplayName("Every process listens on 127.0.0.1 only")
    void loopback() throws IOException {
        assumeTrue(Listeners.canBeRead(), "no /proc/net/tcp here");

        // etcd: client and peer; kube-apiserver: one. The JVM of this test has no part in it.
        assertThat(Listeners.hexAddressesOf(ProcessHandle.current().descendants()))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly("0100007F");
    }

    @Test
    @DisplayName("After close no process and no file is left, and the kubeconfig file was the owner's alone")
    void close(Cluster cluster) throws IOException {
        var before = ProcessHandle.current().descendants().toList();
        var controlPlane = ControlPlane.from(cluster.controlPlane().binaries()).start();
        var kubeconfig = controlPlane.kubeconfigFile();
        var own = new ArrayList<>(ProcessHandle.current().descendants().toList());
        own.removeAll(before);
        assertThat(own).hasSizeGreaterThanOrEqualTo(5).allMatch(ProcessHandle::isAlive);
        assertThat(Files.getPosixFilePermissions(kubeconfig)).hasSize(2);

        controlPlane.close();

        assertGone(own, kubeconfig.getParent());
        controlPlane.close(); // a second time does nothing
    }

    @Test
    @DisplayName("After SIGKILL of the owning JVM no process and no file is left")
    void sigkill(Cluster cluster) throws IOException {
        var owner = startOwner(cluster.controlPlane().binaries());
        var line = owner.inputReader(StandardCharsets.UTF_8).readLine().split(" ");
        var processes = Arrays.stream(line)
                .skip(1)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(7).allMatch(ProcessHandle::isAlive);

        owner.destroyForcibly();

        assertGone(processes, Path.of(line[0]));
    }

    @Test
    @DisplayName("SIGTERM, as by Ctrl-C, lets the JVM end its processes first")
    void sigterm(Cluster cluster) throws Exception {
        var owner = startOwner(cluster.controlPlane().binaries());
        var line = owner.inputReader(StandardCharsets.UTF_8).readLine().split(" ");

        owner.destroy();
        owner.waitFor();

        assertThat(Arrays.stream(line).skip(1).map(Long::parseLong).map(ProcessHandle::of))
                .allMatch(process -> process.filter(ProcessHandle::isAlive).isEmpty());
        assertThat(Path.of(line[0])).doesNotExist();
    }

    private static Process startOwner(Path binaries) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, OwnerMain.class.getName(), binaries.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void assertGone(List<ProcessHandle> processes, Path directory) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(processes).noneMatch(ProcessHandle::isAlive);
            assertThat(directory).doesNotExist();
        });
    }

    @Test
    @DisplayName("An outage: killed, unreachable, started again at the same address with the same objects")
    void outage(Cluster cluster) {
        try (var controlPlane =
                        ControlPlane.from(cluster.controlPlane().binaries()).start();
                var client = Clients.of(controlPlane.kubeconfig())) {
            var kubectl =
                    new Kubectl(controlPlane.binaries().resolve("kubectl"), controlPlane.kubeconfigFile(), "default");
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("kept")
                            .withNamespace("default")
                            .endMetadata()
                            .build())
                    .create();

            controlPlane.killApiServer();
            assertThat(kubectl.run("get", "configmap", "kept").stderr()).contains("refused");

            controlPlane.startApiServer();
            assertThat(kubectl.run("get", "configmap", "kept").exitCode()).isZero();
        }
    }

    @Test
    @DisplayName("A user may do nothing until RBAC says so, and then just that")
    void users(Cluster cluster) {
        try (var controlPlane = ControlPlane.from(cluster.controlPlane().binaries())
                .withUser("carol", "readers")
                .start()) {
            var kubectl = controlPlane.binaries().resolve("kubectl");
            var admin = new Kubectl(kubectl, controlPlane.kubeconfigFile(), "default");
            var carol = new Kubectl(kubectl, controlPlane.kubeconfigFile("carol"), "default");
            assertThat(carol.run("get", "configmaps").stderr()).contains("User \"carol\" cannot list");

            admin.run("create", "clusterrole", "reader", "--verb=list", "--resource=configmaps")
                    .orFail();
            admin.run("create", "clusterrolebinding", "readers", "--clusterrole=reader", "--group=readers")
                    .orFail();

            await().untilAsserted(() ->
                    assertThat(carol.run("get", "configmaps").exitCode()).isZero());
            assertThat(carol.run("create", "configmap", "more").stderr()).contains("cannot create");
        }
    }

    @Test
    @DisplayName("Why it did not start is said in the server's own words, and nothing is left")
    void refusedFlag(Cluster cluster) {
        var before = ProcessHandle.current().descendants().count();
        var builder = ControlPlane.from(cluster.controlPlane().binaries()).withApiServerFlags("--no-such-flag");

        assertThatThrownBy(builder::start)
                .hasMessageContaining("kube-apiserver ended")
                .hasMessageContaining("no-such-flag");

        await().until(() -> ProcessHandle.current().descendants().count() == before);
    }

    @Test
    @DisplayName("The controller manager deletes namespaces for good")
    void controllerManager(Cluster cluster) {
        cluster.kubectl("delete", "namespace", cluster.namespace(), "--timeout=30s")
                .orFail();

        assertThat(cluster.kubectl("get", "namespace", cluster.namespace()).stderr())
                .contains("NotFound");
    }
}
