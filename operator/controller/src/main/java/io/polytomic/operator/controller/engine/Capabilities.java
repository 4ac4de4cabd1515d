package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.DestinationInfo;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.Map;
import java.util.Set;

/** What the destination cannot do is said at plan time, before anything is sent. */
final class Capabilities {
    private static final Set<Member> CONFIGURED =
            Set.of(SyncMember.DESTINATION_CONNECTION, SyncMember.DESTINATION_CONFIGURATION);

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
        var configured = plan.changes().stream()
                .anyMatch(c -> CONFIGURED.contains(c.place().member()));
        var destination = target.text(SyncMember.DESTINATION_CONNECTION);
        if (destination == null || mode.isEmpty() && history.isEmpty() && !configured) {
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
        if (configured) {
            checkConfiguration(can, target);
        }
    }

    private static void checkConfiguration(DestinationInfo can, SyncDefinition target) {
        var stated = target.members().get(SyncMember.DESTINATION_CONFIGURATION);
        var problems =
                ConfigurationCheck.problems(can.configuration(), stated instanceof Map<?, ?> map ? map : Map.of());
        if (!problems.isEmpty()) {
            throw Stop.stalled(
                    Reason.UNSUPPORTED,
                    "destination.configuration: not what this destination describes: %s."
                            .formatted(String.join("; ", problems)));
        }
    }
}
