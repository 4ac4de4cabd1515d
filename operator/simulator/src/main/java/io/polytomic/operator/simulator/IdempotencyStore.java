package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Records the first outcome of an Idempotency-Key for 24 simulated hours and replays it (notes.md section 3). */
final class IdempotencyStore {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]{8,255}");
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Duration KEPT = Duration.ofHours(24);

    /** A key in use; outcome is null while the first request is in flight. */
    private record Entry(byte[] body, String target, Instant at, Answer outcome) {}

    private final World world;
    private final Map<String, Entry> entries = new HashMap<>();

    IdempotencyStore(World world) {
        this.world = world;
    }

    /** The scope of the key of this call, null when it has none (or it does not matter for the method). */
    String scope(Call call, Caller caller) {
        String key = call.header("Idempotency-Key");
        if (key == null || !METHODS.contains(call.method())) {
            return null;
        }
        if (!SYNTAX.matcher(key).matches()) {
            throw ApiProblem.badRequest("Idempotency-Key must have 8 to 255 characters out of A-Z a-z 0-9 - _");
        }
        String scope = caller.organizationId() + " " + key;
        return world.switches.is(Switch.IDEMPOTENCY_SCOPE, "key") ? scope : scope + " " + target(call);
    }

    private static String target(Call call) {
        return call.method() + " " + call.path();
    }

    /** Answers the recorded outcome, or null after having noted that the request is in flight. */
    Answer begin(String scope, Call call) {
        Entry entry = entries.get(scope);
        if (entry != null && entry.at().plus(KEPT).isBefore(world.now())) {
            entry = null;
        }
        if (entry == null) {
            entries.put(scope, new Entry(call.body(), target(call), world.now(), null));
            return null;
        }
        boolean same =
                Arrays.equals(entry.body(), call.body()) && entry.target().equals(target(call));
        if (!same && world.switches.is(Switch.IDEMPOTENCY_BODY_MISMATCH, "reject422")) {
            throw ApiProblem.unprocessable("this Idempotency-Key was used for another request");
        }
        if (entry.outcome() == null) {
            throw ApiProblem.conflict("a request with this Idempotency-Key is still being processed");
        }
        return entry.outcome();
    }

    /** Ends the flight. A null outcome (the API never saw the request) frees the key. */
    void finish(String scope, Answer outcome) {
        boolean recorded = outcome != null
                && (outcome.status() < 500 || world.switches.on(Switch.RECORD_5XX))
                && (outcome.status() != 409 || world.switches.on(Switch.RECORD_409));
        if (recorded) {
            Entry entry = entries.get(scope);
            entries.put(scope, new Entry(entry.body(), entry.target(), entry.at(), outcome));
        } else {
            entries.remove(scope);
        }
    }
}
