package io.polytomic.operator.cli.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells when nothing in a table can move any more: every object is Ready, ended or Stalled, or needs one that is Stalled. An
 * object is Stalled for moments also on its way, so it must have been so for a while.
 */
final class Standstill {
    private static final Duration LASTING = Duration.ofSeconds(4);

    private final Map<String, Row> rows;
    private final Instant since;

    private Standstill(Map<String, Row> rows, Instant since) {
        this.rows = rows;
        this.since = since;
    }

    static Standstill of(List<Row> rows, Instant now) {
        return new Standstill(rows.stream().collect(Collectors.toMap(Row::key, Function.identity())), now);
    }

    /** The same with newer rows: it lasts as long as nothing in them moves. */
    Standstill then(List<Row> newer, Instant now) {
        var next = of(newer, now);
        return next.rests() && rests() ? new Standstill(next.rows, since) : next;
    }

    /** True when every object is Ready or has ended: there is nothing to wait for, not even for a person. */
    boolean isEnd() {
        return rows.values().stream().allMatch(row -> row.movement() == Row.Movement.AT_ITS_END);
    }

    boolean lasts(Instant now) {
        return rests() && !now.isBefore(since.plus(LASTING));
    }

    private boolean rests() {
        return rows.values().stream()
                .allMatch(row -> row.movement() == Row.Movement.AT_ITS_END || isStuck(row, new HashSet<>()));
    }

    private boolean isStuck(Row row, Set<String> seen) {
        if (row.movement() != Row.Movement.MOVES) {
            return row.movement() == Row.Movement.STALLED;
        }
        if (row.needs().isEmpty() || !seen.add(row.key())) {
            return false;
        }
        var needed = rows.get(row.needs());
        return needed == null || isStuck(needed, seen);
    }
}
