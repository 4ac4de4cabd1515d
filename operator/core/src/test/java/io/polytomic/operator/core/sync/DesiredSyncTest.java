package io.polytomic.operator.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which schemas must be read one by one; the rest of {@link DesiredSync} is shown by the plan folders. */
class DesiredSyncTest {
    @Test
    void a_schema_is_read_inside_only_where_its_fields_or_filters_are_managed() {
        var desired = Vocabulary.desired(Map.of(
                "schemas",
                Map.of(
                        "plain", Map.of("enabled", true, "trackingField", "updated_at"),
                        "fields", Map.of("fields", Map.of("id", Map.of("enabled", true))),
                        "filters", Map.of("filters", List.of()),
                        "exclusive", Map.of("enabled", true),
                        "tolerant", Map.of("enabled", true)),
                "unlistedFields",
                Map.of("exclusive", "Disable", "tolerant", "Ignore"),
                "maskRules",
                List.of(Map.of("schemas", "crm.*", "fields", "email"))));
        assertThat(desired.speaksOfInside("plain")).isFalse();
        assertThat(desired.speaksOfInside("tolerant")).isFalse();
        assertThat(desired.speaksOfInside("not listed")).isFalse();
        assertThat(desired.speaksOfInside("fields")).isTrue();
        assertThat(desired.speaksOfInside("filters")).isTrue();
        assertThat(desired.speaksOfInside("exclusive")).isTrue();
        assertThat(desired.speaksOfInside("crm.contacts")).isTrue();
    }

    @Test
    void a_stated_mask_wins_over_rules_in_both_directions() {
        var desired = Vocabulary.desired(Map.of(
                "schemas",
                Map.of(
                        "users",
                        Map.of("fields", Map.of("id", Map.of("obfuscate", true), "email", Map.of("obfuscate", false)))),
                "maskRules",
                List.of(Map.of("schemas", "*", "fields", "e*"))));
        assertThat(desired.masks("users", "id")).isTrue();
        assertThat(desired.masks("users", "email")).isFalse();
        assertThat(desired.masks("users", "e2")).isTrue();
        assertThat(desired.masks("other", "email")).isTrue();
        assertThat(desired.masks("other", "id")).isFalse();
    }
}
