package io.polytomic.operator.simulator;

/** Who sends a request, in the name of which organization. */
record Caller(Organization organization, ApiKey key, String scheme) {
    String organizationId() {
        return organization.id();
    }

    Actor actor() {
        return key.actor;
    }

    boolean isOrganizationKey() {
        return key.kind != ApiKey.Kind.USER;
    }
}
