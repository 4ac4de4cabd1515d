package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedKindsTest {
    private final KubernetesSerialization ofOperator =
            KubernetesClients.open(Config.empty(), 1).getKubernetesSerialization();

    private static Object watched(KubernetesSerialization serialization, String apiVersion, String kind) {
        return serialization
                .unmarshal("""
                        {"type": "MODIFIED", "object":
                         {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "a", "namespace": "b"}}}
                        """.formatted(apiVersion, kind), WatchEvent.class)
                .getObject();
    }

    @ParameterizedTest
    @ValueSource(classes = {BulkSync.class, BulkSyncRun.class, ModelSync.class, PolytomicOrganization.class})
    @DisplayName("an event of the operator's own kinds is read once, as what it is")
    void own(Class<? extends HasMetadata> kind) {
        assertThat(watched(ofOperator, HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind)))
                .isExactlyInstanceOf(kind);
    }

    @Test
    @DisplayName("the error that ends a watch is understood, or an informer would not list again")
    void status() {
        var event = ofOperator.unmarshal("""
                {"type": "ERROR", "object":
                 {"apiVersion": "v1", "kind": "Status", "code": 410, "reason": "Expired"}}
                """, WatchEvent.class);
        assertThat(event.getObject())
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
    }

    @Test
    @DisplayName("the other kinds of the library stay unloaded in the operator, and are there for commands")
    void others() {
        assertThat(watched(ofOperator, "v1", "Pod")).isInstanceOf(GenericKubernetesResource.class);
        assertThat(watched(KubernetesClients.open(Config.empty()).getKubernetesSerialization(), "v1", "Pod"))
                .isInstanceOf(Pod.class);
    }
}
