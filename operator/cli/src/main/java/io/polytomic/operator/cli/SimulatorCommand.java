package io.polytomic.operator.cli;

import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The stand-in for the Polytomic API on a port of this machine. */
@Command(
        name = "simulator",
        description = {
            "Serve a simulated Polytomic API on 127.0.0.1 until it is told to end (see operator/simulator/SEED.md).",
            "",
            "Example: polytomic-operator simulator --port 8081 --speed 60 --seed-file world.yaml",
            "Exit code: 0 it was told to end, 1 it could not start."
        },
        mixinStandardHelpOptions = true)
final class SimulatorCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Option(names = "--port", defaultValue = "8081", description = "Port, 0 for any free one. Default: 8081.")
    private int port;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "Simulated seconds per real second, 0 for a clock that only moves when told. Default: 1.")
    private double speed;

    @Option(names = "--seed-file", paramLabel = "FILE", description = "The world to start with. Default: a small one.")
    private Path seedFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "--port: found " + port + ", allowed are 0 (any free one) to " + MAX_PORT + ".");
        }
        if (!(speed >= 0)) {
            throw new IllegalArgumentException("--speed: found " + speed
                    + ", allowed are 0 (a clock that only moves when told) and numbers above.");
        }
        if (seedFile != null && !Files.isReadable(seedFile)) {
            throw new IllegalArgumentException(
                    "--seed-file: found " + seedFile + ", which does not exist or cannot be read.");
        }
        var options = SimulatorOptions.defaults().withPort(port).withSpeed(speed);
        var seeded = seedFile == null ? options : options.withSeedFile(seedFile);
        try (var ending = new Ending(() -> {});
                var simulator = Simulator.start(seeded)) {
            spec.commandLine().getOut().println("Simulated Polytomic API at " + simulator.url());
            spec.commandLine().getOut().flush();
            return ending.await();
        }
    }
}
