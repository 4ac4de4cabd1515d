package io.polytomic.operator.client.http;

import static io.polytomic.operator.client.http.Json.bool;
import static io.polytomic.operator.client.http.Json.list;
import static io.polytomic.operator.client.http.Json.object;
import static io.polytomic.operator.client.http.Json.text;
import static io.polytomic.operator.client.http.Json.texts;
import static io.polytomic.operator.client.http.Json.whole;
import static io.polytomic.operator.client.http.Wire.id;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.client.wire.ModelExecutionRecord;
import io.polytomic.operator.client.wire.ModelProblemRecord;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;

/** The records of model syncs, read like those of {@link Wire}. */
final class ModelWire {
    private ModelWire() {}

    /** The target connection stands in another place in the list than in the record itself. */
    static ModelSyncRecord sync(JsonNode n) {
        String listed = id(n, "target_connection_id");
        return new ModelSyncRecord(
                id(n, "id"),
                text(n, "name"),
                bool(n, "active"),
                text(n, "mode"),
                listed == null ? id(n.path("target"), "connection_id") : listed,
                list(n.path("problems"), ModelWire::problem),
                id(n, "organization_id"),
                text(n, "updated_at"));
    }

    private static ModelProblemRecord problem(JsonNode n) {
        return new ModelProblemRecord(text(n, "code"), text(n, "severity"), text(n, "path"), text(n, "message"));
    }

    static ModelSyncStatusRecord status(JsonNode n) {
        return new ModelSyncStatusRecord(
                object(n.path("current_execution"), ModelWire::execution),
                object(n.path("last_execution"), ModelWire::execution),
                text(n, "next_execution_time"));
    }

    private static ModelExecutionRecord execution(JsonNode n) {
        return new ModelExecutionRecord(
                id(n, "id"),
                text(n, "status"),
                text(n, "type"),
                text(n, "created_at"),
                text(n, "started_at"),
                text(n, "completed_at"),
                object(n.path("counts"), ModelWire::counts),
                texts(n.path("errors")));
    }

    private static ModelExecutionRecord.Counts counts(JsonNode n) {
        return new ModelExecutionRecord.Counts(
                whole(n, "total"),
                whole(n, "insert"),
                whole(n, "update"),
                whole(n, "upserts"),
                whole(n, "delete"),
                whole(n, "error"),
                whole(n, "warnings"));
    }
}
