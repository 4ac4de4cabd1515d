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
@Singular("bulksync")
@Plural("bulksyncs")
@ShortNames("bsync")
@Categories("polytomic")
public class BulkSync extends CustomResource<BulkSyncSpec, BulkSyncStatus> implements Namespaced {
    @Override
    @Required
    public BulkSyncSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected BulkSyncSpec initSpec() {
        return null;
    }

    @Override
    protected BulkSyncStatus initStatus() {
        return null;
    }
}
