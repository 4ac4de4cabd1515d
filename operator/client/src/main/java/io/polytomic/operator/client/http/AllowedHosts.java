package io.polytomic.operator.client.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts a credential may be sent to. A pattern is a host name, {@code *.name} for everything below a name,
 * {@code loopback}, or {@code *.svc} for Services of the cluster ({@code *.svc.cluster.local} included).
 */
public record AllowedHosts(List<String> patterns) {
    /** Default of {@code --allowed-hosts}: design.md §1. */
    public static final AllowedHosts DEFAULT = new AllowedHosts(List.of("app.polytomic.com", "loopback", "*.svc"));

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private static final Pattern NAMES =
            Pattern.compile("([*][.])?[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?([.][a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*");

    private static final Pattern V6 = Pattern.compile("[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*");

    public AllowedHosts {
        patterns = patterns.stream()
                .map(p -> p.strip().toLowerCase(Locale.ROOT))
                .filter(p -> !p.isEmpty())
                .distinct()
                .toList();
    }

    public static AllowedHosts of(Collection<String> patterns) {
        return new AllowedHosts(List.copyOf(patterns));
    }

    /** Whether there can be a host that this pattern matches; a scheme, a port, a path, brackets or a lone * are no part of one. */
    public static boolean isPattern(String pattern) {
        var text = pattern.strip().toLowerCase(Locale.ROOT);
        return text.isEmpty()
                || NAMES.matcher(text).matches()
                || V6.matcher(text).matches();
    }

    /** Whether this host, lower case and without port and brackets, may be talked to. */
    boolean allow(String host) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, host));
    }

    private static boolean matches(String pattern, String host) {
        if (pattern.equals("loopback")) {
            return isLoopback(host);
        }
        if (pattern.equals("*.svc")) {
            return isInCluster(host);
        }
        return pattern.startsWith("*.") ? isBelow(pattern.substring(1), host) : pattern.equals(host);
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK_V4.matcher(host).matches();
    }

    static boolean isInCluster(String host) {
        return isBelow(".svc", host) || isBelow(".svc.cluster.local", host);
    }

    private static boolean isBelow(String suffix, String host) {
        return host.endsWith(suffix) && host.length() > suffix.length();
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
