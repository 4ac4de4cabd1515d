package io.polytomic.operator.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator as a process of its own, and what can be done behind the operator's back. */
final class RemoteApi implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("at (http://127\\.0\\.0\\.1:\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child process;
    private final String url;

    private RemoteApi(Child process) {
        this.process = process;
        Waiting.until("the simulator to start", () -> {
            process.requireAlive();
            return ADDRESS.matcher(process.log()).find();
        });
        Matcher address = ADDRESS.matcher(process.log());
        address.find();
        this.url = address.group(1);
    }

    static RemoteApi start(Path java, Path jar, Seed seed, Latency latency, Path folder) {
        try {
            var file = Files.writeString(folder.resolve("seed.yaml"), seed.yaml());
            var command = List.of(
                    java.toString(),
                    "-XX:+UseParallelGC",
                    "-Xmx2g",
                    "-jar",
                    jar.toString(),
                    "simulator",
                    "--port=0",
                    "--speed=1",
                    "--seed-file=" + file);
            var remote = new RemoteApi(Child.start("simulator", command, Map.of(), folder.resolve("simulator.log")));
            remote.delay("GET", latency.read());
            for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                remote.delay(method, latency.write());
            }
            return remote;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delay(String method, Duration delay) {
        send(
                "POST",
                "/_simulator/faults",
                JSON.createObjectNode()
                        .put("kind", "DELAY")
                        .put("method", method)
                        .put("times", 0)
                        .put("delay", delay.toString()));
    }

    String url() {
        return url;
    }

    double cpuSeconds() {
        return process.cpuSeconds();
    }

    /** Requests to the API after this sequence. */
    JsonNode journal(long since) {
        return send("GET", "/_simulator/journal?since=" + since, null).path("entries");
    }

    /**
     * One execution, started and ended.
     *
     * @return its id
     */
    String runOnce(String syncId) {
        var started = start(syncId);
        send(
                "POST",
                "/_simulator/world/syncs/" + syncId + "/finish",
                JSON.createObjectNode().put("outcome", "completed"));
        return started;
    }

    /** One execution that goes on until it is ended. */
    String startEndless(String syncId) {
        send(
                "PUT",
                "/_simulator/world/syncs/" + syncId + "/outcome",
                JSON.createObjectNode().put("outcome", "hangs"));
        return start(syncId);
    }

    private String start(String syncId) {
        return send("POST", "/_simulator/world/syncs/" + syncId + "/executions", JSON.createObjectNode())
                .path("id")
                .asText();
    }

    void finish(String syncId) {
        send(
                "POST",
                "/_simulator/world/syncs/" + syncId + "/finish",
                JSON.createObjectNode().put("outcome", "completed"));
    }

    private JsonNode send(String method, String path, JsonNode body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s %s was answered %d: %s"
                        .formatted(
                                method,
                                path,
                                answer.statusCode(),
                                new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            process.requireAlive();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
