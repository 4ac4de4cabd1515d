package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.wire.Actor;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.controller.translate.RemoteText;

/**
 * A remote sync as the list shows it, reduced to what finding and comparing needs.
 *
 * @param createdById id of the actor that created it, null when the API does not tell
 * @param updatedBy name of who changed it last, null when the API does not tell
 */
public record Sighting(
        String id,
        String name,
        String sourceId,
        String destinationId,
        String updatedAt,
        String createdById,
        String updatedBy)
        implements SyncList.Listed {
    static Sighting of(BulkSyncRecord r) {
        return new Sighting(
                r.id(),
                r.name(),
                r.sourceConnectionId(),
                r.destinationConnectionId(),
                r.updatedAt(),
                r.createdBy() == null ? null : r.createdBy().id(),
                nameOf(r.updatedBy()));
    }

    /** What an event may say of who changed something. */
    public static String nameOf(Actor actor) {
        return actor == null
                ? null
                : RemoteText.word(actor.name() != null && !actor.name().isEmpty() ? actor.name() : actor.id());
    }

    /** Same name, source and destination: names alone are not unique at the API. */
    public boolean is(String otherName, String otherSource, String otherDestination) {
        return name != null
                && name.equals(otherName)
                && sourceId != null
                && sourceId.equals(otherSource)
                && destinationId != null
                && destinationId.equals(otherDestination);
    }
}
