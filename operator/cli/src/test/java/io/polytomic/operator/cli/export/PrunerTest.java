package io.polytomic.operator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.manifest.ManifestReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PrunerTest {
    @Test
    @DisplayName("A word the kind does not know takes its whole member out, and no more")
    void prune() {
        ObjectNode manifest = ManifestReader.read("f.yaml", """
                        apiVersion: sync.polytomic.com/v1alpha1
                        kind: BulkSync
                        metadata: {name: orders}
                        spec:
                          syncId: 248df4b7-0000-4000-8000-000000000001
                          name: orders
                          defaultSchedule: {frequency: fortnightly}
                          additionalSchedules: [{frequency: manual}, {frequency: lunar}]
                          schemas:
                            - {id: a, partitionKey: p, filters: [{function: Equality, fieldId: x}, {function: Telepathy}]}
                            - {id: b, fields: [{id: email, obfuscate: true}]}
                        """).all().get(0).content();
        List<String> leftOut = new ArrayList<>();
        new Pruner().prune(manifest, leftOut::add);
        assertThat(manifest.get("spec").toString())
                .isEqualTo("{\"syncId\":\"248df4b7-0000-4000-8000-000000000001\",\"name\":\"orders\",\"schemas\":["
                        + "{\"id\":\"a\",\"partitionKey\":\"p\"},"
                        + "{\"id\":\"b\",\"fields\":[{\"id\":\"email\",\"obfuscate\":true}]}]}");
        assertThat(leftOut)
                .hasSize(3)
                .anySatisfy(l ->
                        assertThat(l).startsWith("spec.schemas[0].filters[1].function: \"Telepathy\" is not allowed"));
    }
}
