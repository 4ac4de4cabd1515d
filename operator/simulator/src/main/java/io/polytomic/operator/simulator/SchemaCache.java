package io.polytomic.operator.simulator;

import java.time.Duration;

/** The cache of source schemas of each connection (notes.md section 8, "Schema cache"). */
final class SchemaCache {
    private final World world;

    SchemaCache(World world) {
        this.world = world;
    }

    void requireReady(Connection connection) {
        boolean blocked = connection.refreshing() && world.switches.on(Switch.REFRESH_BLOCKS);
        if (connection.cached == null || blocked) {
            throw ApiProblem.of(
                    world.switches.get(Switch.CACHE_NOT_READY),
                    "cache refresh in progress: source " + connection.name + " did not provide any schemas yet");
        }
    }

    void refresh(Connection connection, Duration delay) {
        if (connection.refreshing()) {
            return;
        }
        connection.refreshStarted = world.now();
        world.changed();
        if (delay.isZero()) {
            finish(connection);
        } else {
            world.after(delay, () -> finish(connection));
        }
    }

    private void finish(Connection connection) {
        Catalog before = connection.cached;
        Catalog after = connection.live;
        connection.cached = after;
        connection.refreshFinished =
                connection.refreshStarted.isBefore(world.now()) ? world.now() : connection.refreshStarted.plusMillis(1);
        world.changed();
        if (before == null || before == after) {
            return;
        }
        world.syncs.values().stream()
                .filter(sync -> sync.settings.sourceConnectionId().equals(connection.id))
                .forEach(sync -> world.selections.discover(sync, before, after));
    }
}
