package io.polytomic.operator.benchmarks.micro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.Field;
import io.polytomic.operator.client.wire.Schedule;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.controller.translate.RemoteSync;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One sync of many schemas, both sides: the manifest lists every schema, masks every email by rule, and the remote sync,
 * five fields a schema, differs in one schema of a hundred.
 */
final class LargeSync {
    static final String SOURCE = "11111111-1111-4111-8111-111111111111";
    static final String DESTINATION = "22222222-2222-4222-8222-222222222222";

    private static final List<String> FIELDS = List.of("id", "email", "amount", "country", "updated_at");
    private static final int ONE_DIFFERS_IN = 100;
    private static final Schedule MANUAL =
            new Schedule(null, "manual", null, null, null, null, null, null, List.of(), null);

    private LargeSync() {}

    static BulkSyncSpec manifest(int schemas) {
        var yaml = """
                {"mode": "replicate",
                 "source": {"connectionId": "%s"}, "destination": {"connectionId": "%s", "configuration": {"schema": "a"}},
                 "defaultSchedule": {"frequency": "manual"},
                 "maskRules": [{"schemas": "*", "fields": "*email*"}],
                 "schemas": [%s]}
                """.formatted(SOURCE, DESTINATION, listed(schemas));
        try {
            return new ObjectMapper().readValue(yaml, BulkSyncSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String listed(int schemas) {
        return IntStream.range(0, schemas)
                .mapToObj(number -> "{\"id\": \"%s\", \"trackingField\": \"updated_at\"}".formatted(id(number)))
                .collect(Collectors.joining(","));
    }

    static RemoteSync remote(int schemas) {
        var read = new TreeMap<String, SchemaRecord>();
        for (int i = 0; i < schemas; i++) {
            read.put(id(i), schema(id(i), i % ONE_DIFFERS_IN != 0));
        }
        return new RemoteSync(record(), read, null);
    }

    private static String id(int number) {
        return "public.table_%05d".formatted(number);
    }

    private static SchemaRecord schema(String id, boolean enabled) {
        var fields = FIELDS.stream()
                .map(field -> new Field(field, true, field.equals("email"), field, null))
                .toList();
        return new SchemaRecord(id, enabled, null, "updated_at", null, id, null, null, null, List.of(), fields);
    }

    private static BulkSyncRecord record() {
        return new BulkSyncRecord(
                "33333333-3333-4333-8333-333333333333",
                "large",
                true,
                "replicate",
                SOURCE,
                java.util.Map.of(),
                DESTINATION,
                java.util.Map.of("schema", "a"),
                MANUAL,
                List.of(),
                "none",
                "none",
                "enabled",
                false,
                null,
                null,
                null,
                List.of(),
                "44444444-4444-4444-8444-444444444444",
                "2026-01-05T09:00:00Z",
                null,
                "2026-01-05T09:00:00Z",
                null);
    }
}
