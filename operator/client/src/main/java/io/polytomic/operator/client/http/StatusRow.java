package io.polytomic.operator.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.SchemaExecution;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One sync of the batch status, read as it passes by, as leniently as {@link Wire#batchStatus} reads a tree: a tree of every
 * row is the larger part of what an operator costs in which nothing happens.
 */
final class StatusRow {
    private StatusRow() {}

    /** @param parser at the beginning of an object; afterwards at its end */
    static BatchStatus read(JsonParser parser) throws IOException {
        String syncId = null;
        String status = null;
        String next = null;
        List<SchemaExecution> schemas = List.of();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "sync_id" -> syncId = Wire.id(text(parser));
                case "status" -> status = text(parser);
                case "nextExecutionTime" -> next = text(parser);
                case "schemas" -> schemas = schemas(parser);
                default -> parser.skipChildren();
            }
        }
        return new BatchStatus(syncId, status, next, schemas);
    }

    private static List<SchemaExecution> schemas(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return List.of();
        }
        var schemas = new ArrayList<SchemaExecution>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                var schema = schema(parser);
                if (schema.schema() != null) {
                    schemas.add(schema);
                }
            } else {
                parser.skipChildren();
            }
        }
        return schemas;
    }

    private static SchemaExecution schema(JsonParser parser) throws IOException {
        String schema = null;
        String execution = null;
        String output = null;
        String status = null;
        String message = null;
        String started = null;
        String completed = null;
        Long records = null;
        Long errors = null;
        Long warnings = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "schema" -> schema = Wire.id(text(parser));
                case "execution_id" -> execution = Wire.id(text(parser));
                case "output_name" -> output = text(parser);
                case "status" -> status = text(parser);
                case "status_message" -> message = text(parser);
                case "started_at" -> started = text(parser);
                case "completed_at" -> completed = text(parser);
                case "record_count" -> records = whole(parser);
                case "error_count" -> errors = whole(parser);
                case "warning_count" -> warnings = whole(parser);
                default -> parser.skipChildren();
            }
        }
        return new SchemaExecution(
                schema, execution, output, status, message, started, completed, records, errors, warnings);
    }

    private static String text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NUMBER_INT -> parser.getNumberValue().toString();
            case VALUE_NUMBER_FLOAT -> {
                var number = decimal(parser);
                yield number == null ? null : number.toString();
            }
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    private static Long whole(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : (Long) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                var number = decimal(parser);
                yield number == null ? null : Json.whole(number);
            }
            case VALUE_STRING -> Json.whole(parser.getText());
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    /** Null for an exponent that no number has. */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
