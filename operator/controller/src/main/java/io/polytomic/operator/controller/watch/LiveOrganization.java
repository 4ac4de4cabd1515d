package io.polytomic.operator.controller.watch;

import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationSpec;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.Identity;

/**
 * An organization that can be used: its key was accepted and it is the pinned one.
 *
 * @param identity whose key it is, as /api/me told
 * @param keyPrint tells this key from others without telling it; null where nothing is ever sent
 */
public record LiveOrganization(
        PolytomicOrganization object, PolytomicApi api, Identity identity, OrganizationWatch watch, String keyPrint) {
    public LiveOrganization(
            PolytomicOrganization object, PolytomicApi api, Identity identity, OrganizationWatch watch) {
        this(object, api, identity, watch, null);
    }

    /** Who sends under this key: the user whose it is, or the key itself where it is an organization's own. */
    public String sender() {
        return identity.id() != null || keyPrint == null ? identity.id() : "key:" + keyPrint;
    }

    public PolytomicOrganizationSpec spec() {
        return object.getSpec();
    }

    public String organizationId() {
        return identity.organizationId();
    }

    public boolean suspended() {
        return spec().suspendOrDefault();
    }

    public boolean showsTexts() {
        return !PolytomicOrganizationSpec.REMOTE_TEXT_HIDE.equals(spec().remoteTextOrDefault());
    }

    /** Log lines of failed schemas may be shown too. */
    public boolean showsLogs() {
        return PolytomicOrganizationSpec.REMOTE_TEXT_LOGS.equals(spec().remoteTextOrDefault());
    }
}
