package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.ConnectionSpec;
import io.polytomic.operator.client.wire.ConnectionRecord;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Connection names resolved to ids, once: the id is pinned in status, and a name that means another connection later is
 * a stop, never a silent move of data.
 */
final class Connections {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Listing(Instant at, List<ConnectionRecord> connections) {}

    private final Map<String, Listing> byOrganization = new ConcurrentHashMap<>();
    private final Clock clock;

    Connections(Clock clock) {
        this.clock = clock;
    }

    /** What status says of one end: the id, and the name that meant it; null where it says nothing. */
    private record Pin(String id, String name) {}

    /** Ids of both ends, null where the manifest does not state one. */
    record Ends(String sourceId, String destinationId) {}

    Ends resolve(BulkSync sync, LiveOrganization organization) {
        var bound = sync.getStatus() != null && sync.getStatus().syncId() != null ? sync.getStatus() : null;
        return new Ends(
                one(
                        sync,
                        organization,
                        "source",
                        sync.getSpec().source(),
                        bound == null ? null : new Pin(bound.sourceConnectionId(), bound.sourceConnectionName())),
                one(
                        sync,
                        organization,
                        "destination",
                        sync.getSpec().destination(),
                        bound == null
                                ? null
                                : new Pin(bound.destinationConnectionId(), bound.destinationConnectionName())));
    }

    private String one(BulkSync sync, LiveOrganization organization, String end, ConnectionSpec spec, Pin pin) {
        if (spec == null) {
            return null;
        }
        var namespace = sync.getMetadata().getNamespace();
        if (spec.connectionName() == null) {
            checkGrant(organization, namespace, end, spec.connectionId());
            return spec.connectionId();
        }
        if (!Organizations.admitsConnection(organization, namespace, spec.connectionName())) {
            throw denied(organization, namespace, end, spec.connectionName());
        }
        var found = byName(organization, end, spec.connectionName());
        if (pin != null && pin.id() != null && !pin.id().equals(found) && isMeant(pin, spec, sync)) {
            throw Stop.stalled(
                    Reason.CONNECTION_MOVED,
                    "%s.connectionName \"%s\" now means connection %s, not the pinned %s; state connectionId to decide."
                            .formatted(end, spec.connectionName(), found, pin.id()));
        }
        return found;
    }

    /**
     * The name that is pinned means its id, whatever else is edited in the manifest. Without one, a generation that was
     * applied means what is pinned; before that a difference is the edit of a person.
     */
    private static boolean isMeant(Pin pin, ConnectionSpec spec, BulkSync sync) {
        return pin.name() != null
                ? pin.name().equals(spec.connectionName())
                : Conditions.wasApplied(
                        sync.getStatus().conditions(), sync.getMetadata().getGeneration());
    }

    private String byName(LiveOrganization organization, String end, String name) {
        var matches =
                list(organization).stream().filter(c -> name.equals(c.name())).toList();
        if (matches.isEmpty()) {
            matches = fresh(organization).stream()
                    .filter(c -> name.equals(c.name()))
                    .toList();
        }
        if (matches.isEmpty()) {
            var names = list(organization).stream()
                    .map(ConnectionRecord::name)
                    .filter(Objects::nonNull)
                    .sorted()
                    .limit(10)
                    .toList();
            throw Stop.stalled(
                    Reason.CONNECTION_NOT_FOUND,
                    "%s.connectionName: there is no connection \"%s\"; there are: %s."
                            .formatted(end, name, String.join(", ", names)));
        }
        if (matches.size() > 1) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_CONNECTION,
                    "%s.connectionName: %d connections are named \"%s\"; use connectionId with one of %s."
                            .formatted(
                                    end,
                                    matches.size(),
                                    name,
                                    String.join(
                                            ", ",
                                            matches.stream()
                                                    .map(ConnectionRecord::id)
                                                    .sorted()
                                                    .toList())));
        }
        return matches.get(0).id();
    }

    void checkGrant(LiveOrganization organization, String namespace, String end, String id) {
        if (Organizations.admitsConnection(organization, namespace, "*")) {
            return;
        }
        var name = list(organization).stream()
                .filter(c -> id.equals(c.id()))
                .map(ConnectionRecord::name)
                .findFirst()
                .orElse("");
        if (!Organizations.admitsConnection(organization, namespace, name)) {
            throw denied(organization, namespace, end, id);
        }
    }

    private static Stop denied(LiveOrganization organization, String namespace, String end, String connection) {
        return Stop.stalled(
                Reason.ORGANIZATION_ACCESS_DENIED,
                "%s: spec.access of PolytomicOrganization %s does not admit connection \"%s\" for namespace %s."
                        .formatted(end, organization.object().getMetadata().getName(), connection, namespace));
    }

    /** A sentence naming the ends that Polytomic itself reports as not healthy; empty when there are none. */
    String unhealthy(LiveOrganization organization, Ends ends) {
        return list(organization).stream()
                .filter(c -> c.id() != null && (c.id().equals(ends.sourceId()) || c.id().equals(ends.destinationId())))
                .filter(c -> c.status() != null && !c.status().isEmpty() && !"healthy".equals(c.status()))
                .map(c -> " Connection \"%s\" is \"%s\" in Polytomic.".formatted(c.name(), c.status()))
                .sorted()
                .collect(Collectors.joining());
    }

    private List<ConnectionRecord> list(LiveOrganization organization) {
        var known = byOrganization.get(organization.organizationId());
        return known != null && known.at().plus(KEPT).isAfter(clock.instant())
                ? known.connections()
                : fresh(organization);
    }

    private List<ConnectionRecord> fresh(LiveOrganization organization) {
        var connections = organization.api().listConnections();
        byOrganization.put(organization.organizationId(), new Listing(clock.instant(), connections));
        return connections;
    }
}
