package io.polytomic.operator.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTextsTest {
    private final SharedTexts shared = new SharedTexts();

    @Test
    void equal_texts_are_one_object() {
        var first = shared.of(new String("completed"));
        assertThat(shared.of(new String("completed"))).isSameAs(first);
    }

    @Test
    void whatever_was_read_before_a_text_stays_what_it_is() {
        assertThat(IntStream.range(0, 100_000).mapToObj(n -> "id-" + n))
                .allSatisfy(text -> assertThat(shared.of(new String(text))).isEqualTo(text));
    }

    @Test
    void long_texts_are_not_kept() {
        var text = "x".repeat(SharedTexts.LONGEST + 1);
        shared.of(text);
        assertThat(shared.of(new String(text))).isNotSameAs(text).isEqualTo(text);
    }

    @Test
    void none_stays_none() {
        assertThat(shared.of(null)).isNull();
    }
}
