package io.polytomic.operator.controller.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.engine.OrganizationEngine;
import io.polytomic.operator.controller.watch.Wakeups;
import java.time.Duration;
import java.util.List;

/** Connects an organization and keeps its watcher ticking. */
@ControllerConfiguration(name = "polytomicorganization", generationAwareEventProcessing = false)
public final class PolytomicOrganizationReconciler
        implements Reconciler<PolytomicOrganization>, Cleaner<PolytomicOrganization> {
    private static final Duration STILL_NEEDED = Duration.ofSeconds(10);

    private final Guard guard;
    private final OrganizationEngine engine;
    private final Neighbourhood neighbourhood;
    private final ObjectCache<PolytomicOrganization> cache;
    private final Wakeups<PolytomicOrganization> wakeups;

    public PolytomicOrganizationReconciler(
            Guard guard,
            OrganizationEngine engine,
            Neighbourhood neighbourhood,
            ObjectCache<PolytomicOrganization> cache,
            Wakeups<PolytomicOrganization> wakeups) {
        this.guard = guard;
        this.engine = engine;
        this.neighbourhood = neighbourhood;
        this.cache = cache;
        this.wakeups = wakeups;
    }

    @Override
    public List<EventSource<?, PolytomicOrganization>> prepareEventSources(
            EventSourceContext<PolytomicOrganization> context) {
        cache.use(context.getPrimaryCache());
        return List.of(wakeups);
    }

    @Override
    public UpdateControl<PolytomicOrganization> reconcile(
            PolytomicOrganization organization, Context<PolytomicOrganization> context) {
        return guard.reconcile(organization, () -> connect(organization, context));
    }

    private UpdateControl<PolytomicOrganization> connect(
            PolytomicOrganization organization, Context<PolytomicOrganization> context) {
        var result = engine.pass(organization);
        var written = Writers.of(context, PolytomicOrganization::new).write(organization, result.status());
        neighbourhood.wakeWaitingFor(organization, written);
        return Guard.next(organization, written, Neighbourhood.untilNextLook(written, result.next()));
    }

    @Override
    public DeleteControl cleanup(PolytomicOrganization organization, Context<PolytomicOrganization> context) {
        return guard.cleanup(organization, () -> {
            var needing = neighbourhood.neededForDeletionBy(organization);
            if (!needing.isEmpty()) {
                // connected after a restart, too: only with its key can they delete anything
                var status = engine.passWhileNeeded(organization, needing).status();
                Writers.of(context, PolytomicOrganization::new).write(organization, status);
                return DeleteControl.noFinalizerRemoval().rescheduleAfter(STILL_NEEDED);
            }
            engine.forget(organization);
            neighbourhood.wakeSyncsOf(organization);
            return DeleteControl.defaultDelete();
        });
    }
}
