package io.polytomic.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.plan.MemberSamples.Sample;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that hold for each member of a sync, a schema and a field alike. */
class EveryMemberTest {
    private static final SyncDefinition BARE = sync(null, null);

    static Stream<Sample> members() {
        return MemberSamples.all();
    }

    /** Mode, connections, configurations and the like are never without a value. */
    static Stream<Sample> clearable() {
        return members().filter(sample -> sample.empty() != null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void stated_at_creation_it_is_one_change_of_impact_Create(Sample s) {
        var change = only(Planner.create(desired(sync(s.member(), s.value())), Cause.SPEC));
        assertThat(change.place().member()).isEqualTo(s.member());
        assertThat(change.from()).isNull();
        assertThat(change.to()).isEqualTo(s.member().form().canonical(s.value()));
        assertThat(change.impacts()).containsExactly(Impact.CREATE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void read_back_in_the_words_of_the_API_it_is_no_change(Sample s) {
        assertThat(plan(sync(s.member(), s.value()), sync(s.member(), s.readBack()))
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void changed_in_the_manifest_it_is_one_change_with_its_path_and_both_values(Sample s) {
        var change = only(plan(sync(s.member(), s.other()), sync(s.member(), s.value())));
        assertThat(change.path()).isEqualTo(path(s.member()));
        assertThat(change.from()).isEqualTo(s.member().form().canonical(s.value()));
        assertThat(change.to()).isEqualTo(s.member().form().canonical(s.other()));
        assertThat(change.impacts()).isEqualTo(s.member().impact(change.from(), change.to()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void stated_where_the_API_tells_nothing_it_is_set(Sample s) {
        var change = only(plan(sync(s.member(), s.value()), BARE));
        assertThat(change.from()).isEqualTo(s.member().form().canonical(null));
        assertThat(change.to()).isEqualTo(s.member().form().canonical(s.value()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clearable")
    void a_stated_empty_value_clears_it(Sample s) {
        var cleared = sync(s.member(), s.empty());
        var observed = sync(s.member(), s.value());
        var change = only(plan(cleared, observed));
        assertThat(change.to()).isEqualTo(s.member().form().canonical(null));
        assertThat(plan(cleared, plan(cleared, observed).applyTo(observed)).changes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clearable")
    void a_stated_empty_value_equals_an_absent_one(Sample s) {
        assertThat(plan(sync(s.member(), s.empty()), BARE).changes()).isEmpty();
        assertThat(plan(sync(s.member(), s.empty()), sync(s.member(), null)).changes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void changed_by_hand_it_is_turned_back_to_what_is_stated(Sample s) {
        var stated = sync(s.member(), s.value());
        var drifted = sync(s.member(), s.other());
        var plan = plan(stated, drifted);
        assertThat(plan.changes()).hasSize(1);
        assertThat(plan(stated, plan.applyTo(drifted)).changes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void not_stated_it_is_unmanaged_whatever_the_API_tells(Sample s) {
        assertThat(plan(BARE, sync(s.member(), s.value())).changes()).isEmpty();
        assertThat(plan(BARE, sync(s.member(), s.other())).changes()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void its_canonical_form_is_its_own_canonical_form(Sample s) {
        var form = s.member().form();
        Stream.of(s.value(), s.readBack(), s.other(), s.empty())
                .forEach(value ->
                        assertThat(form.canonical(form.canonical(value))).isEqualTo(form.canonical(value)));
    }

    private static Plan plan(SyncDefinition stated, SyncDefinition observed) {
        return Planner.plan("s1", desired(stated), observed, Cause.SPEC);
    }

    private static DesiredSync desired(SyncDefinition stated) {
        return new DesiredSync(stated, DesiredSync.Selection.UNMANAGED, Map.of(), List.of());
    }

    private static Change only(Plan plan) {
        assertThat(plan.unknown()).isEmpty();
        assertThat(plan.changes()).hasSize(1);
        return plan.changes().get(0);
    }

    /** A sync with one schema of one field, and of all members only this one; none when it is null. */
    private static SyncDefinition sync(Member member, Object value) {
        var field = FieldDefinition.EMPTY;
        var schema = SchemaDefinition.EMPTY;
        var sync = new SyncDefinition(Map.of(), new TreeMap<>());
        if (member instanceof FieldMember m) {
            field = field.with(m, value);
        } else if (member instanceof SchemaMember m) {
            schema = schema.with(m, value);
        } else if (member != null) {
            sync = sync.with((SyncMember) member, value);
        }
        return sync.withSchema("public.users", schema.withField("email", field));
    }

    private static String path(Member member) {
        if (member instanceof FieldMember) {
            return "schemas[public.users].fields[email]." + member.path();
        }
        return (member instanceof SchemaMember ? "schemas[public.users]." : "") + member.path();
    }
}
