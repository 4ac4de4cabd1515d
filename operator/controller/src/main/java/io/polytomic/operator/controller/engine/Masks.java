package io.polytomic.operator.controller.engine;

import io.polytomic.operator.core.plan.Change;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SyncDefinition;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The masks that a manifest demands, held against what is written and what is read back. */
record Masks(DesiredSync desired) {
    /** Whatever is written of a schema is written with all its masks, also where the plan at hand does not name them. */
    SyncDefinition on(SyncDefinition target, Collection<String> ids) {
        var result = target;
        for (var id : ids) {
            SchemaDefinition schema = result.schemas().get(id);
            for (var field : schema.fields().entrySet()) {
                if (desired.masks(id, field.getKey())) {
                    schema = schema.withField(field.getKey(), field.getValue().with(FieldMember.OBFUSCATE, true));
                }
            }
            result = result.withSchema(id, schema);
        }
        return result;
    }

    /** The target with what has come since it was thought out: new columns, and masks that somebody else has set. */
    SyncDefinition withWhatCame(SyncDefinition target, SyncDefinition now, Collection<String> ids) {
        var result = target;
        for (var id : ids) {
            SchemaDefinition schema = result.schemas().get(id);
            for (var field : now.schemas().get(id).fields().entrySet()) {
                var planned = schema.fields().get(field.getKey());
                if (planned == null) {
                    schema = schema.withField(field.getKey(), field.getValue());
                } else if (field.getValue().is(FieldMember.OBFUSCATE)) {
                    schema = schema.withField(field.getKey(), planned.with(FieldMember.OBFUSCATE, true));
                }
            }
            result = result.withSchema(id, schema);
        }
        return on(result, ids);
    }

    /** Schemas with fields that must be masked, are not, and were not part of what was sent. */
    List<String> withNewOpenFields(SyncDefinition now, SyncDefinition sent, Collection<String> ids) {
        return ids.stream()
                .filter(id -> now.schemas().get(id).fields().entrySet().stream()
                        .anyMatch(field -> field.getValue().isOpen()
                                && desired.masks(id, field.getKey())
                                && !sent.schemas().get(id).fields().containsKey(field.getKey())))
                .toList();
    }

    /** Paths of fields that these changes were to mask and that are not masked now. */
    SortedSet<String> notThere(Plan changes, SyncDefinition now) {
        return changes.changes().stream()
                .filter(Change::masks)
                .filter(change -> !now.schemas()
                        .get(change.place().schemaId())
                        .fields()
                        .getOrDefault(change.place().fieldId(), FieldDefinition.EMPTY)
                        .is(FieldMember.OBFUSCATE))
                .map(Change::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
