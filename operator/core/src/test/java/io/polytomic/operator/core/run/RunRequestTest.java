package io.polytomic.operator.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunRequestTest {
    private static final List<String> NO_SCHEMAS = List.of();

    @Test
    void the_body_says_only_what_is_asked_for() {
        assertThat(new RunRequest("orders", null, null, null, false).body()).isEmpty();
        assertThat(new RunRequest("orders", List.of("a", "b"), "full", "rebuild", false).body())
                .isEqualTo(Map.of("schemas", List.of("a", "b"), "fetch_mode", "full", "resync_mode", "rebuild"));
        assertThat(new RunRequest("orders", NO_SCHEMAS, null, null, true).body())
                .isEqualTo(Map.of("test", true));
    }

    @Test
    void the_same_request_has_the_same_hash_whatever_the_order_of_its_schemas() {
        assertThat(new RunRequest("orders", List.of("b", "a"), null, null, false).hash())
                .isEqualTo(new RunRequest("orders", List.of("a", "b"), null, null, false).hash());
        assertThat(new RunRequest("orders", null, null, null, false).hash())
                .isEqualTo(new RunRequest("orders", NO_SCHEMAS, null, null, false).hash());
    }

    @Test
    void every_member_of_a_request_makes_it_another_one() {
        var hashes = Stream.of(
                        new RunRequest("orders", NO_SCHEMAS, null, null, false),
                        new RunRequest("users", NO_SCHEMAS, null, null, false),
                        new RunRequest("orders", List.of("a"), null, null, false),
                        new RunRequest("orders", List.of("a", "b"), null, null, false),
                        new RunRequest("orders", List.of("a,b"), null, null, false),
                        new RunRequest("orders", NO_SCHEMAS, "full", null, false),
                        new RunRequest("orders", NO_SCHEMAS, null, "full", false),
                        new RunRequest("orders", NO_SCHEMAS, "null", null, false),
                        new RunRequest("orders", NO_SCHEMAS, null, null, true))
                .map(RunRequest::hash)
                .toList();
        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("v1-[0-9a-f]{64}"));
    }

    /** The ledger of an older operator must be understood: {@code ["orders",["a","b"],false,"full",null]}. */
    @Test
    void the_hash_stays_the_same_from_version_to_version() {
        assertThat(new RunRequest("orders", List.of("b", "a"), "full", null, false).hash())
                .isEqualTo("v1-90bb2ecae59d7dc136560fa51d610a12949c1bdb5756262bb6ae21340a2a137c");
    }
}
