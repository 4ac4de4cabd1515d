package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.RunRecord;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.core.run.RunPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a BulkSync remembers of runs that their TTL removes, so that Git applying the same run again starts nothing. Pure.
 * An entry is made before the run is deleted, and struck out when somebody deletes the run that took it over.
 */
public final class Ledger {
    /** Entries kept; the oldest go first. */
    public static final int LIMIT = 200;

    private Ledger() {}

    /** @param runs the runs of this sync that exist now */
    public static List<RunRecord> next(List<RunRecord> ledger, Collection<BulkSyncRun> runs, Instant now) {
        var entries = new ArrayList<RunRecord>(ledger == null ? List.of() : ledger);
        for (var run : runs) {
            var uid = run.getMetadata().getUid();
            if (run.isMarkedForDeletion()) {
                entries.removeIf(e ->
                        e.name().equals(run.getMetadata().getName()) && !e.uid().equals(uid));
            } else if (isExpired(run, now)
                    && entries.stream().noneMatch(e -> e.uid().equals(uid))) {
                entries.removeIf(e -> e.name().equals(run.getMetadata().getName()));
                entries.add(record(run));
            }
        }
        entries.sort(Comparator.comparing(RunRecord::completedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(RunRecord::name));
        return entries.size() <= LIMIT ? entries : entries.subList(entries.size() - LIMIT, entries.size());
    }

    public static Optional<RunRecord> find(List<RunRecord> ledger, String name) {
        return ledger == null
                ? Optional.empty()
                : ledger.stream().filter(e -> name.equals(e.name())).findFirst();
    }

    /** True when the run's TTL has passed; a run that took over an older one never expires. */
    static boolean isExpired(BulkSyncRun run, Instant now) {
        var at = expiry(run);
        return at != null && !at.isAfter(now);
    }

    /** When the TTL of a finished run passes; null for never. */
    static Instant expiry(BulkSyncRun run) {
        var status = run.getStatus();
        var ttl = DurationText.parse(run.getSpec().ttlAfterFinished());
        var ended = status == null ? null : RemoteText.instant(status.completedAt());
        if (ttl == null
                || ended == null
                || !RunPhase.of(status.phase()).isFinal()
                || BulkSyncRunStatus.TAKEN_OVER.equals(status.attribution())) {
            return null;
        }
        return ended.plus(ttl);
    }

    private static RunRecord record(BulkSyncRun run) {
        var status = run.getStatus();
        return new RunRecord(
                run.getMetadata().getName(),
                run.getMetadata().getUid(),
                RunTask.request(run.getSpec()).hash(), // status has none of a run that never came to its start
                BulkSyncRunStatus.ATTACHED.equals(status.attribution()) ? null : status.executionId(), // not its own
                status.phase(),
                status.completedAt());
    }
}
