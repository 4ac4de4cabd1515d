package io.polytomic.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The mock keeps the contract of the real API server, and says what it is. */
class MockKubernetesApiTest extends KubernetesApiContract {

    private MockKubernetesApi api;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        api = MockKubernetesApi.start(List.of(Widget.CRD));
        client = Clients.of(api.kubeconfig());
        use(client, "default");
        applyCrd();
    }

    @AfterEach
    void close() {
        var directory = api.kubeconfigFile().getParent();
        client.close();
        api.close();
        assertThat(directory).doesNotExist();
    }

    @Test
    @DisplayName("It says that it checks nothing, and listens on 127.0.0.1")
    void description() {
        assertThat(api.description()).startsWith("embedded mock").contains("no schema or CEL checks");
        assertThat(api.kubeconfig()).contains("server: \"http://127.0.0.1:");
    }

    @Test
    @DisplayName("kubectl can list kinds, apply server-side, get and delete")
    void kubectl() {
        var binaries = ControlPlaneBinaries.find();
        assumeTrue(binaries.isPresent(), "no kubectl of ours on this machine");
        var kubectl = new Kubectl(binaries.orElseThrow().resolve("kubectl"), api.kubeconfigFile(), "default");
        var manifest = """
                {apiVersion: test.polytomic.com/v1, kind: Widget, metadata: {name: a}, spec: {colour: red}}""";

        assertThat(kubectl.run("api-resources", "--api-group=test.polytomic.com")
                        .orFail())
                .contains("widgets", "wdg");
        kubectl.runWithInput(manifest, "apply", "--server-side", "--validate=false", "-f", "-")
                .orFail();
        assertThat(kubectl.run("get", "wdg", "a", "-o", "jsonpath={.spec}").orFail())
                .contains("\"size\":3");
        assertThat(kubectl.run("get", "widgets").orFail()).contains("a ");
        kubectl.run("delete", "widget", "a", "--wait=false").orFail();
        assertThat(kubectl.run("get", "widget", "a").stderr()).contains("NotFound");
    }

    @Test
    @DisplayName("The project's own kinds get the defaults of their CRDs, nested ones and the status included")
    void ownKinds() throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(CiScript.repositoryRoot().resolve("crds"), "*.yml")) {
            for (var file : files) {
                texts.add(Files.readString(file));
            }
        }
        try (var own = MockKubernetesApi.start(texts);
                var ownClient = Clients.of(own.kubeconfig())) {
            var made = ownClient.resource("""
                            apiVersion: sync.polytomic.com/v1alpha1
                            kind: BulkSync
                            metadata: {name: orders, namespace: default}
                            spec: {syncId: s1}
                            """).create();

            assertThat(ownClient.getKubernetesSerialization().asJson(made))
                    .contains("\"organizationRef\":{\"name\":\"default\"}")
                    .contains("\"observedGeneration\":-1")
                    .contains("\"conditions\":[]");
        }
    }
}
