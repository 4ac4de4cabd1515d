package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Event;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.controller.status.Events;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events are written beside the passes; what kubectl shows of them is as if they were not. */
@ClusterTest
class EventWriterTest {
    @Test
    @DisplayName("The same again raises the count of one event, and a long message is cut")
    void written(Cluster cluster) {
        try (var stage = Stage.dark(cluster)) {
            var sync = sync(stage.namespace());
            try (var events = new Events(cluster.client(), Clock.systemUTC())) {
                events.record(sync, false, "Updated", "one");
                events.record(sync, false, "Updated", "one");
                events.record(sync, true, "MaskLost", "x".repeat(3000));
                Stage.eventually()
                        .untilAsserted(() -> assertThat(all(stage))
                                .extracting(Event::getReason, Event::getType, Event::getCount)
                                .containsExactlyInAnyOrder(
                                        tuple("Updated", "Normal", 2), tuple("MaskLost", "Warning", 1)));
            }
        }
    }

    @Test
    @DisplayName("One that cannot be written holds up nothing and nobody")
    void refused(Cluster cluster) {
        try (var stage = Stage.dark(cluster)) {
            try (var events = new Events(cluster.client(), Clock.systemUTC())) {
                events.record(sync("no-such-namespace"), false, "Updated", "one");
                events.record(sync(stage.namespace()), false, "Updated", "two");
                Stage.eventually()
                        .untilAsserted(() -> assertThat(all(stage))
                                .extracting(Event::getMessage)
                                .containsExactly("two"));
            }
        }
    }

    private static List<Event> all(Stage stage) {
        return stage.cluster()
                .client()
                .v1()
                .events()
                .inNamespace(stage.namespace())
                .list()
                .getItems();
    }

    private static BulkSync sync(String namespace) {
        var sync = new BulkSync();
        sync.getMetadata().setNamespace(namespace);
        sync.getMetadata().setName("orders");
        sync.getMetadata().setUid("0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01");
        return sync;
    }
}
