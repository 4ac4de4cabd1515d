package io.polytomic.operator.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.client.Page;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.Identity;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Nothing is missed for good")
class ServerClockTest {
    private static final Instant T = Instant.parse("2026-01-01T12:00:00Z");

    private final List<Instant> askedAfter = new ArrayList<>();
    private final Map<String, Page<BulkSyncRecord>> pages = new HashMap<>();
    private Runnable whenTimeIsAsked = () -> {};

    private final PolytomicApi api = (PolytomicApi) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {PolytomicApi.class}, (self, method, args) -> {
                switch (method.getName()) {
                    case "at":
                        return self;
                    case "listEvents":
                        askedAfter.add((Instant) args[0]);
                        return new Page<>(List.of(), null, null);
                    case "listBulkSyncs":
                        return pages.get(args[0] == null ? "first" : args[0]);
                    case "batchStatusAll":
                        return null;
                    default:
                        throw new AssertionError("A poll has no business with " + method.getName());
                }
            });

    private static Instant in(long seconds) {
        return T.plusSeconds(seconds);
    }

    private static BulkSyncRecord sync(String id, Instant updatedAt) {
        return new BulkSyncRecord(
                id,
                id,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                updatedAt.toString(),
                null);
    }

    private void page(String name, String next, Instant date, BulkSyncRecord... syncs) {
        pages.put(name, new Page<>(List.of(syncs), next, date));
    }

    @Test
    @DisplayName("of events, when the clock of the server was an hour ahead for one answer")
    void eventsAfterJump() {
        var feed = new EventFeed();
        feed.read(api, T);
        feed.read(api, in(3600));
        feed.read(api, in(40));
        feed.read(api, in(60));
        assertThat(askedAfter.get(3)).isBefore(in(40));
    }

    @Test
    @DisplayName("of changes behind fifty of our own, when the clock of the server was an hour ahead for one answer")
    void changesAfterJump() {
        var list = SyncList.ofBulkSyncs(null);
        page("first", null, in(3600), sync("theirs", in(-60)), sync("ours", in(-60)));
        list.refresh(api);
        page("first", null, in(20), sync("theirs", in(-60)), sync("ours", in(-60)));
        list.refresh(api);
        list.put(Sighting.of(sync("ours", in(30))));
        page("first", "next", in(40), sync("ours", in(30)));
        page("next", null, in(40), sync("theirs", in(25)));
        list.refresh(api);
        assertThat(list.get("theirs").updatedAt()).isEqualTo(in(25).toString());
    }

    @Test
    @DisplayName("of syncs this operator has made, while a tick drops what an older answer lacks")
    void madeDuringTick() {
        InstantSource source = () -> {
            var hook = whenTimeIsAsked;
            whenTimeIsAsked = () -> {};
            hook.run();
            return T;
        };
        var watch = new OrganizationWatch(
                "data/default",
                new Identity("org", "Acme", null, false, null),
                api,
                WatchListener.NONE,
                source.withZone(ZoneOffset.UTC));
        page("first", null, T);
        watch.listing();
        watch.made(Sighting.of(sync("made", T)));
        whenTimeIsAsked = watch::tick;
        assertThat(watch.listingSince(in(-1))).extracting(Sighting::id).contains("made");
    }
}
