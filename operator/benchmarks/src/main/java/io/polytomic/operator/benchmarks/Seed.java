package io.polytomic.operator.benchmarks;

import java.util.UUID;

/** The remote world: a few organizations with a key, a source of twenty tables and a destination each. */
record Seed(int organizations) {
    static final int SCHEMAS = 20;

    String yaml() {
        var organizationsPart = new StringBuilder("organizations:\n");
        var connections = new StringBuilder("connections:\n");
        for (int i = 1; i <= organizations; i++) {
            organizationsPart.append("""
                      - id: %s
                        name: Fleet %d
                        keys: [{key: %s, kind: user, name: Fleet %d}]
                    """.formatted(id("organization", i), i, key(i), i));
            connections.append("""
                      - {id: %s, name: Postgres prod, organization: %s, type: postgresql, generated_schemas: %d}
                      - {id: %s, name: Snowflake, organization: %s, type: snowflake}
                    """.formatted(
                    id("source", i), id("organization", i), SCHEMAS, id("destination", i), id("organization", i)));
        }
        return organizationsPart.append(connections).toString();
    }

    String key(int organization) {
        return "fleet-key-" + organization;
    }

    private static String id(String kind, int organization) {
        return UUID.nameUUIDFromBytes((kind + organization).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
