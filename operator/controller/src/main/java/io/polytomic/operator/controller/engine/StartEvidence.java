package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.api.v1alpha1.RunRecord;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.Execution;
import io.polytomic.operator.controller.translate.ExecutionReader;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.core.run.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the executions of a sync prove about a start whose answer was lost. */
final class StartEvidence {
    /** So many of a sync's latest executions are looked at. */
    static final int LISTED = 25;

    /**
     * An execution created this long before the wish is certainly not its result, also when the list at that time did not
     * show it; one created only a little before it may be, since two clocks of the API tell the times: it proves nothing.
     */
    private static final Duration LONG_BEFORE = Duration.ofHours(1);

    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final RunNeighbours neighbours;

    StartEvidence(RunNeighbours neighbours) {
        this.neighbours = neighbours;
    }

    Evidence of(RunTask task, LiveOrganization organization, PolytomicApi api) {
        List<String> known =
                task.draft.start.knownExecutionIds() == null ? List.of() : task.draft.start.knownExecutionIds();
        var wished = Instant.parse(task.draft.start.requestedAt());
        var page = api.listExecutions(task.draft.syncId, LISTED, null);
        organization.watch().tellTime(page.serverTime()); // how long it is looked for is measured from look to look
        var listed = page.items().stream()
                .filter(e -> !ExecutionReader.wasCreatedBefore(e, wished.minus(LONG_BEFORE)))
                .toList();
        var seen = listed.stream()
                .map(e -> ExecutionReader.seen(e, organization.watch().startedBySchedule(e.id())))
                .toList();
        var evidence = Evidence.of(task.request, known, claimed(task), seen);
        return evidence instanceof Evidence.OneMatch match && isDoubtful(listed, match.executionId(), wished)
                ? new Evidence.Unclear(List.of(match.executionId()))
                : evidence;
    }

    /**
     * Its own word alone proves no schedule (notes.md §13), but with it the execution is no proof of a start either; nor is
     * one that seems older than the wish.
     */
    private static boolean isDoubtful(List<Execution> listed, String executionId, Instant wished) {
        return listed.stream()
                .filter(e -> executionId.equals(e.id()))
                .anyMatch(
                        e -> "scheduled".equals(e.type()) || ExecutionReader.wasCreatedBefore(e, wished.minus(BEFORE)));
    }

    /**
     * What other runs, present or on record in a ledger, say is theirs: those of every object of the same remote sync, as one
     * that was renamed in Git leaves runs behind. What a run only follows is not its own, and may be the very result.
     */
    private Set<String> claimed(RunTask task) {
        var sameName = neighbours.runsOf(task.namespace(), task.request.syncName());
        var sameRemote = neighbours.runsOfRemote(task.draft.syncId);
        var present = Stream.concat(sameName.stream(), sameRemote.stream())
                .filter(r -> !r.getMetadata().getUid().equals(task.uid()) && r.getStatus() != null)
                .map(BulkSyncRun::getStatus)
                .filter(status -> !BulkSyncRunStatus.ATTACHED.equals(status.attribution()))
                .map(BulkSyncRunStatus::executionId);
        var own = neighbours.readLive(task.namespace(), task.request.syncName()).stream();
        var onRecord = Stream.concat(own, neighbours.syncsBoundTo(task.draft.syncId).stream())
                .filter(sync -> sync.getStatus() != null && sync.getStatus().runs() != null)
                .flatMap(sync -> sync.getStatus().runs().stream())
                .map(RunRecord::executionId);
        return Stream.concat(present, onRecord).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
