package io.polytomic.operator.core.sync;

import static io.polytomic.operator.core.sync.Impact.EXPOSURE;
import static io.polytomic.operator.core.sync.Impact.RESYNC;
import static io.polytomic.operator.core.sync.Impact.SELECTION;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/** The members of one schema of a sync. */
public enum SchemaMember implements Member {
    ENABLED("enabled", Form.FLAG, (from, to) -> EnumSet.of(Boolean.TRUE.equals(to) ? EXPOSURE : SELECTION)),
    PARTITION_KEY("partitionKey", Form.TEXT, (from, to) -> EnumSet.of(RESYNC)),
    TRACKING_FIELD("trackingField", Form.TEXT, (from, to) -> EnumSet.of(RESYNC)),
    USER_OUTPUT_NAME("userOutputName", Form.TEXT, (from, to) -> EnumSet.of(RESYNC)),
    DATA_CUTOFF("dataCutoffTimestamp", Form.INSTANT, SyncMember::cutoff),
    DISABLE_DATA_CUTOFF(
            "disableDataCutoff", Form.FLAG, (from, to) -> EnumSet.of(Boolean.TRUE.equals(to) ? RESYNC : SELECTION)),
    HISTORY_ENABLED("historyEnabled", Form.FLAG, (from, to) -> EnumSet.of(RESYNC)),
    FILTERS("filters", Form.FILTERS, SchemaMember::filters);

    private final String path;
    private final Form form;
    private final BiFunction<Object, Object, Set<Impact>> impact;

    SchemaMember(String path, Form form, BiFunction<Object, Object, Set<Impact>> impact) {
        this.path = path;
        this.form = form;
        this.impact = impact;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Set<Impact> impact(Object from, Object to) {
        return impact.apply(from, to);
    }

    @Override
    public boolean confidential() {
        return this == FILTERS;
    }

    /** A filter added to the others narrows; one removed or changed may let more through. */
    private static Set<Impact> filters(Object from, Object to) {
        boolean kept = !(from instanceof Collection<?> before)
                || before.isEmpty()
                || to instanceof Collection<?> after && after.containsAll(before);
        return EnumSet.of(kept ? SELECTION : EXPOSURE);
    }
}
