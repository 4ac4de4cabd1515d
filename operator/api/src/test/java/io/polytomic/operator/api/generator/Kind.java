package io.polytomic.operator.api.generator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.ModelSyncSpec;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationSpec;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationStatus;

/** The kinds there are. A new kind is one line here, and its pages and examples under src/test/resources. */
enum Kind {
    POLYTOMIC_ORGANIZATION(
            PolytomicOrganization.class, PolytomicOrganizationSpec.class, PolytomicOrganizationStatus.class),
    BULK_SYNC(BulkSync.class, BulkSyncSpec.class, BulkSyncStatus.class),
    BULK_SYNC_RUN(BulkSyncRun.class, BulkSyncRunSpec.class, BulkSyncRunStatus.class),
    MODEL_SYNC(ModelSync.class, ModelSyncSpec.class, ModelSyncStatus.class);

    final Class<? extends CustomResource<?, ?>> resource;
    final Class<? extends Record> spec;
    final Class<? extends Record> status;

    Kind(Class<? extends CustomResource<?, ?>> resource, Class<? extends Record> spec, Class<? extends Record> status) {
        this.resource = resource;
        this.spec = spec;
        this.status = status;
    }

    String singular() {
        return HasMetadata.getSingular(resource);
    }

    String crdFile() {
        return CustomResource.getCRDName(resource) + "-v1.yml";
    }

    /** The short example that the page shows. */
    String exampleFile() {
        return "examples/" + singular() + ".yaml";
    }

    /** An object that states every field there is. */
    String fullFile() {
        return "full/" + singular() + ".yaml";
    }

    String pageFile() {
        return singular() + ".md";
    }
}
