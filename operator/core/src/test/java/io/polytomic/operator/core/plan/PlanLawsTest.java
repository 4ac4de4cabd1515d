package io.polytomic.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.DesiredSync.Selection;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Form;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for any manifest and any remote sync. */
@Domain(Syncs.class)
@Domain(DomainContext.Global.class)
class PlanLawsTest {
    @Property
    void a_plan_that_was_applied_leaves_an_empty_plan(@ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        var after = plan(desired, observed).applyTo(observed);
        assertThat(plan(desired, after).changes()).isEmpty();
    }

    @Property
    void a_plan_mentions_only_what_is_stated_or_meant_by_a_rule(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        assertThat(plan(desired, observed).changes()).allMatch(change -> isManaged(desired, change));
    }

    @Property
    void what_is_unmanaged_may_change_as_it_likes(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed, @ForAll SyncDefinition other) {
        var members = new EnumMap<SyncMember, Object>(SyncMember.class);
        members.putAll(other.members());
        members.keySet().removeAll(desired.stated().members().keySet());
        desired.stated().members().keySet().stream()
                .filter(observed::states)
                .forEach(m -> members.put(m, observed.members().get(m)));
        var mixed = new SyncDefinition(members, observed.schemas());
        assertThat(plan(desired, mixed)).isEqualTo(plan(desired, observed));
    }

    @Property
    void a_change_is_a_change(@ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        assertThat(plan(desired, observed).changes())
                .allMatch(change -> !Objects.equals(change.from(), change.to()))
                .doesNotHaveDuplicates();
    }

    @Property
    void the_order_of_lists_changes_neither_plan_nor_hash(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed, @ForAll Random random) {
        var rules = new ArrayList<>(desired.maskRules());
        Collections.shuffle(rules, random);
        var reordered = new DesiredSync(
                shuffled(desired.stated(), random), desired.selection(), desired.unlistedFields(), rules);
        var plan = plan(desired, observed);
        var other = plan(reordered, shuffled(observed, random));
        assertThat(other).isEqualTo(plan);
        assertThat(other.hash()).isEqualTo(plan.hash());
        assertThat(Planner.create(reordered, Cause.SPEC).hash())
                .isEqualTo(Planner.create(desired, Cause.SPEC).hash());
    }

    @Property
    void an_enabled_field_that_must_be_masked_is_wanted_obfuscated(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        var target = desired.against(observed);
        observed.schemas()
                .forEach((schemaId, schema) -> schema.fields().forEach((fieldId, there) -> {
                    var wanted = target.schemas()
                            .getOrDefault(schemaId, SchemaDefinition.EMPTY)
                            .fields()
                            .getOrDefault(fieldId, FieldDefinition.EMPTY);
                    boolean enabled = wanted.members().containsKey(FieldMember.ENABLED)
                            ? wanted.is(FieldMember.ENABLED)
                            : there.is(FieldMember.ENABLED);
                    if (enabled && mustBeMasked(desired, schemaId, fieldId)) {
                        assertThat(wanted.is(FieldMember.OBFUSCATE))
                                .as(schemaId + " " + fieldId)
                                .isTrue();
                    }
                }));
    }

    @Property
    void after_a_plan_no_field_that_must_be_masked_is_open(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        var after = plan(desired, observed).applyTo(observed);
        after.schemas()
                .forEach((schemaId, schema) -> schema.fields().forEach((fieldId, field) -> {
                    if (mustBeMasked(desired, schemaId, fieldId)) {
                        assertThat(field.isOpen()).as(schemaId + " " + fieldId).isFalse();
                    }
                }));
    }

    @Property
    void of_a_schema_not_read_inside_no_field_or_filter_is_changed(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        assertThat(plan(desired, observed).changes())
                .filteredOn(c -> c.place().schemaId() != null)
                .filteredOn(c ->
                        c.place().member() instanceof FieldMember || c.place().member() == SchemaMember.FILTERS)
                .allMatch(c -> observed.schemas().get(c.place().schemaId()).complete());
    }

    @Property
    void a_name_is_either_compared_or_unknown(@ForAll DesiredSync desired, @ForAll SyncDefinition observed) {
        long missing = desired.stated().schemas().entrySet().stream()
                .filter(s -> observed.schemas().get(s.getKey()).complete())
                .flatMap(s -> s.getValue().fields().keySet().stream()
                        .filter(f ->
                                !observed.schemas().get(s.getKey()).fields().containsKey(f)))
                .count();
        assertThat(plan(desired, observed).unknown()).hasSize((int) missing);
    }

    static Plan plan(DesiredSync desired, SyncDefinition observed) {
        return Planner.plan("s1", desired, observed, Cause.SPEC);
    }

    /** Said in other words than those of {@link DesiredSync}, so that an error there is not believed here. */
    private static boolean isManaged(DesiredSync desired, Change change) {
        var place = change.place();
        if (place.schemaId() == null) {
            return desired.stated().states((SyncMember) place.member());
        }
        var schema = desired.stated().schemas().get(place.schemaId());
        if (place.fieldId() == null) {
            boolean stated = schema != null && schema.members().containsKey(place.member());
            boolean selected = place.member() == SchemaMember.ENABLED && desired.selection() != Selection.UNMANAGED;
            return stated || selected;
        }
        var field = schema == null ? null : schema.fields().get(place.fieldId());
        boolean stated = field != null && field.members().containsKey(place.member());
        boolean unlisted = field == null
                && place.member() == FieldMember.ENABLED
                && Boolean.FALSE.equals(change.to())
                && desired.unlistedFields().getOrDefault(place.schemaId(), false);
        return stated || unlisted || change.masks() && mustBeMasked(desired, place.schemaId(), place.fieldId());
    }

    private static boolean mustBeMasked(DesiredSync desired, String schemaId, String fieldId) {
        var schema = desired.stated().schemas().get(schemaId);
        var field = schema == null ? null : schema.fields().get(fieldId);
        var stated = field == null ? null : field.members().get(FieldMember.OBFUSCATE);
        return stated != null
                ? Boolean.TRUE.equals(stated)
                : desired.maskRules().stream()
                        .anyMatch(rule -> glob(rule.schemas().toString(), schemaId)
                                && glob(rule.fields().toString(), fieldId));
    }

    private static boolean glob(String glob, String text) {
        if (glob.isEmpty() || text.isEmpty()) {
            return text.isEmpty() && glob.chars().allMatch(c -> c == '*');
        }
        if (glob.charAt(0) == '*') {
            return glob(glob.substring(1), text) || glob(glob, text.substring(1));
        }
        return glob.substring(0, 1)
                        .toLowerCase(Locale.ROOT)
                        .equals(text.substring(0, 1).toLowerCase(Locale.ROOT))
                && glob(glob.substring(1), text.substring(1));
    }

    private static SyncDefinition shuffled(SyncDefinition sync, Random random) {
        var result = new SyncDefinition(shuffled(sync.members(), random), sync.schemas());
        for (var schema : sync.schemas().entrySet()) {
            var s = schema.getValue();
            result = result.withSchema(
                    schema.getKey(), new SchemaDefinition(shuffled(s.members(), random), s.fields(), s.complete()));
        }
        return result;
    }

    private static <M extends Member> Map<M, Object> shuffled(Map<M, Object> members, Random random) {
        var result = new HashMap<M, Object>(members);
        var unordered = List.of(Form.SET, Form.FILTERS, Form.SCHEDULES);
        members.forEach((member, value) -> {
            if (unordered.contains(member.form())) {
                var items = new ArrayList<Object>((List<?>) value);
                Collections.shuffle(items, random);
                result.put(member, items);
            }
        });
        return result;
    }
}
