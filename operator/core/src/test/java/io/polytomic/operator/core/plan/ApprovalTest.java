package io.polytomic.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.plan.Approval.Covered;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One plan with a change of each kind: the mode costs money, the name is free, the mask never waits. */
class ApprovalTest {
    private static final Set<Impact> DEFAULT = Set.of(Impact.RESYNC, Impact.DESTRUCTIVE);
    private static final Plan PLAN = plan("snapshot", "orders");
    private static final String HASH = modeOnly(PLAN).hash();

    @Test
    void free_changes_go_at_once_while_gated_ones_wait() {
        var verdict = approval(null, null, false).judge(PLAN);
        assertThat(paths(verdict.allowed())).containsExactly("name", "schemas[users].fields[email].obfuscate");
        assertThat(paths(verdict.waiting())).containsExactly("mode");
        assertThat(verdict.accept()).isNull();
        assertThat(verdict.spent()).isFalse();
    }

    @Test
    void nothing_waits_where_nothing_is_gated() {
        var verdict = new Approval(Set.of(), null, null, false, Set.of()).judge(PLAN);
        assertThat(verdict.allowed()).isEqualTo(PLAN);
        assertThat(verdict.waiting().changes()).isEmpty();
    }

    @Test
    void a_mask_goes_even_where_every_impact_needs_a_yes() {
        var verdict = new Approval(Set.of(Impact.values()), null, null, false, Set.of()).judge(PLAN);
        assertThat(paths(verdict.allowed())).containsExactly("schemas[users].fields[email].obfuscate");
    }

    @Test
    void the_hash_of_the_waiting_changes_lets_the_whole_plan_go_and_is_put_on_record() {
        var verdict = approval(HASH, null, false).judge(PLAN);
        assertThat(verdict.allowed()).isEqualTo(PLAN);
        assertThat(verdict.waiting().changes()).isEmpty();
        assertThat(verdict.accept()).isEqualTo(HASH);
    }

    @Test
    void the_hash_survives_what_needs_no_approval() {
        var renamedToo = plan("snapshot", "orders, again");
        assertThat(approval(HASH, null, false).judge(renamedToo).accept()).isEqualTo(HASH);
    }

    @Test
    void an_annotation_typed_for_another_plan_allows_nothing() {
        var verdict =
                approval(modeOnly(plan("append", "orders")).hash(), null, false).judge(PLAN);
        assertThat(paths(verdict.waiting())).containsExactly("mode");
        assertThat(verdict.accept()).isNull();
        assertThat(verdict.spent()).isFalse();
    }

    @Test
    void the_hash_of_the_whole_plan_is_not_the_one_to_type() {
        assertThat(approval(PLAN.hash(), null, false).judge(PLAN).accept()).isNull();
    }

    @Test
    void an_acceptance_on_record_needs_no_second_one() {
        var verdict = approval(HASH, HASH, false).judge(PLAN);
        assertThat(verdict.allowed()).isEqualTo(PLAN);
        assertThat(verdict.accept()).isNull();
    }

    @Test
    void an_acceptance_on_record_holds_after_the_annotation_is_gone() {
        assertThat(approval(null, HASH, false).judge(PLAN).allowed()).isEqualTo(PLAN);
    }

    @Test
    void a_spent_hash_is_refused_while_the_annotation_stays_the_same() {
        var verdict = approval(HASH, HASH, true).judge(PLAN);
        assertThat(paths(verdict.waiting())).containsExactly("mode");
        assertThat(verdict.accept()).isNull();
        assertThat(verdict.spent()).isTrue();
    }

    @Test
    void a_new_hash_is_taken_after_a_spent_one() {
        var verdict = approval(HASH, "v1-of-last-week", true).judge(PLAN);
        assertThat(verdict.accept()).isEqualTo(HASH);
    }

    @Test
    void a_new_hash_replaces_an_acceptance_that_is_under_way() {
        var verdict = approval(HASH, "v1-of-another-plan", false).judge(PLAN);
        assertThat(verdict.accept()).isEqualTo(HASH);
        assertThat(verdict.allowed()).isEqualTo(PLAN);
    }

    @Test
    void after_a_restart_an_acceptance_covers_the_rest_of_its_plan_though_the_hash_is_another() {
        var rest = new Approval(DEFAULT, null, "v1-of-the-whole", false, Set.of(new Covered("mode", "\"snapshot\"")));
        assertThat(rest.judge(PLAN).allowed()).isEqualTo(PLAN);
    }

    @Test
    void an_acceptance_does_not_cover_another_value_or_path() {
        var value = new Approval(DEFAULT, null, "v1-of-the-whole", false, Set.of(new Covered("mode", "\"append\"")));
        assertThat(paths(value.judge(PLAN).waiting())).containsExactly("mode");
        var path = new Approval(DEFAULT, null, "v1-of-the-whole", false, Set.of(new Covered("name", "\"snapshot\"")));
        assertThat(paths(path.judge(PLAN).waiting())).containsExactly("mode");
    }

    @Test
    void one_change_that_is_not_covered_makes_all_gated_ones_wait() {
        var two = Planner.plan(
                "s1",
                Vocabulary.desired(Map.of("mode", "snapshot", "normalizeNames", "legacy")),
                Vocabulary.sync(Map.of("mode", "replicate", "normalizeNames", "enabled")),
                Cause.SPEC);
        var verdict =
                new Approval(DEFAULT, null, "v1-x", false, Set.of(new Covered("mode", "\"snapshot\""))).judge(two);
        assertThat(paths(verdict.waiting())).containsExactly("mode", "normalizeNames");
        assertThat(verdict.allowed().changes()).isEmpty();
    }

    @Test
    void what_was_covered_by_a_spent_acceptance_waits() {
        var spent = new Approval(DEFAULT, null, "v1-x", true, Set.of(new Covered("mode", "\"snapshot\"")));
        assertThat(paths(spent.judge(PLAN).waiting())).containsExactly("mode");
    }

    @Test
    void all_or_nothing_waits_whole_and_goes_whole() {
        var waits = approval(null, null, false).judgeAll(PLAN);
        assertThat(waits.waiting()).isEqualTo(PLAN);
        assertThat(waits.allowed().changes()).isEmpty();
        var goes = approval(PLAN.hash(), null, false).judgeAll(PLAN);
        assertThat(goes.allowed()).isEqualTo(PLAN);
        assertThat(goes.accept()).isEqualTo(PLAN.hash());
    }

    @Test
    void an_empty_plan_asks_nobody() {
        var verdict = approval(null, null, false).judgeAll(PLAN.only(c -> false));
        assertThat(verdict.waiting().changes()).isEmpty();
        assertThat(verdict.accept()).isNull();
    }

    private static Approval approval(String annotation, String recorded, boolean spent) {
        return new Approval(DEFAULT, annotation, recorded, spent, Set.of());
    }

    private static Plan plan(String mode, String name) {
        return Planner.plan(
                "s1",
                Vocabulary.desired(Map.of(
                        "mode",
                        mode,
                        "name",
                        name,
                        "schemas",
                        Map.of("users", Map.of("fields", Map.of("email", Map.of("obfuscate", true)))))),
                Vocabulary.sync(Map.of(
                        "mode",
                        "replicate",
                        "name",
                        "old",
                        "schemas",
                        Map.of("users", Map.of("fields", Map.of("email", Map.of("enabled", true)))))),
                Cause.SPEC);
    }

    private static Plan modeOnly(Plan plan) {
        return plan.only(c -> c.path().equals("mode"));
    }

    private static List<String> paths(Plan plan) {
        return plan.changes().stream().map(Change::path).toList();
    }
}
