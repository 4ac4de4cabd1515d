package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private final PlainText text = new PlainText(List.of("pk-0123456789", "short"));

    @Test
    void becomesOneLineWithoutControlAndDirectionCharacters() {
        assertThat(text.of(" a\r\n\tb\u0000c\u202ed\u2028e  f ", 100)).isEqualTo("a b c d e f");
    }

    @Test
    void losesKeysAndAddresses() {
        assertThat(text.of("key=pk-0123456789x, mail <jane.doe+x@example.com>", 100))
                .isEqualTo("key=[removed]x, mail <[e-mail]>");
    }

    @Test
    void aShortKeyIsRemovedAsAWordOnly() {
        assertThat(text.of("short shortage", 100)).isEqualTo("[removed] shortage");
    }

    @Test
    void isCutAtTheLimitButNotInsideACharacter() {
        assertThat(text.of("x".repeat(300), 256)).isEqualTo("x".repeat(255) + "…");
        assertThat(text.of("x".repeat(256), 256)).isEqualTo("x".repeat(256));
        assertThat(text.of("x".repeat(254) + "😀xx", 256)).isEqualTo("x".repeat(254) + "…");
    }

    @Test
    void aKeyAtTheEndOfTheWindowIsNotShownInPart() {
        for (int blanks = 4080; blanks <= 4100; blanks++) {
            assertThat(text.of("a" + " ".repeat(blanks) + "pk-0123456789", 256)).doesNotContain("pk");
        }
    }
}
