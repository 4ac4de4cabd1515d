package io.polytomic.operator.controller.world;

import java.util.ArrayList;
import java.util.List;

/** Counts the boundaries of one operator process: before and after every call and every write of a status. */
final class Steps {
    private final List<String> passed = new ArrayList<>();
    private int actAt = -1;
    private String actOn;
    private Runnable act = () -> {};

    /** At boundary {@code n}, counted from the start of the process, {@code what} happens once. */
    void at(int n, Runnable what) {
        actAt = n;
        actOn = null;
        act = what;
    }

    /** At the first boundary of that name from {@code n} on {@code what} happens, once. */
    void onFirst(int n, String boundary, Runnable what) {
        at(n, what);
        actOn = boundary;
    }

    void pass(String boundary) {
        int n = passed.size();
        passed.add(boundary);
        boolean here = actOn == null ? n == actAt : actAt >= 0 && n >= actAt && boundary.equals(actOn);
        if (here) {
            actAt = -1;
            act.run();
        }
    }

    int count() {
        return passed.size();
    }

    /** Killed at boundary {@code n}. */
    void killAt(int n) {
        at(n, () -> {
            throw new Killed(passed.get(passed.size() - 1));
        });
    }
}
