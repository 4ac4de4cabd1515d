package io.polytomic.operator.controller.status;

import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The conditions of one object while a pass computes them. A transition time moves only when the status of a condition
 * does, so that writing the same conditions again changes nothing.
 */
public final class Conditions {
    /** Longest message of a condition in characters. */
    public static final int MESSAGE_LIMIT = 4096;

    private final Map<String, Condition> byType = new TreeMap<>();
    private final long generation;
    private final Instant now;

    public Conditions(List<Condition> current, long generation, Instant now) {
        if (current != null) {
            current.forEach(condition -> byType.put(condition.type(), condition));
        }
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Ready, Reconciling and Stalled as an outcome wants them (kstatus): the last two stand only while True, never both. */
    public Conditions of(Outcome outcome) {
        standsOnlyWhile(Condition.RECONCILING, outcome instanceof Outcome.Waiting, outcome);
        standsOnlyWhile(Condition.STALLED, outcome instanceof Outcome.Stalled, outcome);
        var ready = outcome instanceof Outcome.Settled ? Condition.TRUE : Condition.FALSE;
        return set(Condition.READY, ready, outcome.reason(), outcome.message());
    }

    private void standsOnlyWhile(String type, boolean holds, Outcome outcome) {
        if (holds) {
            set(type, Condition.TRUE, outcome.reason(), outcome.message());
        } else {
            remove(type);
        }
    }

    public Conditions set(String type, String status, Reason reason, String message) {
        var before = byType.get(type);
        var since = before != null && status.equals(before.status()) && before.lastTransitionTime() != null
                ? before.lastTransitionTime()
                : now.toString();
        var text = message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT - 1) + "…";
        byType.put(type, new Condition(type, status, generation, since, reason.word(), text));
        return this;
    }

    public Conditions remove(String type) {
        byType.remove(type);
        return this;
    }

    public List<Condition> list() {
        return new ArrayList<>(byType.values());
    }

    public static Condition find(List<Condition> conditions, String type) {
        return conditions == null
                ? null
                : conditions.stream()
                        .filter(c -> type.equals(c.type()))
                        .findFirst()
                        .orElse(null);
    }

    public static boolean isTrue(List<Condition> conditions, String type) {
        var condition = find(conditions, type);
        return condition != null && Condition.TRUE.equals(condition.status());
    }

    /**
     * True when the remote sync was once what this generation of the manifest says. What differs since was changed by
     * somebody else: Drifted is said only of a generation that was applied.
     */
    public static boolean wasApplied(List<Condition> conditions, long generation) {
        var drifted = find(conditions, Condition.DRIFTED);
        return isReadyFor(conditions, generation)
                || drifted != null && Long.valueOf(generation).equals(drifted.observedGeneration());
    }

    /** The same conditions, which still hold in this generation. */
    public static List<Condition> observed(List<Condition> conditions, long generation) {
        return conditions == null
                ? null
                : conditions.stream()
                        .map(c -> new Condition(
                                c.type(), c.status(), generation, c.lastTransitionTime(), c.reason(), c.message()))
                        .toList();
    }

    /** What Ready has to say beyond that all is as the manifest says; empty when it is not True, or says no more. */
    public static String remark(List<Condition> conditions) {
        var ready = find(conditions, Condition.READY);
        var plain = Reason.SYNCED.meaning();
        return isTrue(conditions, Condition.READY)
                        && ready.message() != null
                        && ready.message().startsWith(plain)
                ? ready.message().substring(plain.length()).strip()
                : "";
    }

    /** The stall that an object did not have before, or had for another reason; null when there is none. */
    public static Condition newStall(List<Condition> before, List<Condition> after) {
        var was = find(before, Condition.STALLED);
        var is = find(after, Condition.STALLED);
        return is == null || was != null && is.reason().equals(was.reason()) ? null : is;
    }

    /** True when the object is Ready and was so for exactly this generation. */
    public static boolean isReadyFor(List<Condition> conditions, Long generation) {
        var ready = find(conditions, Condition.READY);
        return ready != null
                && Condition.TRUE.equals(ready.status())
                && generation != null
                && generation.equals(ready.observedGeneration());
    }
}
