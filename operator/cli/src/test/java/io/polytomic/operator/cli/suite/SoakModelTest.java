package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The judge of the soak is judged: an operator that did these things would be found out. */
class SoakModelTest {
    private static final SoakWish WISH = new SoakWish("orders", -1, 5, false, false, false);
    private static final String BODY = """
            {"name": "orders", "mode": "replicate", "active": true, "concurrency_limit": 5,
             "source_connection_id": "5b7e2d90-3c41-4f0a-8d27-6a9e1b4c0f02",
             "destination_connection_id": "8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a03",
             "destination_configuration": {"schema": "analytics"},
             "default_schedule": {"frequency": "manual"}, "automatically_add_new_fields": "none",
             "schemas": [
               {"id": "public.orders"},
               {"id": "public.users", "fields": [{"id": "email", "obfuscate": true}, {"id": "phone", "obfuscate": true}]}]}
            """;
    private static final String UNMASK = "{\"schemas\": [{\"id\": \"public.users\"}]}";

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withSeedYaml(Stage.seed()));
    private final SoakModel model = new SoakModel();
    private String id = create();

    SoakModelTest() {
        model.wanted(WISH);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private String create() {
        return simulator.admin().world().createSync(Stage.json(BODY)).path("id").asText();
    }

    private String start() {
        var execution = simulator.admin().world().startExecution(id).path("id").asText();
        simulator.admin().world().finishExecution(id, "completed");
        return execution;
    }

    private Map<String, JsonNode> objects() {
        return Map.of("orders", Stage.json("""
                {"metadata": {"name": "orders", "generation": 2}, "status": {"syncId": "%s", "conditions": [
                  {"type": "Ready", "status": "True", "observedGeneration": 2}]}}
                """.formatted(id)));
    }

    private static Map<String, JsonNode> run(String name, String execution) {
        return Map.of(name, Stage.json("""
                {"metadata": {"name": "%s"}, "status": {"executionId": "%s", "conditions": [
                  {"type": "Finished", "status": "True"}]}}
                """.formatted(name, execution)));
    }

    private void assertFound(Map<String, JsonNode> runs, String... sentences) {
        var found = model.violations(objects(), runs, simulator.admin());
        assertThat(found).hasSize(sentences.length);
        for (int i = 0; i < sentences.length; i++) {
            assertThat(found.get(i)).contains(sentences[i]);
        }
    }

    @Test
    @DisplayName("Where all went well, nothing is found")
    void clean() {
        model.asked("now", "orders");
        var runs = run("now", start());
        model.startedByOthers(id, start());
        model.unmaskedByOthers(id);
        simulator.admin().world().patchSchemas(id, Stage.json(UNMASK));
        simulator
                .admin()
                .world()
                .editSync(id, Stage.json("{\"schemas\": " + Stage.json(BODY).path("schemas") + "}"));

        assertThat(model.unsettled(objects(), runs, simulator.admin())).isEmpty();
        assertFound(runs);
    }

    @Test
    @DisplayName("A second sync of the same name is found")
    void duplicateSync() {
        create();

        assertFound(Map.of(), "orders holds " + id);
    }

    @Test
    @DisplayName(
            "An execution that nobody asked for, a second one of a run, and a run that took one of others are found")
    void duplicateExecution() {
        start();
        assertFound(Map.of(), "by the operator: runs null");

        var others = start();
        model.startedByOthers(id, others);
        model.asked("now", "orders");
        assertFound(run("now", others), "by others: runs [now]", "by the operator: runs null");
    }

    @Test
    @DisplayName("A mask that came to be open once more than others opened it is found")
    void openMask() {
        simulator.admin().world().patchSchemas(id, Stage.json(UNMASK));

        assertFound(Map.of(), "public.users/email", "public.users/phone");
    }

    @Test
    @DisplayName("What differs from the manifest in the end is found")
    void unsettled() {
        model.asked("now", "orders");
        simulator.admin().world().patchSchemas(id, Stage.json(UNMASK));
        simulator.admin().world().editSync(id, Stage.json("{\"active\": false, \"concurrency_limit\": 9}"));

        assertThat(model.unsettled(objects(), Map.of(), simulator.admin()))
                .containsExactly(
                        "orders wants limit 5, has 9",
                        "orders is not active",
                        "orders is written open: [public.users/email, public.users/phone]",
                        "now is not finished: gone");
    }
}
