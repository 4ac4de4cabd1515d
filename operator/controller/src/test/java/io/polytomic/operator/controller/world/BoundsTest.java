package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("However large or odd a source is")
class BoundsTest {
    private static final int STATUS_LIMIT = 256 * 1024;
    private static final int SCHEMAS = 10_000;
    private static final int FIELDS = 500;

    private static String seed() {
        var fields = new ArrayList<String>(List.of("id", "email"));
        for (int i = 0; i < FIELDS; i++) {
            fields.add("column_with_a_rather_long_name_" + i);
        }
        return """
                organizations:
                  - id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01
                    name: Acme
                    keys: [{key: sandbox-key, kind: user, name: Operator, email: operator@example.com}]
                connections:
                  - name: Postgres prod
                    type: postgresql
                    generated_schemas: %d
                    schemas:
                      - {id: public.wide, rows: 10, fields: %s}
                  - {name: Snowflake, type: snowflake}
                """.formatted(SCHEMAS, fields);
    }

    private static int bytes(World world) {
        try {
            return Shelf.JSON.writeValueAsBytes(world.status("orders")).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("ten thousand schemas, each with a mask, and five hundred fields in one: status and plan stay small")
    void tenThousandSchemas() {
        try (var world = World.with(SimulatorOptions.defaults().withSeedYaml(seed()))) {
            world.sync("orders", """
                    mode: replicate
                    source: {connectionName: Postgres prod}
                    destination: {connectionName: Snowflake, configuration: {schema: analytics}}
                    defaultSchedule: {frequency: manual}
                    allSchemas: true
                    maskRules: [{schemas: "*", fields: "email"}, {schemas: public.wide, fields: "*"}]
                    requireApprovalFor: [All]
                    """);
            world.passUntilQuiet();
            assertThat(bytes(world)).isLessThan(STATUS_LIMIT);
            world.approve("orders");
            world.passUntilQuiet();

            assertThat(world.isReady("orders")).as(world.message("orders")).isTrue();
            assertThat(world.guardian.openNow(world.syncId("orders"))).isEmpty();
            assertThat(bytes(world)).isLessThan(STATUS_LIMIT);

            world.run("first", "bulkSyncRef: {name: orders}\n");
            world.passUntilQuiet();
            assertThat(world.runStatus("first").phase()).isEqualTo("Succeeded");
            assertThat(Shelf.tree(world.runStatus("first")).toString()).hasSizeLessThan(STATUS_LIMIT);
            assertThat(bytes(world)).isLessThan(STATUS_LIMIT);
        }
    }
}
