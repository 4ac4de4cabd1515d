package io.polytomic.operator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes one call from arrival to answer: fault, gate, idempotency record, effect, fault again, journal. Delays are waited for outside
 * the lock of the world.
 */
final class Desk {
    /** What to put on the wire. */
    record Sending(Answer answer, boolean drop, boolean truncate, long huge) {
        static Sending plain(Answer answer) {
            return new Sending(answer, false, false, 0);
        }
    }

    private static final long HUGE = 64L * 1024 * 1024;

    /** What one call went through; becomes its journal entry. */
    private static final class Trail {
        private boolean effect;
        private boolean replayed;
    }

    private final World world;
    private final Router router;
    private final Gate gate;
    private final IdempotencyStore idempotency;
    private final Envelopes envelopes;
    private final Script script;
    private final Journal journal;
    private final CountDownLatch closing = new CountDownLatch(1);

    Desk(World world, Router router, Script script, Journal journal) {
        this.world = world;
        this.router = router;
        this.gate = new Gate(world);
        this.idempotency = new IdempotencyStore(world);
        this.envelopes = new Envelopes(world.switches);
        this.script = script;
        this.journal = journal;
    }

    /** Ends all delays. */
    void close() {
        closing.countDown();
    }

    Sending serve(Call call) {
        long sequence = journal.nextSequence();
        Instant arrival;
        Fault fault;
        synchronized (world) {
            world.settle();
            arrival = world.now();
            fault = script.take(call, arrival);
        }
        Trail trail = new Trail();
        Sending sending = serve(call, fault, trail);
        int status = sending.drop() ? 0 : sending.answer().status();
        journal.add(new JournalEntry(
                sequence,
                arrival,
                call.method(),
                call.path(),
                call.query(),
                sending.drop() ? "dropped" : Integer.toString(status),
                status,
                call.header("Idempotency-Key"),
                call.bodyForJournal(),
                Gate.scheme(call.header("Authorization")),
                trail.effect,
                trail.replayed,
                fault == null ? "" : fault.kind().name()));
        return sending;
    }

    private Sending serve(Call call, Fault fault, Trail trail) {
        if (fault == null) {
            return Sending.plain(process(call, null, trail));
        }
        return switch (fault.kind()) {
            case DROP_BEFORE -> new Sending(null, true, false, 0);
            case RATE_LIMIT ->
                Sending.plain(new RateLimited(Math.max(1, fault.delay().toSeconds())).answer());
            case NOT_JSON -> Sending.plain(Answer.text(200, Envelopes.html(200)));
            case STATUS -> Sending.plain(fault.isGateway() ? faultAnswer(fault) : process(call, fault, trail));
            case STATUS_AFTER_EFFECT -> {
                process(call, fault, trail);
                yield Sending.plain(faultAnswer(fault));
            }
            case DROP_AFTER_EFFECT -> {
                process(call, fault, trail);
                yield new Sending(null, true, false, 0);
            }
            case DELAY, DELAY_AFTER_EFFECT -> Sending.plain(process(call, fault, trail));
            case UNKNOWN_WORD ->
                Sending.plain(StatusWords.replaced(
                        process(call, fault, trail), fault.body() == null ? "quiescing" : fault.body()));
            case TRUNCATED_BODY -> new Sending(process(call, fault, trail), false, true, 0);
            case HUGE_BODY -> new Sending(process(call, fault, trail), false, false, HUGE);
        };
    }

    private Answer faultAnswer(Fault fault) {
        int status = fault.statusOr(500);
        return fault.body() != null
                ? Answer.text(status, fault.body())
                : Answer.json(status, Envelopes.body(status, "injected", "injected by the fault script"));
    }

    private Answer process(Call call, Fault fault, Trail trail) {
        Caller caller;
        String scope;
        synchronized (world) {
            world.settle();
            try {
                caller = gate.admit(call);
                scope = idempotency.scope(call, caller);
                Answer recorded = scope == null ? null : idempotency.begin(scope, call);
                if (recorded != null) {
                    trail.replayed = true;
                    return recorded;
                }
            } catch (ApiProblem refused) {
                return envelopes.problem(refused);
            } catch (RateLimited limited) {
                return limited.answer();
            }
        }
        return perform(call, caller, scope, fault, trail);
    }

    private Answer perform(Call call, Caller caller, String scope, Fault fault, Trail trail) {
        Answer recorded = null;
        try {
            await(fault, FaultKind.DELAY);
            Answer real = fault != null && fault.kind() == FaultKind.STATUS
                    ? faultAnswer(fault)
                    : effect(call, caller, trail);
            boolean said = fault != null && fault.kind() == FaultKind.STATUS_AFTER_EFFECT && !fault.isGateway();
            recorded = said ? faultAnswer(fault) : real;
            await(fault, FaultKind.DELAY_AFTER_EFFECT);
            return real;
        } finally {
            if (scope != null) {
                synchronized (world) {
                    idempotency.finish(scope, recorded);
                }
            }
        }
    }

    private Answer effect(Call call, Caller caller, Trail trail) {
        synchronized (world) {
            world.settle();
            if (!call.method().equals("GET")) {
                world.tick();
            }
            long before = world.changes();
            try {
                Router.Match match = router.match(call.method(), call.segments());
                return match.handler().answer(new Request(call, caller, match.variables(), call.parameters()));
            } catch (ApiProblem problem) {
                return envelopes.problem(problem);
            } finally {
                trail.effect = world.changes() != before;
            }
        }
    }

    private void await(Fault fault, FaultKind kind) {
        if (fault == null || fault.kind() != kind) {
            return;
        }
        Duration delay = fault.delay();
        try {
            closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
