package io.polytomic.operator.cli.cluster;

/** The text of a kubeconfig with one server, one user and one context. */
final class Kubeconfig {

    private static final String NAME = "polytomic";

    private Kubeconfig() {}

    static String of(String server, String user, String token) {
        return text(server, "", user, token);
    }

    static String of(String server, String certificateAuthority, String user, String token) {
        return text(server, ", certificate-authority-data: " + Pem.base64(certificateAuthority), user, token);
    }

    private static String text(String server, String authority, String user, String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: %1$s
                    cluster: {server: "%2$s"%3$s}
                users:
                  - name: "%4$s"
                    user: {token: "%5$s"}
                contexts:
                  - name: %1$s
                    context: {cluster: %1$s, user: "%4$s", namespace: default}
                current-context: %1$s
                """.formatted(NAME, server, authority, user, token);
    }
}
