package io.polytomic.operator.controller.engine;

import java.time.Duration;

/** What creating a sync and starting a run have in common once their answer may be lost. */
final class LostAnswer {
    /**
     * As long as this after its wish was recorded nobody else can have sent its key; later another leader may have, and a
     * refusal may speak of that.
     */
    static final Duration ALONE = Duration.ofSeconds(10);

    private static final Duration SELDOM = Duration.ofMinutes(5);

    private LostAnswer() {}

    /** The longer an answer is missing, the less often it is asked for. */
    static Duration askAgain(Duration age, Duration least) {
        var tenth = age.dividedBy(10);
        var wait = tenth.compareTo(SELDOM) < 0 ? tenth : SELDOM;
        return wait.compareTo(least) < 0 ? least : wait;
    }
}
