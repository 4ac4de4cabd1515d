package io.polytomic.operator.cli.suite;

/** Manifests as a user writes them. */
final class Manifests {
    static final String ORDERS = """
            schemas:
              - id: public.orders
              - id: public.users
                fields:
                  - {id: email, obfuscate: true}
            """;

    private Manifests() {}

    static String secret(String name, String apiKey) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %s}
                stringData: {apiKey: "%s"}
                ---
                """.formatted(name, apiKey);
    }

    /** Polls every half second, so that tests need not wait. */
    static String organization(String name, String secret, String url) {
        return object("PolytomicOrganization", name, """
                url: %s
                credentials: {secretRef: {name: %s, key: apiKey}}
                requestsPerMinute: 6000
                pollInterval: 500ms
                runningPollInterval: 500ms
                """.formatted(url, secret));
    }

    /** A sync that runs only when it is told to. */
    static String sync(String name, String more) {
        return scheduled(name, "{frequency: manual}", more);
    }

    static String scheduled(String name, String defaultSchedule, String more) {
        return object("BulkSync", name, """
                mode: replicate
                source: {connectionName: Postgres prod}
                destination: {connectionName: Snowflake, configuration: {schema: analytics}}
                defaultSchedule: %s
                %s
                """.formatted(defaultSchedule, more));
    }

    static String run(String name, String sync) {
        return object("BulkSyncRun", name, "bulkSyncRef: {name: %s}".formatted(sync));
    }

    /** @param spec YAML without indentation */
    static String object(String kind, String name, String spec) {
        return """
                apiVersion: sync.polytomic.com/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                %s
                ---
                """.formatted(kind, name, spec.indent(2));
    }
}
