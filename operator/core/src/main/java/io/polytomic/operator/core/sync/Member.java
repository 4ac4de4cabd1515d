package io.polytomic.operator.core.sync;

import java.util.Set;

/**
 * One member of a sync, a schema or a field: where it stands in the manifest, how its values compare, what changing it
 * means. The whole knowledge about a member is one row in {@link SyncMember}, {@link SchemaMember} or {@link FieldMember};
 * {@link SelectionRule} is what stands beside them in the plan of a creation.
 */
public sealed interface Member permits SyncMember, SchemaMember, FieldMember, SelectionRule {
    /** Path in the manifest, relative to the spec, the schema or the field. */
    String path();

    Form form();

    /** What a change between two canonical values means; never empty. */
    Set<Impact> impact(Object from, Object to);

    /** True when values are shown as counts only: e-mail addresses and filter values are personal data. */
    default boolean confidential() {
        return false;
    }
}
