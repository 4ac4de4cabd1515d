package io.polytomic.operator.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.wire.Identity;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of several objects that stand for one organization, each with a key of its own,")
class OrganizationsTest {
    private static final String ACME = "0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01";

    private final Organizations organizations = new Organizations();

    private void ready(String namespace, String name, String organizationId, String access) {
        var object = Serialization.unmarshal("""
                metadata: {namespace: %s, name: %s}
                spec: {access: {from: %s}}
                """.formatted(namespace, name, access), PolytomicOrganization.class);
        organizations.ready(
                new ResourceID(name, namespace),
                new LiveOrganization(
                        object, null, new Identity(organizationId, "Acme", "1", true, Instant.EPOCH), null));
    }

    private String chosen(String namespace, ResourceID named) {
        return organizations
                .byOrganizationId(ACME, namespace, named)
                .map(found -> found.object().getMetadata().getNamespace() + "/"
                        + found.object().getMetadata().getName())
                .orElse("none");
    }

    @BeforeEach
    void several() {
        for (int i = 0; i < 20; i++) {
            ready("platform", "team" + i, ACME, "All");
        }
        ready("data", "own", ACME, "Same");
        ready("data", "foreign", "99999999-7d1e-4c58-9a44-1f6d2c7b8e01", "Same");
        ready("private", "closed", ACME, "Same");
    }

    @Test
    @DisplayName("the named one is taken, also when it admits the namespace no more")
    void named() {
        assertThat(chosen("data", new ResourceID("team7", "platform"))).isEqualTo("platform/team7");
        assertThat(chosen("data", new ResourceID("closed", "private"))).isEqualTo("private/closed");
    }

    @Test
    @DisplayName("without a name, or with one of another organization, it is one of the own namespace")
    void own() {
        assertThat(chosen("data", null)).isEqualTo("data/own");
        assertThat(chosen("data", new ResourceID("foreign", "data"))).isEqualTo("data/own");
    }

    @Test
    @DisplayName("else one that admits the namespace, always the same, and never a closed one")
    void admitting() {
        assertThat(chosen("other", null)).isEqualTo("platform/team0");
        for (int i = 0; i < 20; i++) {
            organizations.gone(new ResourceID("team" + i, "platform"));
        }
        assertThat(chosen("other", null)).isEqualTo("none");
    }
}
