package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client of the simulator, for tests: says what it wants in one line. */
final class Api {
    static final String POSTGRES = "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02";
    static final String SNOWFLAKE = "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03";
    static final String SALESFORCE = "c2a80e57-91d3-4e6f-b0f4-7c5a6d8e1b04";
    static final String MODEL_SYNC = "e71b93d4-5c08-4a2f-9e65-2d8f0c4a6b05";
    static final String ORGANIZATION = "0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01";
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** An answer; json is null when the body is not JSON. */
    record Reply(int status, String text, JsonNode json, HttpResponse<String> http) {
        JsonNode data() {
            return json.path("data");
        }

        String id() {
            return data().path("id").asText();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String url;

    Api(Simulator simulator) {
        this.url = simulator.url();
        headers.put("Authorization", "Bearer sandbox-key");
        headers.put("X-Polytomic-Version", "2025-09-18");
    }

    /** The same client with one header more; null takes it away. */
    Api with(String header, String value) {
        Api copy = new Api(url, headers);
        if (value == null) {
            copy.headers.remove(header);
        } else {
            copy.headers.put(header, value);
        }
        return copy;
    }

    private Api(String url, Map<String, String> headers) {
        this.url = url;
        this.headers.putAll(headers);
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Reply patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, null);
    }

    Reply send(String method, String path, String body) {
        try {
            return reply(client.send(request(method, path, body), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Reply(0, e.toString(), null, null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Reply> sendAsync(String method, String path, String body) {
        return client.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.ofString())
                .thenApply(Api::reply);
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        return request.method(method, publisher).build();
    }

    private static Reply reply(HttpResponse<String> response) {
        JsonNode json;
        try {
            json = MAPPER.readTree(response.body());
        } catch (IOException e) {
            json = null;
        }
        return new Reply(response.statusCode(), response.body(), json, response);
    }

    /** JSON with single quotes. */
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A body for create and PUT: Postgres prod to Snowflake, manual, active, with these members on top. */
    static String syncBody(String more) {
        ObjectNode body = json("{'name': 'orders', 'mode': 'replicate', 'active': true,"
                + "'source_connection_id': '" + POSTGRES + "', 'destination_connection_id': '" + SNOWFLAKE + "',"
                + "'destination_configuration': {'schema': 'raw'}, 'default_schedule': {'frequency': 'manual'}}");
        json("{" + more + "}").properties().forEach(member -> {
            if (member.getValue().isTextual() && member.getValue().asText().equals("omit")) {
                body.remove(member.getKey());
            } else {
                body.set(member.getKey(), member.getValue());
            }
        });
        return body.toString();
    }

    /** Creates a sync and answers its id. */
    String create(String more) {
        Reply reply = post("/api/bulk/syncs", syncBody(more));
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return reply.id();
    }

    JsonNode schema(String syncId, String schemaId) {
        return get("/api/bulk/syncs/" + syncId + "/schemas/" + schemaId).data();
    }

    JsonNode field(String syncId, String schemaId, String fieldId) {
        for (JsonNode field : schema(syncId, schemaId).path("fields")) {
            if (field.path("id").asText().equals(fieldId)) {
                return field;
            }
        }
        throw new AssertionError("no field " + fieldId);
    }
}
