package io.polytomic.operator.controller.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.ModelExecutionStatus;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.simulator.ExecutionScript;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A ModelSync")
class ModelTest {
    private static final Duration POLL = Duration.ofSeconds(62);
    private static final String STATUS_ROUTE = "/api/syncs/[^/]+/status";

    private final World world = World.create();

    @AfterEach
    void nothingIsEverWritten() {
        assertThat(world.writes()).isEmpty();
        world.close();
    }

    private String make(String name) {
        return make(name, "{frequency: manual}");
    }

    private String make(String name, String schedule) {
        var body = World.json("{\"name\": \"%s\", \"mode\": \"update\"}".formatted(name));
        ((ObjectNode) body).set("schedule", World.yaml(schedule));
        return world.admin.models().create("Salesforce", body).path("id").asText();
    }

    private String watched(String name) {
        var id = make(name);
        world.model(name, "syncId: " + id);
        world.passUntilQuiet();
        assertThat(world.modelReason(name)).isEqualTo("Observed");
        return id;
    }

    private ModelSyncStatus status(String name) {
        return world.modelStatus(name);
    }

    private String word(String name) {
        return status(name).lastExecution() == null
                ? null
                : status(name).lastExecution().status();
    }

    private void script(String id, ExecutionScript script) {
        world.admin.world().setExecutionOutcome(id, script);
    }

    private List<String> callsSince(long sequence) {
        return world.admin.journalSince(sequence).stream()
                .map(call -> call.path().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"))
                .filter(path -> path.startsWith("/api/syncs"))
                .toList();
    }

    @Test
    @DisplayName("by id is read once, and shows what the API says of it")
    void byId() {
        var id = make("Users");
        long from = world.lastSequence();
        world.model("users", "syncId: " + id);
        world.passUntilQuiet();
        assertThat(world.modelReason("users")).isEqualTo("Observed");
        assertThat(status("users"))
                .returns(id, ModelSyncStatus::syncId)
                .returns("Users", ModelSyncStatus::name)
                .returns("update", ModelSyncStatus::mode)
                .returns(true, ModelSyncStatus::active)
                .returns(null, ModelSyncStatus::lastExecution);
        world.advance(Duration.ofMinutes(5));
        assertThat(callsSince(from)).filteredOn(path -> path.contains("{id}")).hasSize(2);
    }

    @Test
    @DisplayName("by name follows its id when somebody renames it, and says so")
    void renamed() {
        var id = make("Users");
        world.model("users", "name: Users");
        world.passUntilQuiet();
        world.admin.models().edit(id, World.json("{\"name\": \"People\"}"));
        var other = make("Users");
        world.advance(POLL);
        assertThat(status("users")).returns(id, ModelSyncStatus::syncId).returns("People", ModelSyncStatus::name);
        assertThat(world.modelMessage("users"))
                .isEqualTo("The model sync is watched. It was found as \"Users\" and is now named \"People\".");

        world.model("users", "{name: Users, organizationRef: {name: default}}");
        world.passUntilQuiet();
        assertThat(status("users").syncId())
                .as("an edit looks the name up again")
                .isEqualTo(other);
    }

    @Test
    @DisplayName("by name is found again when it is deleted and made anew, without the history of the old one")
    void madeAnew() {
        var id = make("Users");
        world.model("users", "name: Users");
        world.passUntilQuiet();
        world.admin.models().start(id);
        world.advance(Duration.ofMinutes(3));
        assertThat(word("users")).isEqualTo("completed");
        world.admin.models().delete(id);
        world.advance(POLL);
        assertThat(world.modelReason("users")).isEqualTo("RemoteMissing");
        var anew = make("Users");
        world.advance(POLL);
        assertThat(world.modelReason("users")).isEqualTo("Observed");
        assertThat(status("users"))
                .returns(anew, ModelSyncStatus::syncId)
                .returns(null, ModelSyncStatus::lastExecution);
    }

    @Test
    @DisplayName(
            "of a name that nobody or several bear says so, with the nearest names or the ids, and waits without calls")
    void nameThatIsNone() {
        var id = make("Users");
        world.model("users", "name: User");
        world.passUntilQuiet();
        assertThat(world.modelReason("users")).isEqualTo("RemoteMissing");
        assertThat(world.modelMessage("users")).contains("there is no model sync \"User\"; the nearest are Users");
        assertThat(world.events).singleElement().asString().startsWith("users RemoteMissing: ");
        long from = world.lastSequence();
        world.advance(Duration.ofHours(1));
        assertThat(callsSince(from)).containsOnly("/api/syncs");
        assertThat(world.models.statusesOf("users")).hasSize(1);

        world.advance(Duration.ofSeconds(10));
        var second = make("Users");
        world.model("both", "name: Users");
        world.passUntilQuiet();
        assertThat(world.modelReason("both")).isEqualTo("AmbiguousMatch");
        assertThat(world.modelMessage("both")).contains(id, second, "spec.syncId");
        world.admin.models().delete(id);
        world.advance(Duration.ofMinutes(3));
        assertThat(status("both").syncId()).isEqualTo(second);
    }

    @Test
    @DisplayName("that is gone says so by the API's own 404 alone, asks once, and is watched again when it is back")
    void gone() {
        var id = watched("users");
        world.admin.fault(Fault.always(FaultKind.STATUS, "GET", "/api/syncs/[^/]+")
                .withStatus(404)
                .withBody("<html>no such page</html>"));
        world.admin.models().delete(id);
        world.advance(Duration.ofMinutes(5));
        assertThat(world.modelReason("users"))
                .as("a gateway's 404 proves nothing")
                .isEqualTo("Observed");
        world.admin.clearFaults();
        world.advance(POLL);
        assertThat(world.modelReason("users")).isEqualTo("RemoteMissing");
        assertThat(status("users").name()).isEqualTo("users");
        long from = world.lastSequence();
        world.advance(Duration.ofHours(1));
        assertThat(callsSince(from)).containsOnly("/api/syncs");
    }

    @Test
    @DisplayName("is not missing because a list broke off")
    void brokenList() {
        for (int i = 0; i < 70; i++) {
            make("other " + i);
        }
        var id = watched("users");
        world.advance(Duration.ofMinutes(5));
        world.admin.fault(
                Fault.always(FaultKind.STATUS, "GET", "/api/syncs").withAfter(1).withStatus(500));
        world.admin.models().delete(id);
        world.advance(Duration.ofMinutes(30));
        assertThat(world.modelReason("users")).isEqualTo("Observed");
        world.admin.clearFaults();
        world.advance(Duration.ofMinutes(11));
        assertThat(world.modelReason("users")).isEqualTo("RemoteMissing");
    }

    @Test
    @DisplayName("nor are more than ten that one list lacks: the organization says so, each other goes on")
    void halfIsMissing() {
        var ids = IntStream.range(0, 12).mapToObj(i -> watched("sync-" + i)).toList();
        int writes = world.models.writes();
        ids.subList(0, 11).forEach(world.admin.models()::delete);
        world.advance(Duration.ofMinutes(30));
        assertThat(world.models.writes()).isEqualTo(writes);
        assertThat(world.operator().models().health().message()).contains("watched model syncs are missing");
        world.admin.models().start(ids.get(11));
        world.advance(Duration.ofMinutes(3));
        assertThat(word("sync-11")).isEqualTo("completed");
    }

    @Test
    @DisplayName("shows counts that move while it runs, at most one write a minute, and the end within seconds")
    void counts() {
        var id = watched("users");
        script(
                id,
                ExecutionScript.completes().withDuration(Duration.ofMinutes(10)).withErrorCount(3));
        world.admin.models().start(id);
        world.advance(POLL);
        int writes = world.models.writes();
        world.advance(Duration.ofMinutes(5));
        assertThat(world.models.writes() - writes).isBetween(4, 6);
        var moving = world.models.statusesOf("users").stream()
                .map(ModelSyncStatus::currentExecution)
                .filter(Objects::nonNull)
                .map(ModelExecutionStatus::counts)
                .map(counts -> counts.insert())
                .toList();
        assertThat(moving).isSorted();
        assertThat(moving).last().satisfies(last -> assertThat(last).isGreaterThan(moving.get(0)));
        world.advance(Duration.ofSeconds(210));
        assertThat(status("users").currentExecution().status()).isEqualTo("processing");
        world.advance(Duration.ofSeconds(38));
        assertThat(word("users")).isEqualTo("completed");
        assertThat(status("users").currentExecution()).isNull();
        assertThat(status("users").lastExecution().counts().error()).isEqualTo(3);
        assertThat(Conditions.find(status("users").conditions(), Condition.LAST_EXECUTION_SUCCEEDED))
                .returns(Condition.FALSE, Condition::status);
    }

    @Test
    @DisplayName("that failed shows ten errors of 256 characters, and none with remoteText: Hide")
    void errors() {
        var id = watched("users");
        var lines =
                IntStream.range(0, 15).mapToObj(i -> i + " " + "x".repeat(400)).collect(Collectors.joining("\n"));
        script(id, ExecutionScript.endsAs("failed").withMessage(lines));
        world.admin.models().start(id);
        world.advance(Duration.ofMinutes(3));
        assertThat(status("users").lastExecution().errors())
                .hasSize(10)
                .allSatisfy(error -> assertThat(error).hasSize(256).endsWith("…"));

        world.editOrganization("\"remoteText\": \"Hide\"");
        world.admin.models().start(id);
        world.advance(Duration.ofMinutes(3));
        assertThat(status("users").lastExecution().errors()).isNull();
        assertThat(word("users")).isEqualTo("failed");
    }

    @Test
    @DisplayName("keeps a word nobody knows, as what runs and as what ended")
    void unknownWord() {
        var id = watched("users");
        script(id, ExecutionScript.endsAs("interrupted"));
        world.admin.fault(
                Fault.always(FaultKind.UNKNOWN_WORD, "GET", STATUS_ROUTE).withBody("hibernating"));
        world.admin.models().start(id);
        world.advance(Duration.ofSeconds(20));
        world.advance(POLL);
        assertThat(world.modelReason("users")).isEqualTo("Observed");
        assertThat(word("users")).isEqualTo("hibernating");
        assertThat(Conditions.find(status("users").conditions(), Condition.LAST_EXECUTION_SUCCEEDED)
                        .message())
                .isEqualTo("The last execution ended as hibernating.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"false", "true"})
    @DisplayName("notices its scheduled executions, whether or not the API moves updated_at with them")
    void scheduled(String moves) {
        world.admin.setSwitch("model_run_moves_updated_at", moves);
        var id = make("Users", "{frequency: hourly, minute: 15}");
        world.model("users", "syncId: " + id);
        world.passUntilQuiet();
        var next = status("users").nextExecutionTime();
        assertThat(next).isNotNull();
        long from = world.lastSequence();
        world.advance(Duration.ofHours(10));
        assertThat(word("users")).isEqualTo("completed");
        assertThat(status("users").nextExecutionTime()).isGreaterThan(next);
        assertThat(callsSince(from))
                .filteredOn(path -> path.endsWith("/status"))
                .hasSizeLessThan(10 * 12);
    }

    @Test
    @DisplayName("is swept in case nothing told what moved: problems that turn up by themselves")
    void swept() {
        var id = watched("users");
        var problems =
                World.json("[{\"code\": \"gone\", \"severity\": \"error\", \"path\": \"p\", \"message\": \"m\"}]");
        world.admin.models().setProblems(id, problems);
        world.advance(Duration.ofHours(13));
        assertThat(status("users").problems()).hasSize(1);
        assertThat(world.modelMessage("users")).contains("problems");
    }

    @Test
    @DisplayName("is watched by two objects, in a suspended organization, too")
    void twoObjects() {
        world.suspendOrganization(true);
        var id = watched("users");
        world.model("again", "name: users");
        world.passUntilQuiet();
        world.admin.models().start(id);
        world.advance(Duration.ofMinutes(3));
        assertThat(word("users")).isEqualTo("completed");
        assertThat(word("again")).isEqualTo("completed");
    }

    @Test
    @DisplayName("of a key that may not read the list says which route, and that only once; the bulk syncs go on")
    void forbidden() {
        watched("users");
        world.admin.world().restrictKey(World.KEY, "GET /api/syncs");
        world.advance(POLL);
        assertThat(world.modelReason("users")).isEqualTo("AccessDenied");
        assertThat(world.modelMessage("users")).contains("GET /api/syncs");
        int writes = world.models.writes();
        world.advance(Duration.ofHours(1));
        assertThat(world.models.writes()).isEqualTo(writes);
    }

    @Test
    @DisplayName("stays as it is while the key is refused, and nothing but the probe is sent")
    void keyRefused() {
        watched("users");
        int writes = world.models.writes();
        world.admin.world().revokeKey(World.KEY);
        world.advance(POLL);
        long from = world.lastSequence();
        world.advance(Duration.ofMinutes(30));
        assertThat(callsSince(from)).isEmpty();
        assertThat(world.models.writes()).isEqualTo(writes);
        world.model("new", "name: users");
        world.advance(Duration.ofMinutes(1));
        assertThat(world.modelReason("new")).isIn("OrganizationNotReady", "ApiUnavailable");
    }
}
