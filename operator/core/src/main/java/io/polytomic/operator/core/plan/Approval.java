package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.Impact;
import java.util.Set;

/**
 * Which changes of a plan may go now. An approval never covers more than the plan it was given for, is on record before
 * anything is done, covers the rest of that plan after a restart, and is spent once.
 *
 * @param required impacts that need a person's yes
 * @param annotation hash typed by a person, null when none
 * @param recordedHash hash of the last acceptance on record, null when none
 * @param recordedSpent true when that acceptance was used up
 * @param covered path and shown new value of the changes of the accepted plan, only while the manifest has not changed
 *     since; empty otherwise
 */
public record Approval(
        Set<Impact> required, String annotation, String recordedHash, boolean recordedSpent, Set<Covered> covered) {
    /** One change of an accepted plan as it stands in status. */
    public record Covered(String path, String to) {}

    /**
     * @param allowed the changes to carry out now
     * @param waiting the changes that wait for a person; their plan's hash is the one to type
     * @param accept a hash to put on record before acting, null when nothing new was accepted
     * @param spent the annotation names a plan whose approval was used up already
     */
    public record Verdict(Plan allowed, Plan waiting, String accept, boolean spent) {}

    public Approval {
        required = Set.copyOf(required);
        covered = Set.copyOf(covered);
    }

    public Verdict judge(Plan plan) {
        return judge(plan, false);
    }

    /** As {@link #judge(Plan)}, and every change of the plan needs a yes, whatever {@code required} says. */
    public Verdict judgeAll(Plan plan) {
        return judge(plan, true);
    }

    private Verdict judge(Plan plan, boolean all) {
        var gated = all ? plan : gated(plan);
        var free = plan.only(change -> !all && !needsYes(change));
        if (gated.isEmpty()) {
            return new Verdict(plan, gated, null, false);
        }
        var hash = gated.hash();
        boolean underWay = recordedHash != null && !recordedSpent;
        if (underWay && (recordedHash.equals(hash) || gated.changes().stream().allMatch(this::covers))) {
            return new Verdict(plan, gated.only(c -> false), null, false);
        }
        if (hash.equals(annotation) && !hash.equals(recordedHash)) {
            return new Verdict(plan, gated.only(c -> false), hash, false);
        }
        return new Verdict(free, gated, null, hash.equals(annotation));
    }

    /** The part of the plan that needs a person's yes. */
    public Plan gated(Plan plan) {
        return plan.only(this::needsYes);
    }

    private boolean needsYes(Change change) {
        return !change.masks() && change.impacts().stream().anyMatch(required::contains);
    }

    /** True when the accepted plan names this change and its new value. */
    public boolean covers(Change change) {
        return covered.contains(new Covered(change.path(), PlanText.shared().to(change)));
    }
}
