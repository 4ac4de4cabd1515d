package io.polytomic.operator.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ledger of a sync with more runs than it keeps")
class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static BulkSyncRun ended(String name, Duration ago, String ttl) {
        try {
            return new ObjectMapper().readValue("""
                    {"metadata": {"name": "%1$s", "namespace": "data", "uid": "uid-%1$s"},
                     "spec": {"bulkSyncRef": {"name": "orders"}, "ttlAfterFinished": "%3$s"},
                     "status": {"phase": "Succeeded", "executionId": "e-%1$s", "attribution": "Started",
                      "completedAt": "%2$s"}}
                    """.formatted(name, NOW.minus(ago), ttl), BulkSyncRun.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<BulkSyncRun> ended(int count, Duration ago) {
        var runs = new ArrayList<BulkSyncRun>();
        for (int i = 0; i < count; i++) {
            runs.add(ended("run-" + i, ago.minusSeconds(i), "1m"));
        }
        return runs;
    }

    private static List<String> names(List<RunRecord> ledger) {
        return ledger.stream().map(RunRecord::name).toList();
    }

    @Test
    @DisplayName("takes in one that ended before all others, as it was kept longer")
    void keptLonger() {
        var full = Ledger.next(List.of(), ended(Ledger.LIMIT + 1, Duration.ofHours(2)), NOW);
        var old = ended("old", Duration.ofHours(48), "47h");
        var next = Ledger.next(full, List.of(old), NOW);
        assertThat(names(next)).hasSize(Ledger.LIMIT).contains("old");
        assertThat(Ledger.next(next, List.of(old), NOW)).isEqualTo(next);
    }

    @Test
    @DisplayName("forgets none that is still there, and comes to rest when the first of them are removed")
    void manyAtOnce() {
        var runs = ended(Ledger.LIMIT + 50, Duration.ofHours(2));
        var first = Ledger.next(List.of(), runs, NOW);
        assertThat(first).hasSize(Ledger.LIMIT);
        assertThat(Ledger.next(first, runs, NOW)).isEqualTo(first);

        runs.removeIf(run -> names(first).contains(run.getMetadata().getName()));
        var second = Ledger.next(first, runs, NOW);
        assertThat(second).hasSize(Ledger.LIMIT);
        assertThat(names(second))
                .containsAll(
                        runs.stream().map(run -> run.getMetadata().getName()).toList());
    }

    @Test
    @DisplayName("says of no execution that a run only followed that it is the run's own")
    void followed() throws JsonProcessingException {
        var own = ended("own", Duration.ofHours(2), "1m");
        var json = new ObjectMapper().writeValueAsString(own);
        var following = new ObjectMapper().readValue(json.replace("Started", "Attached"), BulkSyncRun.class);
        assertThat(Ledger.next(List.of(), List.of(own), NOW).get(0).executionId())
                .isEqualTo("e-own");
        assertThat(Ledger.next(List.of(), List.of(following), NOW).get(0).executionId())
                .isNull();
    }
}
