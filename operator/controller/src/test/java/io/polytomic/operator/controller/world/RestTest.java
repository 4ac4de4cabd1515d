package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.simulator.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At rest")
class RestTest {
    private static final int OBJECTS = 20;
    /** More than a page of the list, or of the events, holds. */
    private static final int MANY = 120;

    private static final String PLAIN = """
            mode: replicate
            source: {connectionName: Postgres prod}
            destination: {connectionName: Snowflake, configuration: {schema: analytics}}
            defaultSchedule: {frequency: daily, hour: 2, minute: 30}
            concurrencyLimit: 10
            schemas: [{id: public.orders}]
            """;

    private static World ready() {
        return ready(OBJECTS);
    }

    private static World ready(int objects) {
        var world = World.create();
        for (int i = 0; i < objects; i++) {
            world.sync("orders-" + i, PLAIN);
        }
        world.passUntilQuiet();
        world.advance(Duration.ofMinutes(5));
        return world;
    }

    @Test
    @DisplayName("one poll is three calls, whatever the number of objects")
    void threeCalls() {
        try (var world = ready()) {
            world.admin.clearJournal();
            int writes = world.syncs.writes();
            world.advance(Duration.ofMinutes(10));
            assertThat(world.admin.journal()).hasSize(30);
            assertThat(world.admin.journal().stream().map(JournalEntry::path).distinct())
                    .containsExactlyInAnyOrder("/api/bulk/syncs", "/api/bulk/syncs/status", "/api/events");
            assertThat(world.syncs.writes()).isEqualTo(writes);
        }
    }

    @Test
    @DisplayName("a sync that was just made is not read again by the polls that show it for the first time")
    void justMade() {
        try (var world = World.create()) {
            world.sync("orders", PLAIN);
            world.passUntilQuiet();
            world.admin.clearJournal();
            world.advance(Duration.ofMinutes(3));
            assertThat(world.admin.journal()).hasSizeGreaterThan(5);
            assertThat(world.admin.journal()).noneMatch(call -> call.path().contains(world.syncId("orders")));
        }
    }

    @Test
    @DisplayName("a poll is three calls again once a large change of this operator's own is a few minutes old")
    void afterALargeChange() {
        try (var world = ready(MANY)) {
            world.admin.clearJournal();
            world.advance(Duration.ofMinutes(10));
            for (var poll : List.of("/api/bulk/syncs", "/api/bulk/syncs/status", "/api/events")) {
                assertThat(world.admin.journal())
                        .filteredOn(call -> call.path().equals(poll))
                        .as(poll)
                        .hasSize(10);
            }
        }
    }

    @Test
    @DisplayName("nor does the poll turn pages because many syncs were once changed at the same time")
    void onePage() {
        try (var world = World.create()) {
            for (int i = 0; i < 120; i++) {
                world.admin.world().createSync(World.json("""
                        {"name": "made-%d", "mode": "replicate", "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
                         "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03", "destination_configuration": {},
                         "default_schedule": {"frequency": "manual"}}""".formatted(i)));
            }
            world.advance(Duration.ofMinutes(5));
            world.admin.clearJournal();
            world.advance(Duration.ofMinutes(10));
            assertThat(world.admin.journal()).hasSize(30);
        }
    }

    @Test
    @DisplayName("a restart writes nothing to either side and reads no object")
    void restart() {
        try (var world = ready()) {
            world.admin.clearJournal();
            int writes = world.syncs.writes();
            world.restartOperator();
            world.advance(Duration.ofMinutes(2));
            assertThat(world.syncs.writes()).isEqualTo(writes);
            assertThat(world.admin.journal().stream().map(JournalEntry::path).distinct())
                    .containsExactlyInAnyOrder("/api/me", "/api/bulk/syncs", "/api/bulk/syncs/status", "/api/events");
            assertThat(world.writes()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "two days with a nightly run each change no manifest's sync and fight with nothing the server fills in")
    void twoDays() {
        try (var world = ready()) {
            world.admin.clearJournal();
            world.advance(Duration.ofHours(26));
            assertThat(world.writes()).isEmpty();
            for (var name : world.syncs.names()) {
                assertThat(world.isReady(name)).isTrue();
                assertThat(world.status(name).lastSuccessfulExecution()).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("a list that suddenly lacks half of the syncs makes nobody conclude, release or create anything")
    void halfIsMissing() {
        try (var world = ready()) {
            var ids = world.syncs.names().stream().map(world::syncId).toList();
            int writes = world.syncs.writes();
            long from = world.lastSequence();
            ids.subList(0, OBJECTS / 2 + 2).forEach(id -> world.admin.world().deleteSync(id));
            world.advance(Duration.ofMinutes(30));
            assertThat(world.writesSince(from)).isEmpty();
            assertThat(world.syncs.writes()).isEqualTo(writes);
            assertThat(world.syncs.names())
                    .allSatisfy(name -> assertThat(world.isReady(name)).isTrue());
        }
    }

    @Test
    @DisplayName("and two that are gone say so within a poll, each by itself")
    void twoAreMissing() {
        try (var world = ready()) {
            var names = world.syncs.names().subList(0, 2);
            names.forEach(name -> world.admin.world().deleteSync(world.syncId(name)));
            world.advance(Duration.ofSeconds(62));
            assertThat(names).allSatisfy(name -> assertThat(world.reason(name)).isEqualTo("RemoteMissing"));
        }
    }
}
