package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.SchemaMember;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One value that will become another.
 *
 * @param from canonical value now, null for nothing
 * @param to canonical value afterwards, null for nothing
 * @param impacts what it means, never empty
 */
public record Change(Place place, Object from, Object to, Set<Impact> impacts) {
    public Change {
        impacts = Collections.unmodifiableSet(EnumSet.copyOf(impacts));
    }

    public String path() {
        return place.path();
    }

    /** A field becomes obfuscated. Never waits for anybody: design.md, plan and approval. */
    public boolean masks() {
        return place.member() == FieldMember.OBFUSCATE && Boolean.TRUE.equals(to);
    }

    /**
     * True when after this change no more is written than before: it masks, switches off or adds a filter. Such changes
     * go first, are read back, and only then is anything widened.
     */
    public boolean narrows() {
        boolean switchesOff = (place.member() == SchemaMember.ENABLED || place.member() == FieldMember.ENABLED)
                && Boolean.FALSE.equals(to);
        boolean filters = place.member() == SchemaMember.FILTERS && !impacts.contains(Impact.EXPOSURE);
        return masks() || switchesOff || filters;
    }
}
