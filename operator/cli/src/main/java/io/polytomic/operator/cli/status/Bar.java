package io.polytomic.operator.cli.status;

import io.polytomic.operator.api.v1alpha1.SchemaCounts;

/** How far a run is, for example {@code [######....] 6/10, 1 failed}. */
final class Bar {
    private static final int WIDTH = 10;

    private Bar() {}

    static String of(SchemaCounts counts) {
        if (counts == null || number(counts.total()) == 0) {
            return "";
        }
        int total = number(counts.total());
        int failed = number(counts.failed());
        int done = Math.min(total, number(counts.completed()) + failed + number(counts.other()));
        int filled = (int) ((long) WIDTH * done / total);
        return "[%s%s] %d/%d%s"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        done,
                        total,
                        failed == 0 ? "" : ", " + failed + " failed");
    }

    private static int number(Integer count) {
        return count == null ? 0 : count;
    }
}
