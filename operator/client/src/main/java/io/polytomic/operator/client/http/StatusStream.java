package io.polytomic.operator.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.wire.BatchStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import okhttp3.Response;

/**
 * Reads the batch status of a whole organization, holding one sync at a time. Returns only when the document was whole:
 * whoever concludes from absence needs to know that the end was seen.
 */
final class StatusStream implements Transport.Reader<Instant> {
    private final Consumer<BatchStatus> each;

    StatusStream(Consumer<BatchStatus> each) {
        this.each = each;
    }

    @Override
    public Instant read(String operation, Response response) throws IOException {
        try (InputStream in = response.body().byteStream();
                JsonParser parser = Json.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !envelope(parser)) {
                throw Failures.without(operation, "list \"data\"");
            }
            if (parser.nextToken() != null) {
                throw Failures.without(operation, "end after its object");
            }
            return response.headers().getInstant("Date");
        } catch (JsonProcessingException e) { // its message would quote the answer
            throw new ApiException.Unreadable(
                    operation, "The answer to %s is not JSON, or ends too early.".formatted(operation));
        }
    }

    /** Whether the object was the API's envelope; see {@link Answers#list}. */
    private boolean envelope(JsonParser parser) throws IOException {
        boolean dataSeen = false;
        boolean onlyEnvelope = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data") && (value == JsonToken.START_ARRAY || value == JsonToken.VALUE_NULL)) {
                dataSeen = true;
                items(parser);
            } else {
                onlyEnvelope &= Answers.isEnvelopeMember(name) && !name.equals("data");
                parser.skipChildren();
            }
        }
        return dataSeen || onlyEnvelope;
    }

    private void items(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                BatchStatus status = StatusRow.read(parser);
                if (status.syncId() != null) {
                    each.accept(status);
                }
            } else {
                parser.skipChildren();
            }
        }
    }
}
