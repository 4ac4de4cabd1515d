package io.polytomic.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.plan.Approval.Covered;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.SyncDefinition;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What an approval can never do, whatever was typed and whatever stands on record. */
@Domain(Syncs.class)
@Domain(DomainContext.Global.class)
class ApprovalLawsTest {
    @Property
    void masking_never_waits(
            @ForAll DesiredSync desired,
            @ForAll SyncDefinition observed,
            @ForAll Set<Impact> required,
            @ForAll boolean underWay) {
        var plan = PlanLawsTest.plan(desired, observed);
        var verdict = new Approval(required, "v1-typed", underWay ? "v1-other" : null, false, Set.of()).judge(plan);
        assertThat(verdict.waiting().changes()).noneMatch(Change::masks);
        assertThat(verdict.allowed().changes())
                .containsAll(plan.changes().stream().filter(Change::masks).toList());
    }

    @Property
    void every_change_is_allowed_or_waits_and_only_gated_ones_wait(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed, @ForAll Set<Impact> required) {
        var plan = PlanLawsTest.plan(desired, observed);
        var verdict = new Approval(required, null, null, false, Set.of()).judge(plan);
        assertThat(Stream.of(verdict.allowed(), verdict.waiting()).flatMap(p -> p.changes().stream()))
                .containsExactlyInAnyOrderElementsOf(plan.changes());
        assertThat(verdict.waiting().changes()).allMatch(change -> isGated(change, required));
        assertThat(verdict.allowed().changes()).noneMatch(change -> isGated(change, required));
    }

    @Property
    void where_all_or_nothing_goes_nothing_goes_unapproved_not_even_a_mask(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed, @ForAll Set<Impact> required) {
        var plan = PlanLawsTest.plan(desired, observed);
        var verdict = new Approval(required, null, null, false, Set.of()).judgeAll(plan);
        assertThat(verdict.allowed().changes()).isEmpty();
        assertThat(verdict.waiting().changes()).isEqualTo(plan.changes());
    }

    @Property
    void a_typed_hash_allows_no_other_plan(
            @ForAll DesiredSync desired,
            @ForAll SyncDefinition approvedFor,
            @ForAll SyncDefinition now,
            @ForAll Set<Impact> required) {
        var approved = gated(PlanLawsTest.plan(desired, approvedFor), required);
        var verdict =
                new Approval(required, approved.hash(), null, false, Set.of()).judge(PlanLawsTest.plan(desired, now));
        var allowed = gated(verdict.allowed(), required).changes();
        assertThat(allowed.isEmpty() || allowed.equals(approved.changes())).isTrue();
    }

    @Property
    void an_acceptance_on_record_covers_no_change_that_was_not_in_its_plan(
            @ForAll DesiredSync desired,
            @ForAll SyncDefinition approvedFor,
            @ForAll SyncDefinition now,
            @ForAll Set<Impact> required) {
        var approved = gated(PlanLawsTest.plan(desired, approvedFor), required);
        var verdict = new Approval(required, approved.hash(), approved.hash(), false, covered(approved))
                .judge(PlanLawsTest.plan(desired, now));
        assertThat(gated(verdict.allowed(), required).changes())
                .allMatch(change -> approved.changes().stream()
                        .anyMatch(c -> c.path().equals(change.path()) && Objects.equals(c.to(), change.to())));
    }

    @Property
    void an_acceptance_on_record_covers_the_rest_of_its_plan_after_a_restart(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed, @ForAll Set<Impact> required) {
        var plan = PlanLawsTest.plan(desired, observed);
        var approved = gated(plan, required);
        var half =
                approved.changes().stream().limit(approved.changes().size() / 2).toList();
        var halfway = plan.only(half::contains).applyTo(observed);
        var verdict = new Approval(required, approved.hash(), approved.hash(), false, covered(approved))
                .judge(PlanLawsTest.plan(desired, halfway));
        assertThat(verdict.waiting().changes()).isEmpty();
        assertThat(verdict.accept()).isNull();
    }

    @Property
    void a_spent_approval_allows_nothing_that_is_gated(
            @ForAll DesiredSync desired, @ForAll SyncDefinition observed, @ForAll Set<Impact> required) {
        var plan = PlanLawsTest.plan(desired, observed);
        var hash = gated(plan, required).hash();
        var verdict = new Approval(required, hash, hash, true, covered(plan)).judge(plan);
        assertThat(gated(verdict.allowed(), required).changes()).isEmpty();
        assertThat(verdict.spent()).isEqualTo(!gated(plan, required).isEmpty());
    }

    private static Set<Covered> covered(Plan plan) {
        return plan.changes().stream()
                .map(c -> new Covered(c.path(), PlanText.shared().to(c)))
                .collect(Collectors.toSet());
    }

    private static Plan gated(Plan plan, Set<Impact> required) {
        return plan.only(change -> isGated(change, required));
    }

    private static boolean isGated(Change change, Set<Impact> required) {
        return !change.masks() && !Collections.disjoint(change.impacts(), required);
    }
}
