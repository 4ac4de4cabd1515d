package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Planner;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The schemas and fields of a source, for a sync that does not exist yet and so has none of its own to compare with. */
final class SourceNames {
    private SourceNames() {}

    /**
     * A sentence for each schema or field that is stated and that the source does not have, with the nearest names. Empty
     * while its schema cache is being read, and where the server does not tell: neither is an error of the manifest.
     */
    static List<String> unknown(PolytomicApi api, DesiredSync desired) {
        var stated = desired.stated();
        if (stated.schemas().isEmpty()) {
            return List.of();
        }
        boolean fields = stated.schemas().values().stream()
                .anyMatch(schema -> !schema.fields().isEmpty());
        return catalog(api, desired, fields)
                .map(source -> compare(stated, source))
                .orElse(List.of());
    }

    /** The schemas of the source with all their fields, on or off as a new sync would have them; empty where they are not known. */
    static Optional<SyncDefinition> asSelected(PolytomicApi api, DesiredSync desired) {
        return catalog(api, desired, true).map(source -> {
            var wanted = desired.against(source).schemas();
            var schemas = new TreeMap<String, SchemaDefinition>();
            source.schemas()
                    .forEach((id, schema) -> schemas.put(
                            id,
                            schema.with(
                                    SchemaMember.ENABLED,
                                    wanted.getOrDefault(id, SchemaDefinition.EMPTY)
                                            .isEnabled())));
            return new SyncDefinition(Map.of(), schemas);
        });
    }

    private static Optional<SyncDefinition> catalog(PolytomicApi api, DesiredSync desired, boolean fields) {
        var source = desired.stated().text(SyncMember.SOURCE_CONNECTION);
        if (source == null) {
            return Optional.empty();
        }
        try {
            var there = new TreeMap<String, SchemaDefinition>();
            api.getBulkSource(source, fields)
                    .schemas()
                    .forEach(schema ->
                            there.put(schema.id(), new SchemaDefinition(Map.of(), fields(schema.fieldIds()), fields)));
            return there.isEmpty() ? Optional.empty() : Optional.of(new SyncDefinition(Map.of(), there));
        } catch (ApiException.Missing olderServer) {
            return Optional.empty();
        } catch (ApiException.Rejected e) {
            if (e.schemaCacheNotReady()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<String> compare(SyncDefinition stated, SyncDefinition source) {
        var asked = new DesiredSync(
                new SyncDefinition(Map.of(), new TreeMap<>(stated.schemas())),
                DesiredSync.Selection.UNMANAGED,
                Map.of(),
                List.of());
        return Planner.plan("", asked, source, Cause.SPEC).unknown();
    }

    private static TreeMap<String, FieldDefinition> fields(Collection<String> ids) {
        var fields = new TreeMap<String, FieldDefinition>();
        new HashSet<>(ids).forEach(id -> fields.put(id, FieldDefinition.EMPTY));
        return fields;
    }
}
