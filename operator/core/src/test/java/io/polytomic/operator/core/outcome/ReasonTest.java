package io.polytomic.operator.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
    @ParameterizedTest
    @EnumSource
    void a_reason_is_a_CamelCase_word_with_a_sentence(Reason reason) {
        assertThat(reason.word()).matches("[A-Z][A-Za-z]*");
        assertThat(reason.word().toUpperCase(Locale.ROOT))
                .isEqualTo(reason.name().replace("_", ""));
        assertThat(reason.meaning()).matches("([A-Z]|spec\\.).*\\.");
    }

    @Test
    void no_word_is_used_twice() {
        assertThat(Stream.of(Reason.values()).map(Reason::word)).doesNotHaveDuplicates();
    }
}
