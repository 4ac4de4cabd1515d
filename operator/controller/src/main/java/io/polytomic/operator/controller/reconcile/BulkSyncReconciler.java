package io.polytomic.operator.controller.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.controller.engine.Recorder;
import io.polytomic.operator.controller.engine.SyncCleanup;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.engine.SyncResult;
import io.polytomic.operator.controller.status.Events;
import io.polytomic.operator.controller.watch.Wakeups;
import java.util.List;

/** Makes a remote sync what its BulkSync says. */
@ControllerConfiguration(name = "bulksync", generationAwareEventProcessing = false)
public final class BulkSyncReconciler implements Reconciler<BulkSync>, Cleaner<BulkSync> {
    private final Guard guard;
    private final SyncEngine engine;
    private final SyncCleanup cleanup;
    private final Neighbourhood neighbourhood;
    private final Events events;
    private final ObjectCache<BulkSync> cache;
    private final Wakeups<BulkSync> wakeups;

    public BulkSyncReconciler(
            Guard guard,
            SyncEngine engine,
            SyncCleanup cleanup,
            Neighbourhood neighbourhood,
            Events events,
            ObjectCache<BulkSync> cache,
            Wakeups<BulkSync> wakeups) {
        this.guard = guard;
        this.engine = engine;
        this.cleanup = cleanup;
        this.neighbourhood = neighbourhood;
        this.events = events;
        this.cache = cache;
        this.wakeups = wakeups;
    }

    @Override
    public List<EventSource<?, BulkSync>> prepareEventSources(EventSourceContext<BulkSync> context) {
        cache.use(context.getPrimaryCache());
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<BulkSync> reconcile(BulkSync sync, Context<BulkSync> context) {
        return guard.reconcile(sync, () -> {
            var result = engine.pass(sync, neighbourhood.runsOf(sync), recorder(context));
            var written = tell(sync, result, context);
            neighbourhood.wakeRunsWhenReadinessMoved(sync, written);
            return Guard.next(sync, written, result.next());
        });
    }

    private BulkSync tell(BulkSync sync, SyncResult result, Context<BulkSync> context) {
        try {
            return Writers.of(context, BulkSync::new).write(result.sync(), result.status());
        } catch (RuntimeException notStored) {
            engine.notTold(sync);
            throw notStored;
        }
    }

    @Override
    public DeleteControl cleanup(BulkSync sync, Context<BulkSync> context) {
        return guard.cleanup(
                sync,
                () -> cleanup.cleanup(
                                sync,
                                neighbourhood.organizationExists(sync),
                                neighbourhood.namespaceEnds(sync),
                                recorder(context))
                        .map(again -> DeleteControl.noFinalizerRemoval().rescheduleAfter(again))
                        .orElseGet(DeleteControl::defaultDelete));
    }

    private Recorder recorder(Context<BulkSync> context) {
        return new Recorder() {
            @Override
            public BulkSync record(BulkSync sync, BulkSyncStatus status) {
                return Writers.of(context, BulkSync::new).write(sync, status);
            }

            @Override
            public BulkSync wish(BulkSync sync, BulkSyncStatus status) {
                return Writers.of(context, BulkSync::new).writeOnlyOn(sync, status);
            }

            @Override
            public boolean isCurrent(BulkSync sync, long generation) {
                if (!guard.mayAct()) {
                    return false;
                }
                var now = context.getClient().resource(sync).get();
                return now != null
                        && sync.getMetadata().getUid().equals(now.getMetadata().getUid())
                        && now.getMetadata().getGeneration() == generation;
            }

            @Override
            public boolean isUntouched(BulkSync sync) {
                return guard.mayAct() && Writers.isUntouched(context, sync);
            }

            @Override
            public void event(BulkSync sync, boolean warning, String reason, String message) {
                events.record(sync, warning, reason, message);
            }
        };
    }
}
