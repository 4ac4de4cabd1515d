package io.polytomic.operator.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.controller.watch.WebhookKey.Algorithm;
import io.polytomic.operator.controller.watch.WebhookKey.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures were made with openssl: {@code printf '{"type":"bulk_sync.running"}' | openssl dgst -sha256 -hmac opensesame}. */
class WebhookKeyTest {
    private static final String SECRET = "opensesame";
    private static final byte[] BODY = bytes("{\"type\":\"bulk_sync.running\"}");
    private static final String HEX = "9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab39";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static WebhookKey key(Algorithm algorithm, Encoding encoding) {
        return new WebhookKey(SECRET, algorithm, encoding, "Polytomic-Signature");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "SHA256, HEX, " + HEX,
        "SHA256, BASE64, moTAKxU6PP1++xC/9VMLMGidrV8kljlU7aR6NymJqzk=",
        "SHA512, HEX, 03c759dcb6c0c0e4b7824740ca30c9d821b6781de0518a26c374dcef004654a5b811c128734e6ad6d5d1ac533a6fd51d6c23d8cf7902b21baf055489abd2240a",
        "SHA512, BASE64, A8dZ3LbAwOS3gkdAyjDJ2CG2eB3gUYomw3Tc7wBGVKW4EcEoc05q1tXRrFM6b9UdbCPYz3kCshuvBVSJq9IkCg=="
    })
    @DisplayName(
            "Each algorithm in each encoding: its own signature is good, with a prefix or without, one of another body is not")
    void good(Algorithm algorithm, Encoding encoding, String signature) {
        var key = key(algorithm, encoding);
        assertThat(key.signed(BODY, signature)).isTrue();
        assertThat(key.signed(BODY, " " + signature + " ")).isTrue();
        assertThat(key.signed(BODY, algorithm.name().toLowerCase(Locale.ROOT) + "=" + signature))
                .isTrue();
        assertThat(key.signed(bytes("{\"type\":\"bulk_sync.failed\"}"), signature))
                .isFalse();
        assertThat(key.signed(new byte[0], signature)).isFalse();
    }

    @Test
    @DisplayName("Hexadecimal in capital letters is the same")
    void capitals() {
        assertThat(key(Algorithm.SHA256, Encoding.HEX).signed(BODY, HEX.toUpperCase(Locale.ROOT)))
                .isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "sha256=",
                "9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab",
                "9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab3900",
                "9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab399a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab39",
                "sha512=9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab39",
                "sha256=sha256=9a84c02b153a3cfd7efb10bff5530b30689dad5f24963954eda47a372989ab39",
                "moTAKxU6PP1++xC/9VMLMGidrV8kljlU7aR6NymJqzk=",
                "03c759dcb6c0c0e4b7824740ca30c9d821b6781de0518a26c374dcef004654a5b811c128734e6ad6d5d1ac533a6fd51d6c23d8cf7902b21baf055489abd2240a",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "not hexadecimal"
            })
    @DisplayName("A missing, truncated, lengthened, otherwise written or wrong signature is not good")
    void bad(String signature) {
        assertThat(key(Algorithm.SHA256, Encoding.HEX).signed(BODY, signature)).isFalse();
    }

    @Test
    @DisplayName("A truncated signature in base64 and one that never ends are not good")
    void badBase64() {
        var key = key(Algorithm.SHA256, Encoding.BASE64);
        assertThat(key.signed(BODY, "moTAKxU6PP1++xC/9VMLMGidrV8kljlU7aR6NymJqzk=".substring(0, 20)))
                .isFalse();
        assertThat(key.signed(BODY, "A".repeat(100_000))).isFalse();
    }

    @Test
    @DisplayName("Another secret signs otherwise")
    void otherSecret() {
        var other = new WebhookKey("opensesamf", Algorithm.SHA256, Encoding.HEX, "Polytomic-Signature");
        assertThat(other.signed(BODY, HEX)).isFalse();
    }

    @Test
    @DisplayName("Its text does not show the secret")
    void text() {
        assertThat(key(Algorithm.SHA256, Encoding.HEX).toString()).doesNotContain(SECRET);
    }
}
