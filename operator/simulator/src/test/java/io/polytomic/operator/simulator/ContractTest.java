package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the API description is asked once and its answer held against the description. The schemas are made strict
 * first: a member the description does not know is an error.
 */
class ContractTest {
    private final Simulator simulator = Simulator.start(SimulatorOptions.defaults());
    private final Api api = new Api(simulator);
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private JsonNode description;

    @BeforeEach
    void read() throws IOException {
        Path file = Path.of(
                System.getProperty("repository.root", "../.."), "..", "shared", "polytomic-api", "openapi.yaml");
        if (!Files.exists(file)) {
            String message = "CONTRACT TEST SKIPPED: no API description at "
                    + file.toAbsolutePath().normalize();
            System.err.println(message);
            Assumptions.abort(message);
        }
        description = new YAMLMapper().readTree(Files.readString(file));
        strict(description.path("components").path("schemas"));
        strict(description.path("paths"));
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void every_operation_answers_what_the_description_says() {
        Map<String, Supplier<Api.Reply>> calls = calls();
        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(operationIds());
        Map<String, String> wrong = new LinkedHashMap<>();
        calls.forEach((operation, call) -> {
            String verdict = verdict(operation, call.get());
            if (!verdict.isEmpty()) {
                wrong.put(operation, verdict);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusals_answer_ApiError() {
        Map<Integer, Api.Reply> refusals = new LinkedHashMap<>();
        refusals.put(400, api.post("/api/bulk/syncs", "{}"));
        refusals.put(401, api.with("Authorization", "Bearer wrong").get("/api/me"));
        refusals.put(404, api.get("/api/bulk/syncs/00000000-0000-4000-8000-000000000000"));
        JsonNode error = Api.json("{'$ref': '#/components/schemas/ApiError'}");
        refusals.forEach((status, reply) -> {
            assertThat(reply.status()).isEqualTo(status);
            assertThat(validated(error, reply.json())).isEmpty();
        });
    }

    @Test
    void the_check_itself_can_fail() {
        JsonNode envelope = Api.json("{'$ref': '#/components/schemas/BulkSyncResponseEnvelope'}");
        assertThat(validated(envelope, Api.json("{'data': {'id': 'not-a-uuid'}}")))
                .isNotEmpty();
        assertThat(validated(envelope, Api.json("{'data': {'surprise': 1}}"))).isNotEmpty();
    }

    private Map<String, Supplier<Api.Reply>> calls() {
        String sync = "/api/bulk/syncs/"
                + api.create("'additional_schedules': [{'frequency': 'daily', 'schemas': ['public.users']}]");
        String execution = run(sync);
        String schedule = sync + "/schedules/"
                + api.get(sync)
                        .data()
                        .path("additional_schedules")
                        .path(0)
                        .path("id")
                        .asText();
        String model = "/api/syncs/" + Api.MODEL_SYNC;
        String modelRun =
                model + "/executions/" + api.post(model + "/executions", "{}").id();
        simulator.admin().advance(Duration.ofMinutes(2));
        String connection = "/api/connections/" + Api.POSTGRES;
        String keys = connection + "/schemas/public.users/primary_keys";
        String webhook = "/api/webhooks/"
                + api.post("/api/webhooks", "{'endpoint': 'https://hooks.example.com', 'secret': 'secret'}")
                        .id();
        String job = "/api/jobs/exportlogs/"
                + api.post(execution + "/logs/export", "")
                        .json()
                        .path("job")
                        .path("job_id")
                        .asText();
        api.post(sync + "/executions", "{}");
        simulator.admin().advance(Duration.ofSeconds(10));

        Map<String, Supplier<Api.Reply>> calls = new LinkedHashMap<>();
        calls.put("listBulkSyncs", () -> api.get("/api/bulk/syncs"));
        calls.put("createBulkSync", () -> api.post("/api/bulk/syncs", Api.syncBody("")));
        calls.put("getBulkSync", () -> api.get(sync));
        calls.put("updateBulkSync", () -> api.put(sync, Api.syncBody("'additional_schedules': null")));
        calls.put("getBulkSyncErrorHandling", () -> api.get(sync + "/error-handling"));
        calls.put(
                "updateBulkSyncErrorHandling",
                () -> api.put(sync + "/error-handling", "{'subscribers': ['a@example.com']}"));
        calls.put("getBulkSyncStatus", () -> api.get(sync + "/status"));
        calls.put("listBulkSyncExecutionStatus", () -> api.get("/api/bulk/syncs/status?all=true"));
        calls.put("listBulkSyncExecutions", () -> api.get(sync + "/executions"));
        calls.put("getBulkSyncExecution", () -> api.get(execution));
        calls.put("cancelBulkSyncExecution", () -> api.post(execution + "/cancel", ""));
        calls.put("getBulkExecutionConsoleLog", () -> api.get(execution + "/consolelog"));
        calls.put("getBulkSchemaExecutionConsoleLog", () -> api.get(execution + "/schemas/public.users/consolelog"));
        calls.put("getIngestConsoleLog", () -> api.get(connection + "/ingest/consolelog"));
        calls.put("getBulkExecutionLogs", () -> api.get(execution + "/logs"));
        calls.put("exportBulkExecutionLogs", () -> api.post(execution + "/logs/export", ""));
        calls.put("listBulkSyncSchemas", () -> api.get(sync + "/schemas"));
        calls.put(
                "patchBulkSyncSchemas",
                () -> api.patch(sync + "/schemas", "{'schemas': [{'id': 'public.users', 'enabled': true}]}"));
        calls.put("getBulkSyncSchema", () -> api.get(sync + "/schemas/public.users"));
        calls.put("updateBulkSyncSchema", () -> api.put(sync + "/schemas/public.users", "{'enabled': true}"));
        calls.put("cancelBulkSyncSchema", () -> api.post(sync + "/schemas/public.users/cancel", ""));
        calls.put("cancelBulkSync", () -> api.post(sync + "/cancel", ""));
        calls.put("startBulkSyncExecution", () -> startAgain(sync));
        calls.put("activateBulkSync", () -> api.post(sync + "/activate", "{'active': false}"));
        calls.put("listBulkSyncSchedules", () -> api.get(sync + "/schedules"));
        calls.put("createBulkSyncSchedule", () -> api.post(sync + "/schedules", scheduleBody()));
        calls.put("getBulkSyncSchedule", () -> api.get(secondSchedule(sync, schedule)));
        calls.put("updateBulkSyncSchedule", () -> api.put(secondSchedule(sync, schedule), scheduleBody()));
        calls.put("deleteBulkSyncSchedule", () -> api.delete(secondSchedule(sync, schedule)));
        calls.put("deleteBulkSync", () -> api.delete(sync));
        calls.put("listConnections", () -> api.get("/api/connections"));
        calls.put("getConnection", () -> api.get(connection));
        calls.put("getBulkSource", () -> api.get(connection + "/bulksync/source?include_fields=true"));
        calls.put("getBulkDestination", () -> api.get("/api/connections/" + Api.SNOWFLAKE + "/bulksync/target"));
        calls.put("refreshConnectionSchemas", () -> api.post(connection + "/schemas/refresh", ""));
        calls.put("getConnectionSchemaStatus", () -> api.get(connection + "/schemas/status"));
        calls.put("setPrimaryKeys", () -> api.put(keys, "{'fields': [{'field_id': 'email', 'is_primary_key': true}]}"));
        calls.put("getConnectionSchema", () -> api.get(connection + "/schemas/public.users"));
        calls.put("resetPrimaryKeys", () -> api.delete(keys));
        calls.put("listModelSyncs", () -> api.get("/api/syncs"));
        calls.put("getModelSyncScheduleOptions", () -> api.get("/api/syncs/schedules"));
        calls.put("getModelSync", () -> api.get(model));
        calls.put("activateModelSync", () -> api.post(model + "/activate", "{'active': true}"));
        calls.put("startModelSync", () -> api.post(model + "/executions", "{}"));
        calls.put("getModelSyncStatus", () -> api.get(model + "/status"));
        calls.put("cancelModelSync", () -> api.post(model + "/cancel", ""));
        calls.put("listModelSyncExecutions", () -> api.get(model + "/executions"));
        calls.put("getModelSyncExecution", () -> api.get(modelRun));
        calls.put("cancelModelSyncExecution", () -> api.post(modelRun + "/cancel", ""));
        calls.put("getModelExecutionConsoleLog", () -> api.get(modelRun + "/consolelog"));
        calls.put("getModelExecutionLogsIndex", () -> api.get(modelRun + "/logs"));
        calls.put("getModelExecutionLogUrls", () -> api.get(modelRun + "/records"));
        calls.put("listEvents", () -> api.get("/api/events?limit=100"));
        calls.put("listEventTypes", () -> api.get("/api/events_types"));
        calls.put("listWebhooks", () -> api.get("/api/webhooks"));
        calls.put("getWebhook", () -> api.get(webhook));
        calls.put(
                "updateWebhook",
                () -> api.put(webhook, "{'endpoint': 'https://hooks.example.com/2', 'secret': 'secret'}"));
        calls.put("listWebhookDeliveries", () -> api.get(webhook + "/deliveries"));
        calls.put("disableWebhook", () -> api.post(webhook + "/disable", ""));
        calls.put("enableWebhook", () -> api.post(webhook + "/enable", ""));
        calls.put("deleteWebhook", () -> api.delete(webhook));
        calls.put(
                "createWebhook",
                () -> api.post("/api/webhooks", "{'endpoint': 'https://hooks.example.com', 'secret': 'secret'}"));
        calls.put("getIdentity", () -> api.get("/api/me"));
        calls.put("getJob", () -> api.get(job));
        calls.put("deleteConnection", () -> api.delete("/api/connections/" + Api.SALESFORCE + "?force=true"));
        return calls;
    }

    private String run(String sync) {
        String execution =
                sync + "/executions/" + api.post(sync + "/executions", "{}").id();
        simulator.admin().advance(Duration.ofMinutes(1));
        assertThat(api.get(execution).data().path("status").asText()).isEqualTo("completed");
        return execution;
    }

    private Api.Reply startAgain(String sync) {
        simulator.admin().advance(Duration.ofMinutes(1));
        return api.post(sync + "/executions", "{}");
    }

    private static String scheduleBody() {
        return "{'schedule': {'frequency': 'weekly', 'dayOfWeek': 'monday', 'hour': '3', 'minute': '30'}}";
    }

    /** PUT of the sync cleared the additional schedules; the one made since is found through the sync. */
    private String secondSchedule(String sync, String fallback) {
        JsonNode additional = api.get(sync).data().path("additional_schedules");
        return additional.isEmpty()
                ? fallback
                : sync + "/schedules/" + additional.path(0).path("id").asText();
    }

    private TreeSet<String> operationIds() {
        TreeSet<String> ids = new TreeSet<>();
        description.path("paths").findValuesAsText("operationId").forEach(ids::add);
        assertThat(ids).hasSizeGreaterThan(60);
        return ids;
    }

    private String verdict(String operationId, Api.Reply reply) {
        JsonNode responses = responses(operationId);
        JsonNode response = responses.path(Integer.toString(reply.status()));
        if (reply.status() / 100 != 2 || response.isMissingNode()) {
            return "answered " + reply.status() + " " + reply.text();
        }
        if (!reply.http().headers().firstValue("X-Polytomic-Version").equals(Optional.of("2025-09-18"))) {
            return "no X-Polytomic-Version";
        }
        JsonNode schema = response.path("content").path("application/json").path("schema");
        return schema.isMissingNode() ? "" : validated(schema, reply.json());
    }

    private JsonNode responses(String operationId) {
        for (JsonNode path : description.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.path("operationId").asText().equals(operationId)) {
                    return operation.path("responses");
                }
            }
        }
        throw new AssertionError("unknown operation " + operationId);
    }

    private String validated(JsonNode schema, JsonNode body) {
        ObjectNode document = ((ObjectNode) schema).deepCopy();
        document.set("components", description.path("components"));
        Schema compiled = registry.getSchema(document);
        return String.join(
                "; ", compiled.validate(body).stream().map(Object::toString).toList());
    }

    /** Objects with named members allow no other ones, unless the description says so. */
    private static void strict(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ContractTest::strict);
    }
}
