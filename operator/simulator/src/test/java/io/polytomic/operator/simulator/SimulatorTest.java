package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A simulator with the default seed for each test. */
abstract class SimulatorTest {
    final Simulator simulator = Simulator.start(SimulatorOptions.defaults());
    final Api api = new Api(simulator);
    final SimulatorAdmin admin = simulator.admin();

    @AfterEach
    void close() {
        simulator.close();
    }

    void after(String duration) {
        admin.advance(Duration.parse(duration));
    }

    static String sync(String id) {
        return "/api/bulk/syncs/" + id;
    }

    static String executions(String id) {
        return sync(id) + "/executions";
    }

    String status(String id, String execution) {
        return api.get(executions(id) + "/" + execution).data().path("status").asText();
    }

    JsonNode event(String type) {
        return api.get("/api/events?limit=100&type=" + type).data();
    }

    static String message(Api.Reply reply) {
        return reply.json().path("message").asText();
    }
}
