package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.mockwebserver.http.MockResponse;

/** Answers in the form that Kubernetes gives them. */
final class MockAnswer {

    private MockAnswer() {}

    static MockResponse of(int code, JsonNode body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body.toString());
    }

    static MockResponse text(String body) {
        return new MockResponse()
                .setResponseCode(200)
                .setHeader("Content-Type", "text/plain")
                .setBody(body);
    }

    static MockResponse failure(int code, String reason, String message) {
        var status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.put("code", code).put("reason", reason).put("message", message);
        return of(code, status);
    }

    static MockResponse notFound(String path) {
        return failure(404, "NotFound", path + " not found");
    }
}
