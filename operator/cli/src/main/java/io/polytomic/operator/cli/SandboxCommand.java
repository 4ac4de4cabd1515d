package io.polytomic.operator.cli;

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
        description =
                "Run manifests against a simulated Polytomic API and a Kubernetes API of its own, until their runs end.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    private static final int CLOSING_SECONDS = 20;

    @Parameters(paramLabel = "DIR", description = "Folder with manifests (.yaml, .yml).")
    private Path folder;

    @Option(names = "--keep", description = "Leave everything up afterwards and print the kubeconfig.")
    private boolean keep;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "Simulated seconds per real second of the Polytomic API. Default: 1.")
    private double speed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var closed = new CountDownLatch(1);
        try (var sandbox = new Sandbox(out, speed)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endOf(sandbox, closed), "shutdown"));
            sandbox.apply(folder);
            boolean good = sandbox.watch(System.console() != null);
            if (keep) {
                sandbox.keep();
            }
            return good ? 0 : 1;
        } finally {
            closed.countDown();
        }
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
