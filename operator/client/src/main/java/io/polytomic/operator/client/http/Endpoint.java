package io.polytomic.operator.client.http;

import io.polytomic.operator.client.http.EndpointException.Problem;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Where the API is: a checked base address. Slashes at the end are dropped, because the server answers them with
 * redirects, and https:// is added when there is no scheme, both as the vendor's own provider does (notes.md §2).
 */
public final class Endpoint {
    /** The vendor's cloud. */
    public static final String CLOUD = "https://app.polytomic.com";

    private final HttpUrl base;

    private Endpoint(HttpUrl base) {
        this.base = base;
    }

    /**
     * Pure: opens nothing, resolves nothing.
     *
     * @throws EndpointException with a sentence that names what was found and what is allowed
     */
    public static Endpoint of(String address, AllowedHosts allowed) {
        HttpUrl url = parse(address);
        checkParts(url, address);
        checkHost(url, allowed);
        return new Endpoint(url);
    }

    private static HttpUrl parse(String address) {
        String text = stripSlashes(address == null ? "" : address.strip());
        String withScheme = text.contains("://") ? text : "https://" + text;
        HttpUrl url = text.isEmpty() ? null : HttpUrl.parse(withScheme);
        if (url == null) {
            throw new EndpointException(
                    Problem.MALFORMED,
                    "The address %s is not an http or https URL; an example is %s.".formatted(shown(text), CLOUD));
        }
        return url;
    }

    private static void checkParts(HttpUrl url, String address) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new EndpointException(
                    Problem.HOLDS_CREDENTIALS,
                    "The address of host %s holds a user name or password; the credential belongs in the Secret."
                            .formatted(url.host()));
        }
        if (url.query() != null || url.fragment() != null) {
            throw new EndpointException(
                    Problem.MALFORMED,
                    "The address %s has a query or fragment; it must end after the host or a path."
                            .formatted(shown(address)));
        }
        List<String> segments = url.pathSegments();
        if (segments.get(segments.size() - 1).equals("api")) {
            throw new EndpointException(
                    Problem.MALFORMED,
                    "The address %s ends with /api, which is added by itself; leave it out.".formatted(shown(address)));
        }
    }

    private static void checkHost(HttpUrl url, AllowedHosts allowed) {
        String host = url.host();
        if (!allowed.allow(host)) {
            throw new EndpointException(
                    Problem.HOST_NOT_ALLOWED, "The host %s is not allowed; allowed are: %s.".formatted(host, allowed));
        }
        if (!url.isHttps() && !AllowedHosts.isLoopback(host) && !AllowedHosts.isInCluster(host)) {
            throw new EndpointException(
                    Problem.NOT_TLS,
                    "The address http://%s is not TLS; http is allowed only for loopback, *.svc and *.svc.cluster.local."
                            .formatted(host));
        }
    }

    /** An address as it may be shown: short, one line, nothing before an @. */
    private static String shown(String address) {
        String text = address.strip();
        String tail = text.substring(text.lastIndexOf('@') + 1);
        return "\"" + new PlainText(List.of()).of(tail, 100) + "\"";
    }

    private static String stripSlashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    HttpUrl base() {
        return base;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Endpoint that && base.equals(that.base);
    }

    @Override
    public int hashCode() {
        return base.hashCode();
    }

    @Override
    public String toString() {
        return stripSlashes(base.toString());
    }
}
