package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polytomic.operator.client.http.EndpointException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "https://app.polytomic.com, https://app.polytomic.com",
        "https://app.polytomic.com///, https://app.polytomic.com",
        "app.polytomic.com, https://app.polytomic.com",
        "'  HTTPS://APP.Polytomic.com/ ', https://app.polytomic.com",
        "https://app.polytomic.com/inner/path/, https://app.polytomic.com/inner/path",
        "http://localhost:8080, http://localhost:8080",
        "localhost:8080, https://localhost:8080",
        "http://127.0.0.1:1/, http://127.0.0.1:1",
        "http://[::1]:1/, http://[::1]:1",
        "http://polytomic.tools.svc, http://polytomic.tools.svc",
        "http://polytomic.tools.svc.cluster.local:80, http://polytomic.tools.svc.cluster.local",
    })
    void addressesAreNormalised(String address, String normalised) {
        assertThat(Endpoint.of(address, AllowedHosts.DEFAULT)).hasToString(normalised);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | MALFORMED         | The address \"\" is not an http or https URL; an example is https://app.polytomic.com.",
                "ftp://app.polytomic.com         | MALFORMED         | The address \"ftp://app.polytomic.com\" is not an http or https URL; an example is https://app.polytomic.com.",
                "https://a b                     | MALFORMED         | The address \"https://a b\" is not an http or https URL; an example is https://app.polytomic.com.",
                "https://app.polytomic.com?x=1   | MALFORMED         | The address \"https://app.polytomic.com?x=1\" has a query or fragment; it must end after the host or a path.",
                "https://app.polytomic.com/api/  | MALFORMED         | The address \"https://app.polytomic.com/api/\" ends with /api, which is added by itself; leave it out.",
                "https://me:pw@app.polytomic.com | HOLDS_CREDENTIALS | The address of host app.polytomic.com holds a user name or password; the credential belongs in the Secret.",
                "https://evil.example            | HOST_NOT_ALLOWED  | The host evil.example is not allowed; allowed are: app.polytomic.com, loopback, *.svc.",
                "https://app.polytomic.com.      | HOST_NOT_ALLOWED  | The host app.polytomic.com. is not allowed; allowed are: app.polytomic.com, loopback, *.svc.",
                "https://127.0.0.1.evil.example  | HOST_NOT_ALLOWED  | The host 127.0.0.1.evil.example is not allowed; allowed are: app.polytomic.com, loopback, *.svc.",
                "https://.svc                    | MALFORMED         | The address \"https://.svc\" is not an http or https URL; an example is https://app.polytomic.com.",
                "http://app.polytomic.com        | NOT_TLS           | The address http://app.polytomic.com is not TLS; http is allowed only for loopback, *.svc and *.svc.cluster.local.",
            })
    void badAddressesGetOneSentence(String address, Problem problem, String sentence) {
        EndpointException e =
                catchThrowableOfType(EndpointException.class, () -> Endpoint.of(address.strip(), AllowedHosts.DEFAULT));
        assertThat(e.getMessage()).isEqualTo(sentence);
        assertThat(e.problem()).isEqualTo(problem);
    }

    @Test
    void aPatternWithAStarCoversWhatIsBelowTheNameOnly() {
        AllowedHosts allowed = AllowedHosts.of(List.of(" *.Example.com ", ""));
        assertThat(allowed.allow("a.example.com")).isTrue();
        assertThat(allowed.allow("example.com")).isFalse();
        assertThat(allowed.allow("notexample.com")).isFalse();
        assertThat(allowed.allow("localhost")).isFalse();
        assertThat(allowed).hasToString("*.example.com");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "app.polytomic.com, true",
        "' *.Example.com ', true",
        "*.svc, true",
        "loopback, true",
        "my_host, true",
        "10.0.0.1, true",
        "::1, true",
        "fd00::10.0.0.1, true",
        "'', true",
        "https://app.polytomic.com, false",
        "app.polytomic.com/, false",
        "app.polytomic.com:443, false",
        "[::1], false",
        "*, false",
        "*svc, false",
        "a.*.com, false",
        "a b, false",
        "müller.example, false",
    })
    void aPatternThatNoHostCanMatchIsNone(String pattern, boolean is) {
        assertThat(AllowedHosts.isPattern(pattern)).isEqualTo(is);
    }

    @Test
    void aPasswordInAnUnreadableAddressIsNotShown() {
        EndpointException e = catchThrowableOfType(
                EndpointException.class, () -> Endpoint.of("ftp://me:hunter2@host", AllowedHosts.DEFAULT));
        assertThat(e.getMessage()).doesNotContain("hunter2");
    }
}
