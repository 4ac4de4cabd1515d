package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.status.ModelDraft;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Organizations.Lookup;
import io.polytomic.operator.core.outcome.Outcome;
import java.time.Clock;

/** One ModelSync, one pass: decides whether there is anything to look at, looks, and says what came of it. It only reads. */
public final class ModelEngine {
    private final Organizations organizations;
    private final Lanes lanes;
    private final Connections connections;
    private final Clock clock;
    private final ActiveSince active;

    /** @param lanes those of the ModelSyncs */
    public ModelEngine(Organizations organizations, Lanes lanes, Clock clock) {
        this.organizations = organizations;
        this.lanes = lanes;
        this.connections = new Connections(clock);
        this.clock = clock;
        this.active = new ActiveSince(clock);
    }

    public ModelResult pass(ModelSync sync) {
        var lookup = organizations.lookup(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        if (lookup instanceof Lookup.Unusable unusable) {
            if (active.isStartingUp(unusable)) {
                return new ModelResult(sync, sync.getStatus(), ActiveSince.DURING_START_UP);
            }
            return hasWork(sync) || unusable.deleted()
                    ? told(sync, ModelDraft.of(sync.getStatus()), unusable.outcome(), true)
                    : new ModelResult(sync, sync.getStatus(), Outcomes.retry(unusable.outcome()));
        }
        var organization = ((Lookup.Usable) lookup).organization();
        if (!hasWork(sync) && !organization.watch().models().moved(sync)) {
            lanes.giveUp(sync);
            return new ModelResult(sync, sync.getStatus(), null);
        }
        return lanes.through(priority(sync), sync, () -> look(sync, organization))
                .orElseGet(() -> new ModelResult(sync, sync.getStatus(), Lanes.AT_THE_LATEST));
    }

    /** The status that a pass came to could not be stored: the next pass looks again. */
    public void notTold(ModelSync sync) {
        var lookup = organizations.lookup(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        if (lookup instanceof Lookup.Usable usable) {
            usable.organization().watch().models().notTold(sync.getMetadata().getUid());
        }
    }

    private ModelResult look(ModelSync sync, LiveOrganization organization) {
        var draft = ModelDraft.of(sync.getStatus());
        var pass = new ModelPass(sync, organization, connections, draft, priority(sync));
        Outcome outcome;
        try {
            outcome = pass.run();
        } catch (Stop stop) {
            outcome = stop.outcome();
        } catch (ApiException e) {
            outcome = Failures.outcome(e);
        }
        if (!Outcomes.isPassing(outcome)) {
            pass.remember();
        }
        return told(sync, draft, outcome, hasWork(sync) || !Outcomes.isPassing(outcome));
    }

    /** An edit is waited for by a person; what is in error comes last. */
    private static Priority priority(ModelSync sync) {
        var status = sync.getStatus();
        var generation = sync.getMetadata().getGeneration();
        if (status == null || !generation.equals(status.observedGeneration())) {
            return Priority.USER_EDIT;
        }
        return hasWork(sync) ? Priority.ERROR : Priority.POLL;
    }

    /** @param news false for a trouble of the way to the API, which says nothing about an object that was in order */
    private ModelResult told(ModelSync sync, ModelDraft draft, Outcome outcome, boolean news) {
        long generation = sync.getMetadata().getGeneration();
        var conditions = new Conditions(draft.conditions, generation, clock.instant());
        if (news) {
            conditions.of(outcome);
        }
        var last = draft.lastExecution;
        if (last == null) {
            conditions.remove(Condition.LAST_EXECUTION_SUCCEEDED);
        } else {
            var errors = last.counts() == null ? null : last.counts().error();
            ExecutionConditions.lastExecution(last.status(), errors, conditions);
        }
        draft.observedGeneration = generation;
        draft.conditions = conditions.list();
        return new ModelResult(sync, draft.build(), Outcomes.retry(outcome));
    }

    /** It is not known to be in order in this generation; what is idle otherwise stays as it is. */
    private static boolean hasWork(ModelSync sync) {
        return sync.getStatus() == null
                || !Conditions.isReadyFor(
                        sync.getStatus().conditions(), sync.getMetadata().getGeneration());
    }
}
