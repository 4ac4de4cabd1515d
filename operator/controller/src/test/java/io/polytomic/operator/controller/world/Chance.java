package io.polytomic.operator.controller.world;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Seeded chance: a story that fails is told again by its seed. */
final class Chance {
    /** {@code -Dsoak}: everything, however long it takes. */
    static final boolean SOAK = System.getProperty("soak") != null;

    private static final int DOZEN = 12;

    /** What can happen to an answer without waiting in real time. */
    private static final List<FaultKind> FAULTS = List.of(
            FaultKind.STATUS,
            FaultKind.STATUS_AFTER_EFFECT,
            FaultKind.DROP_BEFORE,
            FaultKind.DROP_AFTER_EFFECT,
            FaultKind.RATE_LIMIT,
            FaultKind.TRUNCATED_BODY);

    private static final List<Integer> STATUSES = List.of(500, 500, 502, 503, 504);

    private final Random random;

    Chance(int seed) {
        this.random = new Random(seed * 7919L + 17);
    }

    /** A dozen seeds; with {@code -Dsoak} that many, or with {@code -Dseed=N} that one. */
    static IntStream seeds(int soak) {
        var one = Integer.getInteger("seed");
        if (one != null) {
            return IntStream.of(one);
        }
        return IntStream.range(0, SOAK ? soak : DOZEN);
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Fault fault(String method, String path) {
        return Fault.once(of(FAULTS), method, path)
                .withStatus(of(STATUSES))
                .withTimes(1 + upTo(3))
                .withAfter(upTo(3));
    }

    /** Every open question of the API answered at random. */
    SimulatorOptions options() {
        var options = SimulatorOptions.defaults();
        for (var choice : List.of(
                "record_5xx true false",
                "record_409 true false",
                "idempotency_scope key key_and_path",
                "put_schemas selection omitted_selects_all ignored",
                "put_schema_omitted keep reset",
                "put_unlisted_fields keep disable enable",
                "patch_omitted_masks drop keep",
                "patch_omitted_members keep reset",
                "patch_unlisted_fields keep disable enable",
                "patch_answer patched all",
                "schema_edit_moves_updated_at false true",
                "error_handling_edit_moves_updated_at false true",
                "schedule_ids both default_only none",
                "list_paging paged unpaged truncated_without_token",
                "batch_unknown_id omit 404",
                "null_lists false true",
                "null_members null absent",
                "active_default true false",
                "put_inactive_cancels false true",
                "events_order newest oldest",
                "history_supported true false")) {
            var words = List.of(choice.split(" "));
            options = options.withSwitch(words.get(0), of(words.subList(1, words.size())));
        }
        return options;
    }
}
