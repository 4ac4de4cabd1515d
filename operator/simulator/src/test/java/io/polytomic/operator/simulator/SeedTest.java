package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedTest {
    private static final String BASE = """
            organizations: [{id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01, name: O, keys: [{key: k}]}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conections: []                                      | seed at conections: found an unknown member; allowed: connections, model_syncs, organizations, switches, syncs.",
                "connections: [{name: A}]                            | seed at connections[0].type: found nothing; allowed: a text.",
                "connections: [{name: A, type: x, modes: [copy]}]    | seed at connections[0].modes[0]: found \"copy\"; allowed: append, replicate, snapshot.",
                "connections: [{name: A, type: x, cache_delay: 5}]   | seed at connections[0].cache_delay: found 5; allowed: an ISO 8601 duration such as PT30S.",
                "connections: [{name: A, type: x, id: y}]            | seed at connections[0].id: found \"y\"; allowed: a lower-case UUID.",
                "syncs: [{source: A, destination: B}]                | seed at syncs[0].source: found \"A\"; allowed: the name or id of a connection: []."
            })
    void a_wrong_seed_is_one_sentence(String more, String sentence) {
        SimulatorOptions options = SimulatorOptions.defaults().withSeedYaml(BASE + more);
        assertThatThrownBy(() -> Simulator.start(options))
                .isInstanceOf(SeedProblem.class)
                .hasMessage(sentence);
    }

    @Test
    void broken_yaml_names_file_and_line(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("seed.yaml");
        Files.writeString(file, "organizations:\n  - {id: [}\n");
        assertThatThrownBy(() -> SimulatorOptions.defaults().withSeedFile(file))
                .isInstanceOf(SeedProblem.class)
                .hasMessageContaining(file + " at line 2: found ");
    }

    @Test
    void executions_can_be_scripted_in_the_seed() {
        String seed = BASE + """
                connections: [{name: A, type: postgresql, generated_schemas: 2}, {name: B, type: snowflake}]
                syncs:
                  - {source: A, destination: B, body: {name: s}, execution: {outcome: failed, message: broken}, executions: [{records: 7}]}
                switches: {active_default: 'false'}
                """;
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withSeedYaml(seed))) {
            WorldEdits world = simulator.admin().world();
            String id = world.syncIds().get(0);
            assertThat(world.sync(id).path("active").asBoolean()).isFalse();
            for (int i = 0; i < 2; i++) {
                world.startExecution(id);
                simulator.admin().advance(Duration.ofMinutes(1));
            }
            assertThat(world.executions(id).path(1).path("record_count").asLong())
                    .isEqualTo(14);
            assertThat(world.executions(id).path(0).path("status_message").asText())
                    .isEqualTo("broken");
        }
    }

    @Test
    void two_worlds_of_one_seed_are_equal() {
        try (Simulator one = Simulator.start(SimulatorOptions.defaults());
                Simulator two = Simulator.start(SimulatorOptions.defaults())) {
            assertThat(new Api(one).create("")).isEqualTo(new Api(two).create(""));
            assertThat(one.admin().world().dump()).isEqualTo(two.admin().world().dump());
        }
    }

    @Test
    void a_wrong_switch_says_what_is_allowed() {
        assertThatThrownBy(() -> Simulator.start(SimulatorOptions.defaults().withSwitch("null_lists", "maybe")))
                .hasMessage("Switch null_lists is \"maybe\"; allowed: false, true");
        assertThatThrownBy(() -> Simulator.start(SimulatorOptions.defaults().withSwitch("nulls", "true")))
                .hasMessageContaining("Switch \"nulls\" does not exist");
    }

    @Test
    void the_page_lists_every_switch_with_its_default() throws IOException {
        String page = Files.readString(Path.of("SEED.md"));
        for (Switch each : Switch.values()) {
            assertThat(page).contains(each.title());
        }
    }
}
