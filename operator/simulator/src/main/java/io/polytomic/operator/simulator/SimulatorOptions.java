package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link Simulator} starts with.
 *
 * @param port TCP port on 127.0.0.1, 0 = any free one
 * @param speed simulated seconds per real second, 0 = the clock moves by {@link SimulatorAdmin#advance} only (and by one
 *     millisecond with every write, so that two writes never share an updated_at)
 * @param start simulated time at the start
 * @param switches answers to the open questions of the API, see {@link Switch}
 * @param seed the world at the start, see SEED.md
 * @param seedName what error messages call the seed, for example its file name
 */
public record SimulatorOptions(
        int port, double speed, Instant start, Map<String, String> switches, JsonNode seed, String seedName) {

    public SimulatorOptions {
        if (speed < 0) {
            throw new IllegalArgumentException("speed is " + speed + "; allowed are 0 (manual) and positive numbers");
        }
        switches = Map.copyOf(switches);
    }

    /** Any port, manual clock that starts on Monday 2026-01-05 at 09:00 UTC, the default seed. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                0, 0, Instant.parse("2026-01-05T09:00:00Z"), Map.of(), SeedFile.defaultSeed(), SeedFile.DEFAULT_NAME);
    }

    public SimulatorOptions withPort(int value) {
        return new SimulatorOptions(value, speed, start, switches, seed, seedName);
    }

    public SimulatorOptions withSpeed(double value) {
        return new SimulatorOptions(port, value, start, switches, seed, seedName);
    }

    public SimulatorOptions withStart(Instant value) {
        return new SimulatorOptions(port, speed, value, switches, seed, seedName);
    }

    public SimulatorOptions withSwitch(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(switches);
        all.put(name, value);
        return withSwitches(all);
    }

    public SimulatorOptions withSwitches(Map<String, String> value) {
        return new SimulatorOptions(port, speed, start, value, seed, seedName);
    }

    /** Seed given as a tree; see SEED.md for its members. */
    public SimulatorOptions withSeed(JsonNode value) {
        return new SimulatorOptions(port, speed, start, switches, value, "seed");
    }

    /** Seed given as YAML (or JSON) text. */
    public SimulatorOptions withSeedYaml(String yaml) {
        return new SimulatorOptions(port, speed, start, switches, SeedFile.parse(yaml, "seed"), "seed");
    }

    /** Seed read from a YAML (or JSON) file. */
    public SimulatorOptions withSeedFile(Path file) {
        return new SimulatorOptions(port, speed, start, switches, SeedFile.read(file), file.toString());
    }
}
