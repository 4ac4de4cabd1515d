package io.polytomic.operator.controller.watch;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.Access;
import io.polytomic.operator.api.v1alpha1.OrganizationRef;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The organizations this process can use, and why it cannot use the others. */
public final class Organizations {
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(2);

    /** The answer to "may this object use that organization now". */
    public sealed interface Lookup {
        record Usable(LiveOrganization organization) implements Lookup {}

        /**
         * @param looked false while this process has not looked at that organization, if it exists at all
         * @param deleted true when this process saw it go
         */
        record Unusable(Outcome outcome, boolean looked, boolean deleted) implements Lookup {}
    }

    private final Map<ResourceID, LiveOrganization> live = new ConcurrentHashMap<>();
    private final Map<ResourceID, Outcome> refused = new ConcurrentHashMap<>();
    private final Set<ResourceID> deleted = ConcurrentHashMap.newKeySet();

    public void ready(ResourceID id, LiveOrganization organization) {
        refused.remove(id);
        deleted.remove(id);
        live.put(id, organization);
    }

    public void notReady(ResourceID id, Outcome why) {
        live.remove(id);
        deleted.remove(id);
        refused.put(id, why);
    }

    public void gone(ResourceID id) {
        deleted.add(id);
        live.remove(id);
        refused.remove(id);
    }

    public LiveOrganization live(ResourceID id) {
        return live.get(id);
    }

    /**
     * The usable organization with that id at the API.
     *
     * @param namespace of those that admit it, its own ones first
     * @param named the object that is taken before all others, null for none
     */
    public Optional<LiveOrganization> byOrganizationId(String organizationId, String namespace, ResourceID named) {
        return live.entrySet().stream()
                .filter(e -> e.getValue().organizationId().equals(organizationId))
                .filter(e -> e.getKey().equals(named)
                        || admits(e.getValue().spec().accessOrDefault(), home(e.getKey()), namespace))
                .min(Comparator.comparing((Map.Entry<ResourceID, LiveOrganization> e) ->
                                !e.getKey().equals(named))
                        .thenComparing(e -> !home(e.getKey()).equals(namespace))
                        .thenComparing(e -> e.getKey().toString()))
                .map(Map.Entry::getValue);
    }

    private static String home(ResourceID id) {
        return id.getNamespace().orElse("");
    }

    /** Which organization a reference means from within a namespace. */
    public static ResourceID idOf(OrganizationRef ref, String namespace) {
        return new ResourceID(ref.nameOrDefault(), ref.namespace() == null ? namespace : ref.namespace());
    }

    public Lookup lookup(OrganizationRef ref, String namespace) {
        var id = idOf(ref, namespace);
        var name = id.getNamespace().orElse("") + "/" + id.getName();
        var organization = live.get(id);
        if (organization == null) {
            var why = refused.get(id);
            var reason = why == null ? "it does not exist" : why.reason().word();
            return new Lookup.Unusable(
                    new Outcome.Waiting(
                            Reason.ORGANIZATION_NOT_READY,
                            "PolytomicOrganization %s cannot be used: %s.".formatted(name, reason),
                            LOOK_AGAIN),
                    why != null || deleted.contains(id),
                    deleted.contains(id));
        }
        if (!admits(organization.spec().accessOrDefault(), id.getNamespace().orElse(""), namespace)) {
            return new Lookup.Unusable(
                    new Outcome.Stalled(
                            Reason.ORGANIZATION_ACCESS_DENIED,
                            "spec.access of PolytomicOrganization %s does not admit namespace %s."
                                    .formatted(name, namespace),
                            LOOK_AGAIN),
                    true,
                    false);
        }
        return new Lookup.Usable(organization);
    }

    private static boolean admits(Access access, String home, String namespace) {
        if (home.equals(namespace) || Access.FROM_ALL.equals(access.fromOrDefault())) {
            return true;
        }
        return Access.FROM_SELECTED.equals(access.fromOrDefault())
                && access.selected() != null
                && access.selected().stream().anyMatch(grant -> namespace.equals(grant.namespace()));
    }

    /** True when an object of this namespace may use a connection of that name. */
    public static boolean admitsConnection(LiveOrganization organization, String namespace, String connectionName) {
        var access = organization.spec().accessOrDefault();
        var home = organization.object().getMetadata().getNamespace();
        if (home.equals(namespace)
                || !Access.FROM_SELECTED.equals(access.fromOrDefault())
                || access.selected() == null) {
            return true;
        }
        return access.selected().stream()
                .filter(grant -> namespace.equals(grant.namespace()))
                .anyMatch(grant -> grant.connections() == null
                        || grant.connections().contains("*")
                        || grant.connections().contains(connectionName));
    }
}
