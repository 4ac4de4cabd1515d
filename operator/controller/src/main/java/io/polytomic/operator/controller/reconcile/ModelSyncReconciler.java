package io.polytomic.operator.controller.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.controller.engine.ModelEngine;
import io.polytomic.operator.controller.engine.ModelResult;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.Events;
import io.polytomic.operator.controller.watch.Wakeups;
import java.util.List;

/** Tells what happens to a model sync. It has nothing to clean up, so its objects carry no finalizer. */
@ControllerConfiguration(name = "modelsync", generationAwareEventProcessing = false)
public final class ModelSyncReconciler implements Reconciler<ModelSync> {
    private final Guard guard;
    private final ModelEngine engine;
    private final Events events;
    private final ObjectCache<ModelSync> cache;
    private final Wakeups<ModelSync> wakeups;

    public ModelSyncReconciler(
            Guard guard, ModelEngine engine, Events events, ObjectCache<ModelSync> cache, Wakeups<ModelSync> wakeups) {
        this.guard = guard;
        this.engine = engine;
        this.events = events;
        this.cache = cache;
        this.wakeups = wakeups;
    }

    @Override
    public List<EventSource<?, ModelSync>> prepareEventSources(EventSourceContext<ModelSync> context) {
        cache.use(context.getPrimaryCache());
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<ModelSync> reconcile(ModelSync sync, Context<ModelSync> context) {
        return guard.reconcile(sync, () -> {
            var result = engine.pass(sync);
            var written = tell(sync, result, context);
            tellNewStall(sync, written);
            return Guard.next(sync, written, result.next());
        });
    }

    private ModelSync tell(ModelSync sync, ModelResult result, Context<ModelSync> context) {
        try {
            return Writers.of(context, ModelSync::new).write(sync, result.status());
        } catch (RuntimeException notStored) {
            engine.notTold(sync);
            throw notStored;
        }
    }

    private void tellNewStall(ModelSync before, ModelSync after) {
        var was = before.getStatus() == null ? null : before.getStatus().conditions();
        var stall = Conditions.newStall(
                was, after.getStatus() == null ? null : after.getStatus().conditions());
        if (stall != null) {
            events.record(after, true, stall.reason(), stall.message());
        }
    }
}
