package io.polytomic.operator.controller.watch;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Page;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.controller.translate.RemoteText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The syncs of an organization as a list shows them, kept up to date from the newest changes only.
 *
 * @param <R> an item as the API tells it
 * @param <S> what is kept of it
 */
final class SyncList<R, S extends SyncList.Listed> {
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final int UNLISTED_READ_A_TICK = 20;
    private static final int MOST_PAGES = 10_000;

    /** What every kept item tells. */
    interface Listed {
        String id();

        String updatedAt();
    }

    /**
     * What one reading showed.
     *
     * @param whole true when the list was read to its end
     */
    record Reading(Set<String> ids, int pages, boolean whole) {}

    private final Map<String, S> byId = new ConcurrentHashMap<>();
    private final String operation;
    private final String organizationId;
    private final BiFunction<PolytomicApi, String, Page<R>> pages;
    private final BiFunction<PolytomicApi, String, R> single;
    private final Function<R, String> owner;
    private final Function<R, S> kept;
    private volatile boolean read;
    private Instant watermark;

    private SyncList(
            String operation,
            String organizationId,
            BiFunction<PolytomicApi, String, Page<R>> pages,
            BiFunction<PolytomicApi, String, R> single,
            Function<R, String> owner,
            Function<R, S> kept) {
        this.operation = operation;
        this.organizationId = organizationId;
        this.pages = pages;
        this.single = single;
        this.owner = owner;
        this.kept = kept;
    }

    static SyncList<BulkSyncRecord, Sighting> ofBulkSyncs(String organizationId) {
        return new SyncList<>(
                "GET /api/bulk/syncs",
                organizationId,
                PolytomicApi::listBulkSyncs,
                PolytomicApi::getBulkSync,
                BulkSyncRecord::organizationId,
                Sighting::of);
    }

    static SyncList<ModelSyncRecord, ModelSighting> ofModelSyncs(String organizationId) {
        return new SyncList<>(
                "GET /api/syncs",
                organizationId,
                PolytomicApi::listModelSyncs,
                PolytomicApi::getModelSync,
                ModelSyncRecord::organizationId,
                ModelSighting::of);
    }

    /**
     * Reads the list newest first down to what the last reading has seen; all of it the first time. Whatever many syncs were
     * changed at once, the next reading is one page: it goes by when the last one was, as the server dated it.
     */
    Reading refresh(PolytomicApi api) {
        return read(api, watermark == null ? null : watermark.minus(OVERLAP));
    }

    /** Reads all of the list. */
    Reading readWhole(PolytomicApi api) {
        return read(api, null);
    }

    /** @throws ForeignOrganizationException when an item belongs to another organization */
    private Reading read(PolytomicApi api, Instant stopAt) {
        String token = null;
        Instant newest = watermark;
        Instant began = null;
        boolean older;
        boolean news;
        var turned = new HashSet<String>();
        var ids = new HashSet<String>();
        do {
            var page = pages.apply(api, token);
            began = token == null ? page.serverTime() : began;
            older = false;
            news = false;
            for (var item : page.items()) {
                var before = get(kept.apply(item).id());
                var sync = take(item);
                news = before == null || !Fingerprint.sameInstant(before.updatedAt(), sync.updatedAt());
                if (sync.id() != null) {
                    ids.add(sync.id());
                }
                var at = RemoteText.instant(sync.updatedAt());
                newest = later(newest, at);
                older |= stopAt != null && at != null && at.isBefore(stopAt);
            }
            token = page.nextPageToken();
            if (token != null && (!turned.add(token) || turned.size() > MOST_PAGES)) {
                throw new ApiException.Unreadable(
                        operation, "The list of syncs has no end; nothing is concluded from it.");
            }
        } while (token != null && !(older && !news));
        watermark = began == null ? newest : began; // also back: a clock may have been ahead for one answer
        return new Reading(ids, turned.size() + 1, token == null);
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    /** Brings the list in line with the ids of a complete batch status: a list may be cut short without a token. */
    void reconcile(PolytomicApi api, Set<String> batchIds) {
        int reads = 0;
        for (var id : batchIds) {
            if (!byId.containsKey(id) && reads++ < UNLISTED_READ_A_TICK) {
                readOne(api, id);
            }
        }
        markRead();
    }

    void markRead() {
        read = true;
    }

    private void readOne(PolytomicApi api, String id) {
        try {
            take(single.apply(api, id));
        } catch (ApiException.Missing goneMeanwhile) {
            byId.remove(id);
        }
    }

    private S take(R item) {
        var of = owner.apply(item);
        if (organizationId != null && of != null && !organizationId.equals(of)) {
            throw new ForeignOrganizationException(of);
        }
        var sync = kept.apply(item);
        if (sync.id() != null) {
            byId.put(sync.id(), sync);
        }
        return sync;
    }

    void put(S sighting) {
        byId.put(sighting.id(), sighting);
    }

    void remove(String id) {
        byId.remove(id);
    }

    /** True once everything was read. */
    boolean isRead() {
        return read;
    }

    S get(String id) {
        return id == null ? null : byId.get(id);
    }

    Map<String, S> all() {
        return Map.copyOf(byId);
    }
}
