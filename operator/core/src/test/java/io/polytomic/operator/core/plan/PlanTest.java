package io.polytomic.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a hash covers, what a text shows, and which changes go first. */
class PlanTest {
    private static final Change MODE = change(SyncMember.MODE, "replicate", "snapshot");
    private static final Change NAME = change(SyncMember.NAME, "a", "b");

    @Test
    void the_hash_covers_sync_path_from_and_to() {
        var hashes = Stream.of(
                        plan("s1", MODE),
                        plan("s2", MODE),
                        plan("", MODE),
                        plan("s1", change(SyncMember.NAME, "replicate", "snapshot")),
                        plan("s1", change(SyncMember.MODE, "append", "snapshot")),
                        plan("s1", change(SyncMember.MODE, null, "snapshot")),
                        plan("s1", change(SyncMember.MODE, "null", "snapshot")),
                        plan("s1", change(SyncMember.MODE, "replicate", "append")),
                        plan("s1", MODE, NAME),
                        plan("s1"))
                .map(Plan::hash)
                .toList();
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("v1-[0-9a-f]{64}"));
    }

    @Test
    void the_hash_covers_nothing_else() {
        var plan = new Plan("s1", Cause.SPEC, List.of(MODE, NAME), List.of());
        var same = new Plan("s1", Cause.DRIFT, List.of(NAME, MODE), List.of("unknown"));
        assertThat(same.hash()).isEqualTo(plan.hash());
    }

    /** A hash that a person typed must hold over an upgrade: {@code 248df4b7\n["mode","\"replicate\"","\"snapshot\""]}. */
    @Test
    void the_hash_stays_the_same_from_version_to_version() {
        assertThat(plan("248df4b7", MODE).hash())
                .isEqualTo("v1-ef79fe4ae7481a11cf8fb451b53c557fa8f5a3006aaef08d61a7987c7190bdaf");
    }

    @Test
    void the_hash_covers_confidential_and_long_values_in_full() {
        assertThat(plan("s1", change(SyncMember.SUBSCRIBERS, List.of(), List.of("a@example.com")))
                        .hash())
                .isNotEqualTo(plan("s1", change(SyncMember.SUBSCRIBERS, List.of(), List.of("b@example.com")))
                        .hash());
        var longText = "x".repeat(PlanText.VALUE_LIMIT);
        assertThat(plan("s1", change(SyncMember.NAME, "a", longText + "1")).hash())
                .isNotEqualTo(
                        plan("s1", change(SyncMember.NAME, "a", longText + "2")).hash());
    }

    @Test
    void the_impacts_of_a_plan_are_those_of_its_changes() {
        assertThat(plan("s1", MODE, NAME).impacts()).containsExactly(Impact.RESYNC, Impact.METADATA);
        assertThat(plan("s1").impacts()).isEmpty();
    }

    @Test
    void masks_switches_and_further_filters_go_before_anything_widens() {
        var none = List.of();
        var se = List.of(Map.of("field_id", "country", "value", "SE"));
        assertThat(change(FieldMember.OBFUSCATE, false, true).narrows()).isTrue();
        assertThat(change(FieldMember.OBFUSCATE, true, false).narrows()).isFalse();
        assertThat(change(FieldMember.ENABLED, true, false).narrows()).isTrue();
        assertThat(change(FieldMember.ENABLED, false, true).narrows()).isFalse();
        assertThat(change(SchemaMember.ENABLED, true, false).narrows()).isTrue();
        assertThat(change(SchemaMember.ENABLED, false, true).narrows()).isFalse();
        assertThat(change(SchemaMember.FILTERS, none, se).narrows()).isTrue();
        assertThat(change(SchemaMember.FILTERS, se, none).narrows()).isFalse();
        assertThat(change(SchemaMember.HISTORY_ENABLED, true, false).narrows()).isFalse();
    }

    @Test
    void only_an_obfuscated_field_is_a_mask() {
        assertThat(change(FieldMember.OBFUSCATE, false, true).masks()).isTrue();
        assertThat(change(FieldMember.OBFUSCATE, true, false).masks()).isFalse();
        assertThat(change(FieldMember.ENABLED, false, true).masks()).isFalse();
    }

    @Test
    void the_sign_says_set_cleared_or_changed() {
        assertThat(text(change(SyncMember.NAME, null, "b"))).startsWith("+ name: (none) -> \"b\"  [Metadata]\n");
        assertThat(text(change(SyncMember.NAME, "a", null))).startsWith("- name: \"a\" -> (none)  [Metadata]\n");
        assertThat(text(NAME)).startsWith("~ name: \"a\" -> \"b\"  [Metadata]\n");
    }

    @Test
    void the_summary_counts_changes_by_impact_the_heaviest_first() {
        assertThat(text(NAME)).endsWith("Plan: 1 change (1 Metadata).");
        assertThat(text(NAME, MODE, NAME)).endsWith("Plan: 3 changes (1 Resync, 2 Metadata).");
        assertThat(text()).isEqualTo("No changes.");
        assertThat(PlanText.shared().summary(plan("s1"))).isEqualTo("No changes.");
    }

    @Test
    void what_others_read_shows_counts_and_the_terminal_shows_values() {
        var plan = plan("s1", change(SyncMember.SUBSCRIBERS, List.of("a@example.com"), List.of()));
        assertThat(PlanText.shared().plan(plan))
                .contains("1 entry -> 0 entries")
                .doesNotContain("example.com");
        assertThat(PlanText.revealing().plan(plan)).contains("[\"a@example.com\"] -> []");
    }

    @Test
    void a_long_value_is_cut_for_others_and_whole_in_the_terminal() {
        var change = change(SyncMember.NAME, "a", "x".repeat(300));
        assertThat(PlanText.shared().to(change)).hasSize(PlanText.VALUE_LIMIT).endsWith("x…");
        assertThat(PlanText.revealing().to(change)).hasSize(302);
        var fits = change(SyncMember.NAME, "a", "x".repeat(PlanText.VALUE_LIMIT - 2));
        assertThat(PlanText.shared().to(fits)).hasSize(PlanText.VALUE_LIMIT).endsWith("x\"");
    }

    @Test
    void a_character_of_two_halves_is_not_cut_in_two() {
        for (int before = 250; before < 256; before++) {
            var cut = PlanText.shared().to(change(SyncMember.NAME, "a", "x".repeat(before) + "😀".repeat(9)));
            assertThat(cut.codePoints()).noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
        }
    }

    @Test
    void changes_come_in_the_order_of_members_then_of_ids() {
        var folder = PlanFolder.all()
                .filter(f -> f.path().endsWith("create-with-everything"))
                .findFirst()
                .orElseThrow();
        var members = folder.plan().changes().stream()
                .filter(c -> c.place().schemaId() == null)
                .map(c -> (SyncMember) c.place().member())
                .toList();
        assertThat(members).isSorted().containsExactly(SyncMember.values());
    }

    @Test
    void a_change_without_impact_does_not_exist() {
        assertThat(change(SyncMember.NAME, "a", "b").impacts()).isNotEmpty();
        assertThatThrownBy(() -> new Change(Place.of(SyncMember.NAME), "a", "b", Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(Change... changes) {
        return PlanText.shared().plan(plan("s1", changes));
    }

    private static Plan plan(String syncId, Change... changes) {
        return new Plan(syncId, Cause.SPEC, List.of(changes), List.of());
    }

    private static Change change(Member member, Object from, Object to) {
        var place = new Place(
                member instanceof SyncMember ? null : "users", member instanceof FieldMember ? "email" : null, member);
        return new Change(place, from, to, EnumSet.copyOf(member.impact(from, to)));
    }
}
