package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;

/**
 * The framework hands every pass a copy of the cached object. Spec and status are records, which nobody can change, so a
 * copy of ours shares them; only metadata is copied. The framework's own way is to write the object as JSON and read it again.
 */
record RecordCloner(KubernetesSerialization serialization) implements Cloner {

    @Override
    @SuppressWarnings("unchecked") // each branch makes an object of the class it was given
    public <T extends HasMetadata> T clone(T object) {
        if (object instanceof BulkSync sync) {
            return (T) share(sync, new BulkSync());
        }
        if (object instanceof BulkSyncRun run) {
            return (T) share(run, new BulkSyncRun());
        }
        if (object instanceof PolytomicOrganization organization) {
            return (T) share(organization, new PolytomicOrganization());
        }
        if (object instanceof ModelSync sync) {
            return (T) share(sync, new ModelSync());
        }
        return serialization.clone(object);
    }

    private <S, U, R extends CustomResource<S, U>> R share(R from, R copy) {
        copy.setMetadata(from.getMetadata() == null ? null : copyOf(from.getMetadata()));
        copy.setSpec(from.getSpec());
        copy.setStatus(from.getStatus());
        return copy;
    }

    private static ObjectMeta copyOf(ObjectMeta metadata) {
        return metadata.edit().build();
    }
}
