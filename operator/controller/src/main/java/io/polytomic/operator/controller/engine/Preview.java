package io.polytomic.operator.controller.engine;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.polytomic.operator.api.v1alpha1.Access;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.OrganizationRef;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationSpec;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.OrganizationWatch;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.Organizations.Lookup;
import io.polytomic.operator.controller.watch.Sighting;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.plan.Approval;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.Planner;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a pass over a BulkSync would do, without a cluster and without a write: bound, read and planned by the same code. It
 * knows of the cluster only what the objects it is given bring along in status.
 */
public final class Preview {
    /** What would become of the remote sync. */
    public enum Action {
        CREATE,
        UPDATE,
        ADOPT,
        NONE,
        PROBLEM
    }

    /**
     * @param syncId the remote sync, empty when there is none
     * @param plan every change; empty for a problem
     * @param waiting the changes that need a person's yes; its hash is the one to type, and the one in status.plan
     * @param reason of a problem, null otherwise
     * @param problem the sentence the operator would put into status, null when there is none
     * @param warnings sentences about what is allowed and most likely not meant
     */
    public record Result(
            Action action,
            String syncId,
            Plan plan,
            Plan waiting,
            Reason reason,
            String problem,
            List<String> warnings) {
        private static Result problem(String syncId, Reason reason, String sentence) {
            var nothing = new Plan(syncId, Cause.SPEC, List.of(), List.of());
            return new Result(Action.PROBLEM, syncId, nothing, nothing, reason, sentence, List.of());
        }
    }

    /** What is there, or will be, and what would be changed. */
    private record Compared(Plan plan, List<String> warnings) {}

    private final PolytomicApi api;
    private final Identity identity;
    private final OrganizationWatch watch;
    private final Organizations organizations = new Organizations();
    private final Connections connections;
    private final Binder binder;
    private final boolean managed;
    private final Clock clock;
    private Collection<Sighting> listing;

    /**
     * Asks whose key it is, so that a wrong key is said once.
     *
     * @param known organizations whose spec counts; one that is referred to and not among them admits everybody
     * @param objects all BulkSyncs that compete for remote syncs, each with uid, creation time and generation
     * @param managed true to take for granted that each object already holds the remote sync it matches
     * @throws ApiException when the API refuses the key or does not answer
     */
    public Preview(
            PolytomicApi api,
            Collection<PolytomicOrganization> known,
            Collection<BulkSync> objects,
            boolean managed,
            Clock clock) {
        this.api = api;
        this.clock = clock;
        this.managed = managed;
        this.identity = api.me();
        this.watch = new OrganizationWatch("preview", identity, api, WatchListener.NONE, clock);
        this.connections = new Connections(clock);
        var all = List.copyOf(objects);
        this.binder = new Binder(() -> all, connections);
        known.forEach(this::register);
        all.stream().filter(sync -> !isRegistered(sync)).forEach(sync -> register(stranger(sync)));
    }

    /** Id of the organization the key belongs to. */
    public String organizationId() {
        return identity.organizationId();
    }

    private void register(PolytomicOrganization object) {
        var id = Organizations.idOf(
                new OrganizationRef(
                        object.getMetadata().getName(), object.getMetadata().getNamespace()),
                object.getMetadata().getNamespace());
        organizations.ready(id, new LiveOrganization(object, api, identity, watch));
    }

    private boolean isRegistered(BulkSync sync) {
        return organizations.live(Organizations.idOf(
                        sync.getSpec().organizationRefOrDefault(),
                        sync.getMetadata().getNamespace()))
                != null;
    }

    /** An organization nothing is known of, at home in the namespace that refers to it. */
    private static PolytomicOrganization stranger(BulkSync sync) {
        var ref = sync.getSpec().organizationRefOrDefault();
        var home = ref.namespace() == null ? sync.getMetadata().getNamespace() : ref.namespace();
        var organization = new PolytomicOrganization();
        organization.setMetadata(new ObjectMeta());
        organization.getMetadata().setName(ref.nameOrDefault());
        organization.getMetadata().setNamespace(home);
        organization.setSpec(new PolytomicOrganizationSpec(
                null, null, null, null, null, null, null, null, null, new Access(Access.FROM_ALL, null), null));
        return organization;
    }

    /** Never throws for what is wrong with one object. */
    public Result of(BulkSync sync) {
        try {
            return look(sync);
        } catch (Stop stop) {
            return Result.problem("", stop.outcome().reason(), stop.outcome().message());
        } catch (ApiException e) {
            var outcome = Failures.outcome(e);
            return Result.problem("", outcome.reason(), outcome.message());
        }
    }

    private Result look(BulkSync sync) {
        var lookup = organizations.lookup(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        if (lookup instanceof Lookup.Unusable unusable) {
            throw new Stop(unusable.outcome());
        }
        var task = new SyncTask(
                sync,
                ((Lookup.Usable) lookup).organization(),
                new SyncMemory(),
                new WritesNothing(),
                clock,
                Priority.USER_EDIT);
        checkPinned(task);
        var ends = connections.resolve(sync, task.organization);
        task.desired = ManifestReader.read(sync.getSpec(), ends.sourceId(), ends.destinationId());
        if (task.draft.syncId != null) {
            binder.refuseWhenHeld(task, task.draft.syncId);
            return update(task, task.draft.syncId);
        }
        if (task.creating()) {
            throw Stop.waiting(
                    Reason.CREATE_UNCONFIRMED,
                    "The operator is creating the remote sync right now; plan again afterwards.",
                    Duration.ofMinutes(1));
        }
        return unbound(task);
    }

    private void checkPinned(SyncTask task) {
        var wanted = task.organization.spec().organizationId();
        var pinned = task.draft.organizationId != null ? task.draft.organizationId : wanted;
        if (pinned != null && !pinned.equals(identity.organizationId())) {
            throw Stop.stalled(
                    Reason.ORGANIZATION_CHANGED,
                    "The sync belongs to organization %s; the key is one of organization %s."
                            .formatted(pinned, identity.organizationId()));
        }
    }

    private Result unbound(SyncTask task) {
        var all = task.spec().syncId() == null ? listing() : List.<Sighting>of();
        if (managed) {
            var matches = task.spec().syncId() == null
                    ? matches(task, all)
                    : List.of(task.spec().syncId());
            if (matches.size() == 1) {
                binder.refuseWhenHeld(task, matches.get(0));
                return update(task, matches.get(0));
            }
        }
        var found = binder.find(task, all);
        return found.isPresent() ? adopt(task, found.get()) : create(task);
    }

    private static List<String> matches(SyncTask task, Collection<Sighting> listing) {
        var stated = task.desired.stated();
        return listing.stream()
                .filter(s -> s.is(
                        task.name(),
                        stated.text(SyncMember.SOURCE_CONNECTION),
                        stated.text(SyncMember.DESTINATION_CONNECTION)))
                .map(Sighting::id)
                .toList();
    }

    private Collection<Sighting> listing() {
        if (listing == null) {
            listing = watch.listing();
        }
        return listing;
    }

    private Result create(SyncTask task) {
        var plan = Planner.create(task.desired, Cause.SPEC);
        Capabilities.check(api, plan, task.desired.stated());
        refuseUnknown(SourceNames.unknown(api, task.desired));
        return new Result(
                Action.CREATE, "", plan, approval(task).judge(plan).waiting(), null, null, idleAtSource(task.desired));
    }

    private Result adopt(SyncTask task, String syncId) {
        var compared = compare(task, syncId, Cause.ADOPTION);
        return result(Action.ADOPT, compared, approval(task).judgeAll(compared.plan()));
    }

    private Result update(SyncTask task, String syncId) {
        boolean applied = Conditions.wasApplied(task.draft.conditions, task.generation());
        var compared = compare(task, syncId, applied ? Cause.DRIFT : Cause.SPEC);
        return result(Action.UPDATE, compared, approval(task).judge(compared.plan()));
    }

    private static Result result(Action action, Compared compared, Approval.Verdict verdict) {
        var plan = compared.plan();
        return new Result(
                plan.isEmpty() ? Action.NONE : action,
                plan.syncId(),
                plan,
                verdict.waiting(),
                null,
                null,
                compared.warnings());
    }

    /** Of the schemas that the new sync would have. */
    private List<String> idleAtSource(DesiredSync desired) {
        return desired.maskRules().isEmpty()
                ? List.of()
                : SourceNames.asSelected(api, desired)
                        .map(there -> MaskWords.idleRules(desired, there))
                        .orElse(List.of());
    }

    private Compared compare(SyncTask task, String syncId, Cause cause) {
        var remote = Observer.observe(api, syncId, task.desired)
                .map(there -> Observer.withErrorHandling(api, there, task.desired))
                .orElseThrow(() -> Stop.stalled(
                        Reason.REMOTE_MISSING,
                        syncId.equals(task.spec().syncId())
                                ? "spec.syncId: the API knows no sync " + syncId + "."
                                : "Remote sync " + syncId + " is gone; creating it again is planned in the cluster."));
        var owner = remote.record().organizationId();
        if (owner != null && !owner.equals(identity.organizationId())) {
            throw Stop.stalled(Reason.ORGANIZATION_CHANGED, "The sync belongs to organization " + owner + ".");
        }
        var observed = WireReader.read(remote);
        var plan = Planner.plan(syncId, task.desired, observed, cause);
        refuseUnknown(plan.unknown());
        var after = plan.applyTo(observed);
        Capabilities.check(api, plan, after);
        return new Compared(plan, MaskWords.idleRules(task.desired, after));
    }

    /** Nothing was approved yet: what needs a yes waits for it. */
    private static Approval approval(SyncTask task) {
        return new Approval(ManifestReader.requiredApprovals(task.spec()), null, null, false, Set.of());
    }

    private static void refuseUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw Stop.stalled(
                    Reason.UNKNOWN_SCHEMA,
                    String.join(" ", unknown.stream().limit(5).toList()));
        }
    }
}
