package io.polytomic.operator.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.client.Page;
import io.polytomic.operator.client.http.Transport.Answer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The envelope {@code {"data": …, "pagination": …}} around every answer. */
final class Answers {
    private static final Set<String> ENVELOPE = Set.of("data", "pagination");

    private Answers() {}

    /** {@code data} as one record. */
    static <T> T one(Answer answer, Function<JsonNode, T> reader) {
        JsonNode data = answer.root().path("data");
        if (!data.isObject()) {
            throw Failures.without(answer.operation(), "object \"data\"");
        }
        return reader.apply(data);
    }

    /** {@code data} as one record that must have an id, since without it nothing can be followed up. */
    static <T> T identified(Answer answer, Function<JsonNode, T> reader) {
        return one(answer, data -> {
            String id = Json.text(data, "id");
            if (id == null || id.isBlank()) {
                throw Failures.without(answer.operation(), "id");
            }
            return reader.apply(data);
        });
    }

    /** {@code data} as the record of that id; what a cache in between says of another one is no answer. */
    static <T> T about(String id, Answer answer, Function<JsonNode, T> reader) {
        return one(answer, data -> {
            if (!id.equalsIgnoreCase(Json.text(data, "id"))) {
                throw Failures.without(answer.operation(), "id that was asked for");
            }
            return reader.apply(data);
        });
    }

    /** {@code data} as a list. Null reads as empty; JSON that is not the envelope must not, or all objects look deleted. */
    static <T> List<T> list(Answer answer, Function<JsonNode, T> reader) {
        JsonNode data = answer.root().path("data");
        if (data.isArray()) {
            return List.copyOf(Json.list(data, reader));
        }
        if (!data.isNull() && !(data.isMissingNode() && isEnvelope(answer.root()))) {
            throw Failures.without(answer.operation(), "list \"data\"");
        }
        return List.of();
    }

    private static boolean isEnvelope(JsonNode root) {
        return root.isObject() && root.properties().stream().allMatch(member -> isEnvelopeMember(member.getKey()));
    }

    /** Whether a member may stand beside {@code data} without making the answer something else. */
    static boolean isEnvelopeMember(String name) {
        return ENVELOPE.contains(name);
    }

    static <T> Page<T> page(Answer answer, Function<JsonNode, T> reader) {
        return new Page<>(
                list(answer, reader),
                Json.text(answer.root().path("pagination"), "next_page_token"),
                answer.serverTime());
    }
}
