package io.polytomic.operator.core.run;

import java.time.Duration;
import java.util.List;

/** What to do after a start was sent, or found on record. */
public sealed interface StartDecision {
    /** The execution is ours: put its id on record and follow it. {@code inferred} when only evidence says so. */
    record Follow(String executionId, boolean inferred) implements StartDecision {}

    /** Certainly not started: forget this attempt, wait for the sync to be free, use the next attempt then. */
    record NotStarted(Duration retryAfter, String message) implements StartDecision {}

    /** Certainly not started and never will be. */
    record Fail(String message) implements StartDecision {}

    /** It cannot be known yet: repeat the same key later, nothing else. */
    record RepeatSameKey(Duration retryAfter) implements StartDecision {}

    /** Repeating tells nothing: leave the key alone from now on and only look, {@link StartMachine#looked} decides then. */
    record OnlyLook(Duration retryAfter) implements StartDecision {}

    /** It can be known that nothing happened: put the next attempt on record, then send it. */
    record NextAttempt() implements StartDecision {}

    /** It cannot be known: stop and ask. */
    record Stop(List<String> executionIds) implements StartDecision {}
}
