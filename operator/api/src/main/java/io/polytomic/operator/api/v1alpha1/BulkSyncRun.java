package io.polytomic.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

@Group(ApiGroup.NAME)
@Version(ApiGroup.VERSION)
@Singular("bulksyncrun")
@Plural("bulksyncruns")
@ShortNames("brun")
@Categories("polytomic")
public class BulkSyncRun extends CustomResource<BulkSyncRunSpec, BulkSyncRunStatus> implements Namespaced {
    @Override
    @Required
    public BulkSyncRunSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected BulkSyncRunSpec initSpec() {
        return null;
    }

    @Override
    protected BulkSyncRunStatus initStatus() {
        return null;
    }
}
