package io.polytomic.operator.cli;

import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.CredentialException;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.HttpPolytomicApi;
import io.polytomic.operator.client.http.PolytomicApis;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The way to the API of a person at a terminal or a build: the key and the address come from the environment. */
final class PolytomicLogin {
    static final String KEY = "POLYTOMIC_API_KEY";
    static final String URL = "POLYTOMIC_URL";

    /** What keys of an organization look like, which are sent in another way. */
    private static final Pattern ORGANIZATION_KEY = Pattern.compile("\\s*[0-9a-fA-F-]{36}:.+\\s*", Pattern.DOTALL);

    private PolytomicLogin() {}

    /** @throws RuntimeException with one sentence that names the variable */
    static HttpPolytomicApi open(Map<String, String> environment) {
        var key = environment.getOrDefault(KEY, "");
        if (key.isBlank()) {
            throw new IllegalArgumentException(KEY + " is not set; it holds the API key of the organization.");
        }
        return PolytomicApis.open(endpoint(environment.getOrDefault(URL, "")), credential(key));
    }

    private static Credential credential(String key) {
        try {
            return ORGANIZATION_KEY.matcher(key).matches() ? Credential.basic(key) : Credential.bearer(key);
        } catch (CredentialException e) {
            throw new IllegalArgumentException(KEY + ": " + e.getMessage(), e);
        }
    }

    /** Whoever types the command names the host herself, so that every host is allowed that TLS or loopback protects. */
    private static Endpoint endpoint(String address) {
        var stated = address.isBlank() ? Endpoint.CLOUD : address.strip();
        return Endpoint.of(stated, AllowedHosts.of(List.of(host(stated), "loopback", "*.svc", "app.polytomic.com")));
    }

    private static String host(String address) {
        try {
            var host = URI.create(address.contains("://") ? address : "https://" + address)
                    .getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }
}
