package io.polytomic.operator.core.run;

import java.time.Duration;
import java.util.List;

/**
 * What may be concluded from the answer to a start (design.md §2). A key that was never sent before gives a definitive
 * answer with any 4xx; a repeated key does not, because the first sending may have had its effect.
 */
public final class StartMachine {
    /** Looks that show nothing for this long, while nothing is sent, prove after a fault on record that nothing was started. */
    public static final Duration BETWEEN_EMPTY_LOOKS = Duration.ofMinutes(5);

    /** A key older than this is not sent again: the API forgets keys after 24 hours. */
    public static final Duration KEY_LIFETIME = Duration.ofHours(20);

    private static final Duration BUSY_AGAIN = Duration.ofSeconds(15);
    private static final Duration REPEAT = Duration.ofSeconds(10);

    private StartMachine() {}

    /** The first answer to a key that was never sent before. */
    public static StartDecision first(StartAnswer answer) {
        if (answer instanceof StartAnswer.Started started) {
            return new StartDecision.Follow(started.executionId(), false);
        }
        if (answer instanceof StartAnswer.Conflict) {
            return new StartDecision.NotStarted(BUSY_AGAIN, "Another execution is running.");
        }
        if (answer instanceof StartAnswer.Refused refused) {
            return new StartDecision.Fail(refused.message());
        }
        if (answer instanceof StartAnswer.TurnedAway away) {
            return new StartDecision.NotStarted(away.retryAfter(), away.message());
        }
        return new StartDecision.RepeatSameKey(REPEAT);
    }

    /**
     * The answer to a key that may have been sent before.
     *
     * @param evidence read after the answer
     * @param patienceIsOver the start is tried so long that a fault of the server is not a passing one
     */
    public static StartDecision repeated(StartAnswer answer, Evidence evidence, boolean patienceIsOver) {
        if (answer instanceof StartAnswer.Started started) {
            return new StartDecision.Follow(started.executionId(), false);
        }
        if (answer instanceof StartAnswer.TurnedAway away) {
            return new StartDecision.RepeatSameKey(away.retryAfter());
        }
        if (answer instanceof StartAnswer.Conflict) {
            return new StartDecision.RepeatSameKey(REPEAT);
        }
        if (evidence instanceof Evidence.OneMatch match) {
            return new StartDecision.Follow(match.executionId(), true);
        }
        if (evidence instanceof Evidence.Unclear unclear) {
            return new StartDecision.Stop(unclear.executionIds());
        }
        if (answer instanceof StartAnswer.Refused refused) {
            return new StartDecision.Fail(refused.message());
        }
        boolean replayedFault = answer instanceof StartAnswer.Lost lost && lost.serverFault();
        return replayedFault && patienceIsOver
                ? new StartDecision.OnlyLook(REPEAT)
                : new StartDecision.RepeatSameKey(REPEAT);
    }

    /**
     * A key that is left alone: only evidence counts.
     *
     * @param longEnough it is left alone for {@link #BETWEEN_EMPTY_LOOKS}
     */
    public static StartDecision looked(Evidence evidence, boolean longEnough) {
        if (evidence instanceof Evidence.OneMatch match) {
            return new StartDecision.Follow(match.executionId(), true);
        }
        if (evidence instanceof Evidence.Unclear unclear) {
            return new StartDecision.Stop(unclear.executionIds());
        }
        return longEnough ? new StartDecision.NextAttempt() : new StartDecision.OnlyLook(REPEAT);
    }

    /** A key too old to be sent: only evidence counts. */
    public static StartDecision expired(Evidence evidence) {
        if (evidence instanceof Evidence.OneMatch match) {
            return new StartDecision.Follow(match.executionId(), true);
        }
        return new StartDecision.Stop(
                evidence instanceof Evidence.Unclear unclear ? unclear.executionIds() : List.of());
    }
}
