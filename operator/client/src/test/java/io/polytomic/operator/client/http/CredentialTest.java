package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    @Test
    void aNewlineAtTheEndIsTrimmed() {
        assertThat(Credential.bearer("topsecret\r\n")).isEqualTo(Credential.bearer(" topsecret"));
        assertThat(Credential.bearer("topsecret\n").header()).isEqualTo("Bearer topsecret");
    }

    @Test
    void basicIsEncodedHere() {
        assertThat(Credential.basic("org-1:key-2\n").header()).isEqualTo("Basic b3JnLTE6a2V5LTI=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top\nsecret",
                "top\u0000secret",
                "top secret",
                "Bearer topsecret",
                "topsecr\u00e9t",
                "top\tsecret"
            })
    void charactersThatAKeyCannotHaveAreRefusedWithoutShowingIt(String raw) {
        CredentialException e = catchThrowableOfType(CredentialException.class, () -> Credential.bearer(raw));
        assertThat(e.getMessage()).contains("line break").doesNotContain("top").doesNotContain("secr");
        assertThat(catchThrowableOfType(CredentialException.class, () -> Credential.basic("org:" + raw)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"topsecret", ":topsecret", "topsecret:"})
    void basicNeedsBothParts(String raw) {
        CredentialException e = catchThrowableOfType(CredentialException.class, () -> Credential.basic(raw));
        assertThat(e.getMessage()).contains("<organization id>:<key>").doesNotContain("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void anEmptyKeyIsSaidToBeEmpty(String raw) {
        assertThat(catchThrowableOfType(CredentialException.class, () -> Credential.bearer(raw)))
                .hasMessage("The key is empty.");
    }

    @Test
    void textTooLongForAKeyIsRefused() {
        assertThat(catchThrowableOfType(CredentialException.class, () -> Credential.bearer("x".repeat(2049))))
                .hasMessage("The key is longer than 2048 characters, so it is not a key.");
    }

    @Test
    void theFingerprintTellsKeysApartAndShowsNothing() {
        Credential one = Credential.bearer("org:topsecret");
        assertThat(one.fingerprint())
                .hasSize(16)
                .isEqualTo(Credential.bearer("org:topsecret\n").fingerprint());
        assertThat(one.fingerprint())
                .isNotEqualTo(Credential.bearer("org:topsecreu").fingerprint())
                .isNotEqualTo(Credential.basic("org:topsecret").fingerprint());
        assertThat(one)
                .hasToString("Bearer[" + one.fingerprint() + "]")
                .isNotEqualTo(Credential.basic("org:topsecret"));
        assertThat(Credential.basic("org:topsecret").toString())
                .doesNotContain("topsecret")
                .doesNotContain("org");
    }
}
