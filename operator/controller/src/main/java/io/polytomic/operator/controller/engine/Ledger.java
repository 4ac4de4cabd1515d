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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a BulkSync remembers of runs that their TTL removes, so that Git applying the same run again starts nothing. Pure.
 * An entry is made before the run is deleted, and struck out when somebody deletes the run that took it over.
 */
public final class Ledger {
    /** Entries kept, in the order in which they were taken in. */
    public static final int LIMIT = 200;

    private static final Comparator<RunRecord> ORDER = Comparator.comparing(
                    RunRecord::completedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(RunRecord::name);

    private Ledger() {}

    /** @param runs the runs of this sync that exist now */
    public static List<RunRecord> next(List<RunRecord> ledger, Collection<BulkSyncRun> runs, Instant now) {
        var entries = new ArrayList<RunRecord>(ledger == null ? List.of() : ledger);
        runs.stream().filter(BulkSyncRun::isMarkedForDeletion).forEach(run -> {
            var meta = run.getMetadata();
            entries.removeIf(e -> e.name().equals(meta.getName()) && !e.uid().equals(meta.getUid()));
        });
        var known = entries.stream().map(RunRecord::uid).collect(Collectors.toSet());
        var present = runs.stream().map(run -> run.getMetadata().getUid()).collect(Collectors.toSet());
        long needed = known.stream().filter(present::contains).count();
        runs.stream()
                .filter(run -> !run.isMarkedForDeletion() && isExpired(run, now))
                .filter(run -> !known.contains(run.getMetadata().getUid()))
                .map(Ledger::record)
                .sorted(ORDER)
                .limit(LIMIT - Math.min(needed, LIMIT))
                .forEach(added -> {
                    entries.removeIf(e -> e.name().equals(added.name()));
                    entries.add(added);
                });
        return withinLimit(entries, present);
    }

    /** The first that were taken in go first, but none whose run is still there: that one would be taken in again at once. */
    private static List<RunRecord> withinLimit(List<RunRecord> entries, Set<String> present) {
        int tooMany = entries.size() - LIMIT;
        for (var it = entries.iterator(); tooMany > 0 && it.hasNext(); ) {
            if (!present.contains(it.next().uid())) {
                it.remove();
                tooMany--;
            }
        }
        return entries;
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
