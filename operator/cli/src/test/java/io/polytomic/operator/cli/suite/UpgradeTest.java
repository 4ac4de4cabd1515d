package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.cluster.AuditedControlPlane;
import io.polytomic.operator.cli.cluster.CiScript;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.deploy.Bundle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator is newer than the CRDs, then the CRDs follow. On a control plane of its own: its CRDs are cut down. */
@ClusterTest
class UpgradeTest {
    private static final String NAME = "bulksyncs.sync.polytomic.com";
    private static final String CRDS = CiScript.repositoryRoot().resolve("crds").toString();

    @TempDir
    private static Path folder;

    private static AuditedControlPlane controlPlane;
    private static Cluster own;

    @BeforeAll
    static void start(Cluster cluster) {
        controlPlane = AuditedControlPlane.start(cluster.controlPlane().binaries(), folder);
        own = controlPlane.in("default");
    }

    @AfterAll
    static void stop() {
        if (controlPlane != null) {
            controlPlane.close();
        }
    }

    @Test
    @DisplayName(
            "Under older CRDs it says in one sentence what is missing and writes nothing; once they are applied, older"
                    + " objects work")
    void olderCrds() throws InterruptedException {
        applyCrdWithout("/spec/versions/0/schema/openAPIV3Schema/properties/status/properties", "create");
        try (var stage = Stage.dark(own)) {
            stage.apply(Manifests.secret("polytomic", Stage.KEY)
                    + Manifests.organization("default", "polytomic", stage.url())
                    + Manifests.sync("orders", Manifests.ORDERS));
            var before = versions(stage);

            refuses(
                    "The CRD " + NAME + " on the cluster is older than this operator: it lacks status.create. Apply the"
                            + " crds/ of this version (kubectl apply --server-side -f crds/) and start again; nothing was written.");

            assertThat(versions(stage)).isEqualTo(before);
            assertThat(stage.callsSince(0)).isEmpty();

            own.kubectl("apply", "--server-side", "--force-conflicts", "-f", CRDS)
                    .orFail();
            try (var operator = ChildOperator.start(own)) {
                stage.waitFor("bsync/orders", "Ready");
                assertThat(operator.output()).noneMatch(line -> line.contains(" ERROR "));
            }
        }
    }

    @Test
    @DisplayName("A word of a list of words that the server does not know is missing, too")
    void olderWords() throws InterruptedException {
        applyCrdWithout("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/deletion/enum", "Delete");
        refuses("it lacks spec.deletion: Delete.");
        own.kubectl("apply", "--server-side", "--force-conflicts", "-f", CRDS).orFail();
    }

    private static void refuses(String sentence) throws InterruptedException {
        try (var operator = ChildOperator.start(own)) {
            assertThat(operator.ends()).isTrue();
            assertThat(operator.exitCode()).isEqualTo(1);
            assertThat(operator.output())
                    .filteredOn(line -> !line.contains(" DEBUG "))
                    .singleElement()
                    .asString()
                    .contains(sentence);
        }
    }

    @Test
    @DisplayName("kubectl apply --server-side -f crds/ a second time changes nothing")
    void appliedTwice() {
        own.kubectl("apply", "--server-side", "--force-conflicts", "-f", CRDS).orFail();
        var before = own.kubectl(crdVersions()).orFail();
        own.kubectl("apply", "--server-side", "-f", CRDS).orFail();
        assertThat(own.kubectl(crdVersions()).orFail()).isEqualTo(before).contains(NAME);
    }

    private static String[] crdVersions() {
        return new String[] {
            "get",
            "crds",
            "-o",
            "custom-columns=NAME:.metadata.name,GENERATION:.metadata.generation,VERSION:.metadata.resourceVersion"
        };
    }

    private static List<String> versions(Stage stage) {
        return List.of(stage.kubectl(
                        "get",
                        "porg,bsync,brun,secrets,leases",
                        "-o",
                        "custom-columns=NAME:.metadata.name,VERSION:.metadata.resourceVersion")
                .split("\n"));
    }

    private static void applyCrdWithout(String place, String member) {
        var text = own.kubectl("create", "--dry-run=client", "-o", "json", "-f", CRDS + "/" + NAME + "-v1.yml")
                .orFail();
        var crd = Bundle.of(text);
        var parent = crd.get("CustomResourceDefinition/" + NAME).at(place);
        if (parent instanceof ObjectNode map) {
            map.remove(member);
        } else {
            var words = parent.elements();
            while (words.hasNext()) {
                if (words.next().asText().equals(member)) {
                    words.remove();
                }
            }
        }
        own.kubectl()
                .runWithInput(crd.yaml(), "apply", "--server-side", "--force-conflicts", "-f", "-")
                .orFail();
    }
}
