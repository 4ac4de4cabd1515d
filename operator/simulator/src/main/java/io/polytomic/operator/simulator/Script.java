package io.polytomic.operator.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The faults to come, in the order they were added. */
final class Script {
    private static final class Line {
        private final Fault fault;
        private int seen;
        private int applied;

        private Line(Fault fault) {
            this.fault = fault;
        }
    }

    private final List<Line> lines = new ArrayList<>();

    synchronized void add(Fault fault) {
        lines.add(new Line(fault));
    }

    synchronized void clear() {
        lines.clear();
    }

    /** The fault that hits this call, or null. */
    synchronized Fault take(Call call, Instant now) {
        for (Line line : lines) {
            Fault fault = line.fault;
            boolean fits = (fault.method() == null || fault.method().equals(call.method()))
                    && (fault.pathRegex() == null || call.path().matches(fault.pathRegex()))
                    && (fault.when() == null || !now.isBefore(fault.when()))
                    && (fault.times() == 0 || line.applied < fault.times());
            if (fits && line.seen++ >= fault.after()) {
                line.applied++;
                return fault;
            }
        }
        return null;
    }
}
