package io.polytomic.operator.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Another reader of JSON, Jackson, is the witness. */
class JsonLawsTest {
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Property
    void the_text_is_JSON_and_says_the_value(@ForAll("json") Object value) throws JsonProcessingException {
        var read = JACKSON.readValue(Json.text(value), Object.class);
        assertThat(Json.canonical(read)).isEqualTo(Json.canonical(value));
    }

    @Property
    void the_text_is_that_of_the_canonical_form(@ForAll("json") Object value) {
        assertThat(Json.text(Json.canonical(value))).isEqualTo(Json.text(value));
        assertThat(Json.canonical(Json.canonical(value))).isEqualTo(Json.canonical(value));
    }

    @Property
    void neither_the_order_of_keys_nor_the_way_of_writing_numbers_changes_the_text(
            @ForAll("json") Object value, @ForAll Random random) {
        assertThat(Json.text(rewritten(value, random))).isEqualTo(Json.text(value));
    }

    @Property
    void equal_texts_are_equal_values(@ForAll("json") Object one, @ForAll("json") Object other) {
        assertThat(Json.text(one).equals(Json.text(other)))
                .isEqualTo(
                        Json.canonical(one) == null
                                ? Json.canonical(other) == null
                                : Json.canonical(one).equals(Json.canonical(other)));
    }

    @Property
    void what_was_laid_over_is_covered(@ForAll("json") Object base, @ForAll("json") Object stated) {
        assertThat(Json.covers(stated, Json.overlay(base, stated))).isTrue();
    }

    @Provide
    Arbitrary<Object> json() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.of("", "a", "1", "null", "å\"\\\u0001\n", "\ud83d\ude00"),
                Arbitraries.of(true, false),
                Arbitraries.of(0, 1, 42, 42.0, 1e21, 0.1, -0.0, 1e-9, Long.MAX_VALUE),
                Arbitraries.bigDecimals(),
                Arbitraries.just(null));
        return Arbitraries.recursive(() -> leaf, JsonLawsTest::grown, 0, 3);
    }

    private static Arbitrary<Object> grown(Arbitrary<Object> inner) {
        return Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(3),
                Arbitraries.maps(Arbitraries.of("a", "b", "c d", ""), inner).ofMaxSize(3));
    }

    private static Object rewritten(Object value, Random random) {
        if (value instanceof Map<?, ?> map) {
            var keys = new ArrayList<Object>(map.keySet());
            Collections.shuffle(keys, random);
            var result = new LinkedHashMap<Object, Object>();
            keys.forEach(key -> result.put(key, rewritten(map.get(key), random)));
            return result;
        }
        if (value instanceof List<?> list) {
            var result = new ArrayList<Object>();
            list.forEach(item -> result.add(rewritten(item, random)));
            return result;
        }
        if (value instanceof Number number) {
            var decimal = new BigDecimal(number.toString());
            return decimal.setScale(decimal.scale() + random.nextInt(3));
        }
        return value;
    }
}
