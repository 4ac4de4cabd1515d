package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachedObjectsTest {
    private static final String BULK_SYNC = """
            apiVersion: sync.polytomic.com/v1alpha1
            kind: BulkSync
            metadata:
              name: orders
              namespace: data
              labels: {team: a}
              finalizers: [one]
              managedFields: [{manager: kubectl, operation: Apply, fieldsV1: {"f:spec": {}}}]
            spec: {mode: replicate, schemas: [{id: public.orders}]}
            status: {syncId: "1"}
            """;

    private final KubernetesSerialization serialization =
            KubernetesClients.open(Config.empty()).getKubernetesSerialization();

    @Test
    @DisplayName("who wrote which member is not kept, everything else of an object is")
    void withoutManagedFields() {
        var sync = serialization.unmarshal(BULK_SYNC, BulkSync.class);

        assertThat(sync.getMetadata().getManagedFields()).isEmpty();
        assertThat(sync.getMetadata().getLabels()).containsEntry("team", "a");
        assertThat(sync.getMetadata().getFinalizers()).containsExactly("one");
        assertThat(sync.getSpec().schemas()).hasSize(1);
        assertThat(sync.getStatus().syncId()).isEqualTo("1");
    }

    static Stream<HasMetadata> kinds() {
        return Stream.of(new BulkSync(), new BulkSyncRun(), new PolytomicOrganization(), new ModelSync());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("a copy is an object of the same class with metadata of its own")
    void sameClass(HasMetadata object) {
        object.getMetadata().setName("a");

        var copy = new RecordCloner(serialization).clone(object);
        copy.getMetadata().setName("b");

        assertThat(copy).isExactlyInstanceOf(object.getClass());
        assertThat(object.getMetadata().getName()).isEqualTo("a");
    }

    @Test
    @DisplayName("a copy shares spec and status, and what is added to its metadata does not show in the cached object")
    void shares() {
        var sync = serialization.unmarshal(BULK_SYNC, BulkSync.class);

        var copy = new RecordCloner(serialization).clone(sync);
        copy.addFinalizer("sync.polytomic.com/finalizer");
        copy.getMetadata().getLabels().put("team", "b");

        assertThat(copy.getSpec()).isSameAs(sync.getSpec());
        assertThat(copy.getStatus()).isSameAs(sync.getStatus());
        assertThat(sync.getMetadata().getFinalizers()).containsExactly("one");
        assertThat(sync.getMetadata().getLabels()).containsEntry("team", "a");
    }

    @Test
    @DisplayName("an object of another kind is copied as a whole")
    void others() {
        var object = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .endMetadata()
                .addToData("key", "value")
                .build();

        ConfigMap copy = new RecordCloner(serialization).clone(object);

        assertThat(copy).isEqualTo(object).isNotSameAs(object);
    }
}
