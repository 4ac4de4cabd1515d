package io.polytomic.operator.cli.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.Organizations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything the operator looks after, as its caches have it.
 *
 * @param lanes objects that wait for their turn to talk to the API, by priority; one map a kind
 */
public record Fleet(
        Supplier<Collection<PolytomicOrganization>> organizations,
        Supplier<Collection<BulkSync>> syncs,
        Supplier<Collection<BulkSyncRun>> runs,
        Supplier<Collection<ModelSync>> models,
        Supplier<List<Map<Priority, Integer>>> lanes,
        Organizations live,
        Clock clock) {

    /** How long ago the watcher of this organization last came through; empty while it has none. */
    Optional<Duration> watchLag(PolytomicOrganization organization) {
        return Optional.ofNullable(live.live(ResourceID.fromResource(organization)))
                .map(found -> found.watch().lag());
    }

    /** The time at the API that this sync belongs to: what the API dates is never measured with our own clock. */
    Instant serverNow(BulkSync sync) {
        var id = Organizations.idOf(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        return Optional.ofNullable(live.live(id))
                .map(LiveOrganization::watch)
                .map(watch -> watch.serverNow())
                .orElseGet(clock::instant);
    }
}
