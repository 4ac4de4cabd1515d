package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncRunStatus;
import io.polytomic.operator.controller.engine.RunEngine;
import io.polytomic.operator.controller.engine.RunRecorder;
import io.polytomic.operator.controller.engine.RunResult;
import io.polytomic.operator.controller.status.Events;
import io.polytomic.operator.controller.watch.Wakeups;
import java.util.List;

/** Starts one execution for a BulkSyncRun, at most once, and follows it to its end. */
@ControllerConfiguration(name = "bulksyncrun", generationAwareEventProcessing = false)
public final class BulkSyncRunReconciler implements Reconciler<BulkSyncRun>, Cleaner<BulkSyncRun> {
    private final Guard guard;
    private final RunEngine engine;
    private final Neighbourhood neighbourhood;
    private final Events events;
    private final ObjectCache<BulkSyncRun> cache;
    private final Wakeups<BulkSyncRun> wakeups;

    public BulkSyncRunReconciler(
            Guard guard,
            RunEngine engine,
            Neighbourhood neighbourhood,
            Events events,
            ObjectCache<BulkSyncRun> cache,
            Wakeups<BulkSyncRun> wakeups) {
        this.guard = guard;
        this.engine = engine;
        this.neighbourhood = neighbourhood;
        this.events = events;
        this.cache = cache;
        this.wakeups = wakeups;
    }

    @Override
    public List<EventSource<?, BulkSyncRun>> prepareEventSources(EventSourceContext<BulkSyncRun> context) {
        cache.use(context.getPrimaryCache());
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<BulkSyncRun> reconcile(BulkSyncRun run, Context<BulkSyncRun> context) {
        return guard.reconcile(run, () -> tell(run, engine.pass(run, recorder(context)), context));
    }

    private UpdateControl<BulkSyncRun> tell(BulkSyncRun run, RunResult result, Context<BulkSyncRun> context) {
        if (result.status() == null) {
            return UpdateControl.noUpdate();
        }
        var written = Writers.of(context, BulkSyncRun::new).write(result.run(), result.status());
        neighbourhood.wakeOthersWhenRunMoved(run, written);
        return Guard.next(run, written, result.next());
    }

    @Override
    public DeleteControl cleanup(BulkSyncRun run, Context<BulkSyncRun> context) {
        return guard.cleanup(
                run,
                () -> engine.cleanup(run, recorder(context))
                        .map(again -> DeleteControl.noFinalizerRemoval().rescheduleAfter(again))
                        .orElseGet(DeleteControl::defaultDelete));
    }

    private RunRecorder recorder(Context<BulkSyncRun> context) {
        return new RunRecorder() {
            @Override
            public BulkSyncRun record(BulkSyncRun run, BulkSyncRunStatus status) {
                return Writers.of(context, BulkSyncRun::new).write(run, status);
            }

            @Override
            public BulkSyncRun wish(BulkSyncRun run, BulkSyncRunStatus status) {
                guard.checkMayAct(run);
                return Writers.of(context, BulkSyncRun::new).writeOnlyOn(run, status);
            }

            @Override
            public boolean isUntouched(BulkSyncRun run) {
                return guard.mayAct() && Writers.isUntouched(context, run);
            }

            @Override
            public boolean leads() {
                return guard.mayAct();
            }

            @Override
            public void event(BulkSyncRun run, boolean warning, String reason, String message) {
                events.record(run, warning, reason, message);
            }

            @Override
            public void delete(BulkSyncRun run) {
                deleteThis(run, context.getClient());
            }
        };
    }

    private static void deleteThis(BulkSyncRun run, KubernetesClient client) {
        try {
            client.resource(run)
                    .lockResourceVersion(run.getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
        }
    }
}
