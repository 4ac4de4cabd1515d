package io.polytomic.operator.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** A line on stderr every two seconds, so that a long command does not look dead, and a last one; a short one says nothing. */
final class Progress implements BiConsumer<Integer, Integer> {
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final PrintWriter err;
    private final String what;
    private final Clock clock;
    private Instant said;
    private boolean spoke;

    Progress(PrintWriter err, String what, Clock clock) {
        this.err = err;
        this.what = what;
        this.clock = clock;
        this.said = clock.instant();
    }

    @Override
    public void accept(Integer done, Integer all) {
        var now = clock.instant();
        if (done < all && said.plus(QUIET).isBefore(now)) {
            said = now;
            spoke = true;
            err.println(what + " " + done + " of " + all + " ...");
            err.flush();
        } else if (spoke && done >= all) {
            err.println(what + " " + done + " of " + all + ".");
            err.flush();
        }
    }
}
