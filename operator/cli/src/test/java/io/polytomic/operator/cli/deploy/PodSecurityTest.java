package io.polytomic.operator.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.cluster.Kubectl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server's own admission, in a namespace that enforces "restricted". */
@ClusterTest
class PodSecurityTest {

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/quickstart", "overlays/production", "overlays/namespaced"})
    @DisplayName("The pod of each variant is admitted without a warning")
    void admitted(String folder, Cluster cluster) {
        restrict(cluster);
        var result = create(cluster, pod(folder));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).doesNotContain("Warning");
    }

    @ParameterizedTest
    @CsvSource({
        "/spec/securityContext,              runAsNonRoot",
        "/spec/securityContext,              seccompProfile",
        "/spec/containers/0/securityContext, allowPrivilegeEscalation",
        "/spec/containers/0/securityContext, capabilities"
    })
    @DisplayName("Without any one of its settings it is refused, so the admission is really there and each is needed")
    void refused(String place, String setting, Cluster cluster) {
        restrict(cluster);
        var pod = pod("base");
        ((ObjectNode) pod.at(place)).remove(setting);
        var result = create(cluster, pod);
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr()).contains("violates PodSecurity \"restricted:latest\"", setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/quickstart"})
    @DisplayName("No container may write to its root file system")
    void readOnly(String folder) {
        assertThat(pod(folder).at("/spec/containers"))
                .isNotEmpty()
                .allSatisfy(container -> assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue());
    }

    private static void restrict(Cluster cluster) {
        cluster.kubectl(
                        "label",
                        "--overwrite",
                        "namespace",
                        cluster.namespace(),
                        "pod-security.kubernetes.io/enforce=restricted",
                        "pod-security.kubernetes.io/warn=restricted")
                .orFail();
        cluster.kubectl("create", "serviceaccount", "polytomic-operator");
    }

    private static ObjectNode pod(String folder) {
        var template =
                Bundle.kustomize(folder).get("Deployment/polytomic-operator").at("/spec/template");
        var pod = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "polytomic-operator");
        pod.set("spec", template.path("spec"));
        return pod;
    }

    private static Kubectl.Result create(Cluster cluster, ObjectNode pod) {
        return cluster.kubectl().runWithInput(pod.toString(), "create", "--dry-run=server", "-f", "-");
    }
}
