package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The syncs of an organization as the list shows them, kept up to date from the newest changes only. */
final class SyncList {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int UNLISTED_READ_A_TICK = 20;
    private static final int MOST_PAGES = 10_000;

    private final Map<String, Sighting> byId = new ConcurrentHashMap<>();
    private final String organizationId;
    private volatile boolean read;
    private Instant watermark;

    SyncList(String organizationId) {
        this.organizationId = organizationId;
    }

    /**
     * Reads the list newest first down to the last watermark; all of it the first time.
     *
     * @param now a time at the server not later than this call, null when the server never told one: what changed before it
     *     need not be read again, else one large change would be read at every tick until the next
     * @throws ForeignOrganizationException when an item belongs to another organization
     */
    void refresh(PolytomicApi api, Instant now) {
        var stopAt = watermark == null ? null : watermark.minus(OVERLAP);
        String token = null;
        Instant newest = watermark;
        boolean older;
        var turned = new HashSet<String>();
        do {
            var page = api.listBulkSyncs(token);
            older = false;
            for (var sync : page.items()) {
                take(sync);
                var at = instant(sync.updatedAt());
                newest = newest == null || at != null && at.isAfter(newest) ? at : newest;
                older |= stopAt != null && at != null && at.isBefore(stopAt);
            }
            token = page.nextPageToken();
            if (token != null && (!turned.add(token) || turned.size() > MOST_PAGES)) {
                throw new ApiException.Unreadable(
                        "GET /api/bulk/syncs", "The list of syncs has no end; nothing is concluded from it.");
            }
        } while (token != null && !older);
        watermark = newest == null || now != null && now.isAfter(newest) ? now : newest;
    }

    /** Brings the list in line with the ids of a complete batch status: a list may be cut short without a token. */
    void reconcile(PolytomicApi api, Set<String> batchIds) {
        int reads = 0;
        for (var id : batchIds) {
            if (!byId.containsKey(id) && reads++ < UNLISTED_READ_A_TICK) {
                readOne(api, id);
            }
        }
        read = true;
    }

    private void readOne(PolytomicApi api, String id) {
        try {
            take(api.getBulkSync(id));
        } catch (ApiException.Missing goneMeanwhile) {
            byId.remove(id);
        }
    }

    private void take(BulkSyncRecord sync) {
        if (organizationId != null && sync.organizationId() != null && !organizationId.equals(sync.organizationId())) {
            throw new ForeignOrganizationException(sync.organizationId());
        }
        if (sync.id() != null) {
            byId.put(sync.id(), Sighting.of(sync));
        }
    }

    void put(Sighting sighting) {
        byId.put(sighting.id(), sighting);
    }

    void remove(String id) {
        byId.remove(id);
    }

    /** True once everything was read. */
    boolean isRead() {
        return read;
    }

    Sighting get(String id) {
        return byId.get(id);
    }

    Map<String, Sighting> all() {
        return Map.copyOf(byId);
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
