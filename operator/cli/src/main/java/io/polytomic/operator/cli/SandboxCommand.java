package io.polytomic.operator.cli;

import io.polytomic.operator.cli.sandbox.Folder;
import io.polytomic.operator.cli.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job on one machine with nothing installed; touches no cluster of the user's. */
@Command(
        name = "sandbox",
        description = {
            "Run manifests against a simulated Polytomic API and a Kubernetes API of its own, until their runs end.",
            "",
            "Example: polytomic-operator sandbox examples/quickstart --speed 10",
            "Exit code: 0 every object is Ready and every run succeeded, 1 something is wrong, failed or waits for a person."
        },
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    private static final int CLOSING_SECONDS = 20;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with manifests (.yaml, .yml, .json), read with all folders below it.")
    private Path folder;

    @Option(names = "--keep", description = "Leave everything up until Ctrl-C and print the kubeconfig.")
    private boolean keep;

    @Option(
            names = "--no-operator",
            description = "Leave the operator to you: print the kubeconfig for \"polytomic-operator run\" first.")
    private boolean noOperator;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "Simulated seconds per real second of the Polytomic API. Default: 1.")
    private double speed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed: found " + speed + ", allowed are numbers above 0.");
        }
        var manifests = Folder.read(folder);
        if (isWrong(manifests)) {
            return 1;
        }
        var out = spec.commandLine().getOut();
        var closed = new CountDownLatch(1);
        try (var sandbox = new Sandbox(out, speed, keep, !noOperator)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endOf(sandbox, closed), "shutdown"));
            sandbox.apply(manifests);
            boolean good = sandbox.watch(System.console() != null);
            if (keep) {
                sandbox.keep();
            }
            return good ? 0 : 1;
        } finally {
            closed.countDown();
        }
    }

    /** What {@code validate} says, warnings included; an error means that nothing is started. */
    private boolean isWrong(Folder manifests) {
        var validation = manifests.validate();
        var err = spec.commandLine().getErr();
        if (validation.errors() > 0) {
            validation.lines().forEach(err::println);
        } else {
            validation.findings().forEach(err::println);
        }
        err.flush();
        return validation.errors() > 0;
    }

    private static void endOf(Sandbox sandbox, CountDownLatch closed) {
        sandbox.interrupt();
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
