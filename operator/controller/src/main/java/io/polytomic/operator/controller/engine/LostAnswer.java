package io.polytomic.operator.controller.engine;

import io.polytomic.operator.core.run.StartMachine;
import java.time.Duration;
import java.time.Instant;

/** What creating a sync and starting a run have in common once their answer may be lost. */
final class LostAnswer {
    /**
     * Longer than this after its wish was recorded another leader may have sent its key, whatever the lease says by then,
     * and a refusal may speak of that.
     */
    static final Duration ALONE = Duration.ofSeconds(10);

    /** So long a fault of the server may be a passing one: the same key is sent again, and only then left alone. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration SELDOM = Duration.ofMinutes(5);

    private LostAnswer() {}

    /** The longer an answer is missing, the less often it is asked for. */
    static Duration askAgain(Duration age, Duration least) {
        var tenth = age.dividedBy(10);
        var wait = tenth.compareTo(SELDOM) < 0 ? tenth : SELDOM;
        return wait.compareTo(least) < 0 ? least : wait;
    }

    /** @param age of the wish */
    static boolean isPatienceOver(Duration age) {
        return age.compareTo(PATIENCE) >= 0;
    }

    /** @param lookingSince of the wish: at that time, and after the last sending, a look was empty; null when none was */
    static boolean isLongEmpty(String lookingSince, Instant now) {
        return lookingSince != null
                && !Instant.parse(lookingSince)
                        .plus(StartMachine.BETWEEN_EMPTY_LOOKS)
                        .isAfter(now);
    }
}
