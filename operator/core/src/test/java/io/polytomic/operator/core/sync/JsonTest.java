package io.polytomic.operator.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void one_number_has_one_text_however_it_is_held() {
        Stream<Object> fortyTwos = Stream.of(
                42,
                42L,
                (short) 42,
                42.0,
                42.0f,
                new BigDecimal("4.20e1"),
                new BigDecimal("42.000"),
                BigInteger.valueOf(42));
        assertThat(fortyTwos.map(Json::text)).containsOnly("42");
        assertThat(Stream.<Object>of(0, -0.0, new BigDecimal("0.000")).map(Json::text))
                .containsOnly("0");
        assertThat(Json.text(1e21)).isEqualTo("1000000000000000000000");
        assertThat(Json.text(0.1)).isEqualTo("0.1");
    }

    @Test
    void keys_are_sorted_and_lists_keep_their_order() {
        var map = new LinkedHashMap<String, Object>();
        map.put("b", Arrays.asList(2, 1, null));
        map.put("a", Map.of("z", true));
        assertThat(Json.text(map)).isEqualTo("{\"a\":{\"z\":true},\"b\":[2,1,null]}");
    }

    @Test
    void texts_are_quoted_as_JSON_does() {
        assertThat(Json.text("a\"b\\c\nd\te\r\u0001\u00e5")).isEqualTo("\"a\\\"b\\\\c\\nd\\te\\r\\u0001\u00e5\"");
        assertThat(Json.text("null")).isNotEqualTo(Json.text(null));
        assertThat(Json.text("1")).isNotEqualTo(Json.text(1));
    }

    @Test
    void what_is_not_JSON_is_an_error_of_the_caller() {
        assertThatThrownBy(() -> Json.canonical(Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a JSON value: java.time.Instant");
    }

    @Test
    void covering_looks_at_stated_keys_only() {
        assertThat(Json.covers(Map.of(), Map.of("a", 1))).isTrue();
        assertThat(Json.covers(Map.of("a", Map.of("b", 1)), Map.of("a", Map.of("b", 1.0, "c", 2))))
                .isTrue();
        assertThat(Json.covers(Map.of("a", 1), Map.of())).isFalse();
        assertThat(Json.covers(Map.of("a", List.of(1)), Map.of("a", List.of(1, 2))))
                .isFalse();
        assertThat(Json.covers(Map.of("a", Map.of()), Map.of("a", 1))).isFalse();
    }

    @Test
    void what_is_laid_over_wins_and_the_rest_stays() {
        Object base = Map.of("a", Map.of("b", 1, "c", 2), "l", List.of(1, 2), "x", true);
        Object stated = Map.of("a", Map.of("b", 9), "l", List.of(3), "n", "new");
        assertThat(Json.text(Json.overlay(base, stated)))
                .isEqualTo("{\"a\":{\"b\":9,\"c\":2},\"l\":[3],\"n\":\"new\",\"x\":true}");
        assertThat(Json.covers(stated, Json.overlay(base, stated))).isTrue();
    }
}
