package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;

/** What the destination cannot do is said at plan time, before anything is sent. */
final class Capabilities {
    private Capabilities() {}

    /**
     * @param target the sync as it will be, of which destination and mode count
     * @throws Stop naming the member, what was found and what is supported; an API that tells nothing forbids nothing
     */
    static void check(PolytomicApi api, Plan plan, SyncDefinition target) {
        var mode = plan.changes().stream()
                .filter(c -> c.place().member() == SyncMember.MODE)
                .findFirst();
        var history = plan.changes().stream()
                .filter(c -> c.place().member() == SchemaMember.HISTORY_ENABLED && Boolean.TRUE.equals(c.to()))
                .map(Change::path)
                .findFirst();
        var destination = target.text(SyncMember.DESTINATION_CONNECTION);
        if (destination == null || mode.isEmpty() && history.isEmpty()) {
            return;
        }
        var can = api.getBulkDestination(destination);
        var wanted = target.text(SyncMember.MODE);
        if (mode.isPresent() && !can.modes().isEmpty() && !can.modes().contains(wanted)) {
            throw Stop.stalled(
                    Reason.UNSUPPORTED,
                    "mode: the destination does not support \"%s\"; it supports %s."
                            .formatted(wanted, String.join(", ", can.modes())));
        }
        if (history.isPresent() && (Boolean.FALSE.equals(can.supportsHistoryMode()) || !"replicate".equals(wanted))) {
            throw Stop.stalled(
                    Reason.UNSUPPORTED,
                    "%s: history tables need mode replicate and a destination that supports them."
                            .formatted(history.get()));
        }
    }
}
