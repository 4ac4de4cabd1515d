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
@Singular("polytomicorganization")
@Plural("polytomicorganizations")
@ShortNames("porg")
@Categories("polytomic")
public class PolytomicOrganization extends CustomResource<PolytomicOrganizationSpec, PolytomicOrganizationStatus>
        implements Namespaced {
    @Override
    @Required
    public PolytomicOrganizationSpec getSpec() {
        return super.getSpec();
    }

    @Override
    protected PolytomicOrganizationSpec initSpec() {
        return null;
    }

    @Override
    protected PolytomicOrganizationStatus initStatus() {
        return null;
    }
}
