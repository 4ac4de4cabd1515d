package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Asynchronous jobs; only log exports are ever started here. */
final class Jobs {
    static final Set<String> TYPES =
            Set.of("createmodel", "updatemodel", "previewmodel", "samplemodel", "exportlogs", "connectionproxy");
    private static final Duration UNTIL_RUNNING = Duration.ofSeconds(1);
    private static final Duration UNTIL_DONE = Duration.ofSeconds(5);

    /** A job; the url is its result. */
    record Job(String id, String organizationId, String type, String url, Instant createdAt) {
        String status(Instant now) {
            if (!now.isBefore(createdAt.plus(UNTIL_DONE))) {
                return "done";
            }
            return now.isBefore(createdAt.plus(UNTIL_RUNNING)) ? "created" : "running";
        }

        ObjectNode json(Instant now) {
            ObjectNode json = Json.object().put("job_id", id).put("type", type).put("status", status(now));
            if (status(now).equals("done")) {
                json.putObject("result").put("url", url);
            }
            return json.putNull("error");
        }
    }

    private final World world;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Job> exports = new HashMap<>();

    Jobs(World world) {
        this.world = world;
    }

    /** The export job of an execution; asking again finds the same one. */
    Job export(String organizationId, String executionId) {
        return exports.computeIfAbsent(executionId, id -> {
            Job job = new Job(
                    world.newId(),
                    organizationId,
                    "exportlogs",
                    "https://logs.invalid/export/" + id + ".zip",
                    world.now());
            jobs.put(job.id(), job);
            world.changed();
            return job;
        });
    }

    Job find(String organizationId, String type, String id) {
        if (!TYPES.contains(type)) {
            throw ApiProblem.badRequest("job type " + type + " is unknown");
        }
        Job job = jobs.get(id);
        if (job == null || !job.type().equals(type) || !job.organizationId().equals(organizationId)) {
            throw ApiProblem.notFound("job", id);
        }
        return job;
    }
}
