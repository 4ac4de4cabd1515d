package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.Form;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SelectionRule;
import io.polytomic.operator.core.sync.SyncDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what a manifest wants with what is there. Pure: the same arguments always give the same plan. A member that is
 * not stated is never mentioned.
 */
public final class Planner {
    private Planner() {}

    /** The plan that makes an existing sync what the manifest wants. */
    public static Plan plan(String syncId, DesiredSync desired, SyncDefinition observed, Cause cause) {
        var target = desired.against(observed);
        var changes = new ArrayList<Change>();
        var unknown = new ArrayList<String>();
        target.members().forEach((member, value) -> compare(Place.of(member), value, observed.members(), changes));
        target.schemas().forEach((id, wanted) -> {
            var there = observed.schemas().get(id);
            if (there == null) {
                unknown.add(Unknown.schema(id, observed.schemas().keySet()));
            } else {
                schema(id, wanted, there, changes, unknown);
            }
        });
        return new Plan(syncId, cause, changes, unknown);
    }

    /**
     * The plan that creates the sync: everything stated that is not nothing, each with impact {@link Impact#CREATE}, and the
     * rules for what is not listed.
     */
    public static Plan create(DesiredSync desired, Cause cause) {
        var changes = new ArrayList<Change>();
        desired.stated().members().forEach((m, v) -> add(Place.of(m), v, changes));
        rules(desired, changes);
        desired.stated().schemas().forEach((id, schema) -> {
            schema.members().forEach((m, v) -> add(Place.of(id, m), v, changes));
            schema.fields()
                    .forEach((f, field) -> field.members().forEach((m, v) -> add(Place.of(id, f, m), v, changes)));
        });
        return new Plan("", cause, changes, List.of());
    }

    private static void rules(DesiredSync desired, List<Change> changes) {
        if (desired.selection() == DesiredSync.Selection.ALL) {
            add(new Place(null, null, SelectionRule.ALL_SCHEMAS), true, changes);
        }
        var masks = desired.maskRules().stream()
                .map(rule -> Map.of(
                        "schemas",
                        rule.schemas().toString(),
                        "fields",
                        rule.fields().toString()))
                .toList();
        add(
                new Place(null, null, SelectionRule.MASK_RULES),
                SelectionRule.MASK_RULES.form().canonical(masks),
                changes);
        new TreeMap<>(desired.unlistedFields()).forEach((id, off) -> {
            if (off) {
                add(new Place(id, null, SelectionRule.UNLISTED_FIELDS), "Disable", changes);
            }
        });
    }

    private static void add(Place place, Object value, List<Change> changes) {
        boolean empty = value instanceof Collection<?> items && items.isEmpty()
                || value instanceof Map<?, ?> keys && keys.isEmpty();
        if (value != null && !empty) {
            changes.add(new Change(place, null, value, EnumSet.of(Impact.CREATE)));
        }
    }

    private static void schema(
            String id, SchemaDefinition wanted, SchemaDefinition there, List<Change> changes, List<String> unknown) {
        wanted.members().forEach((member, value) -> {
            if (member != SchemaMember.FILTERS || there.complete()) {
                compare(Place.of(id, member), value, there.members(), changes);
            }
        });
        if (!there.complete()) {
            return;
        }
        wanted.fields().forEach((fieldId, field) -> {
            var known = there.fields().get(fieldId);
            if (known == null) {
                unknown.add(Unknown.field(id, fieldId, there.fields().keySet()));
            } else {
                field(id, fieldId, field, known, changes);
            }
        });
    }

    private static void field(
            String schemaId, String id, FieldDefinition wanted, FieldDefinition there, List<Change> changes) {
        wanted.members()
                .forEach((member, value) -> compare(Place.of(schemaId, id, member), value, there.members(), changes));
    }

    private static void compare(
            Place place, Object desired, Map<? extends Member, Object> observed, List<Change> changes) {
        Form form = place.member().form();
        var from = observed.containsKey(place.member()) ? observed.get(place.member()) : form.canonical(null);
        if (!form.same(desired, from)) {
            var to = form.overlay(from, desired);
            changes.add(new Change(place, from, to, place.member().impact(from, to)));
        }
    }
}
