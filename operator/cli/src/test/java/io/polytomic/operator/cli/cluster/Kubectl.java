package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** kubectl with a kubeconfig, a cache and a namespace of its own; what the user has configured is not seen. */
public record Kubectl(Path program, Path kubeconfig, String namespace) {

    /** What a command left: nothing is thrown for an exit code, since a refusal is often what a test wants. */
    public record Result(int exitCode, String stdout, String stderr) {

        /** Standard output of a command that had to work. */
        public String orFail() {
            if (exitCode != 0) {
                throw new AssertionError("kubectl ended with %d: %s%s".formatted(exitCode, stdout, stderr));
            }
            return stdout;
        }
    }

    public Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    /** With text on standard input, for {@code apply -f -}. */
    public Result runWithInput(String input, String... arguments) {
        try {
            var process = builder(arguments).start();
            var stdout = read(process.getInputStream());
            var stderr = read(process.getErrorStream());
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new Result(process.waitFor(), stdout.join(), stderr.join());
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl could not be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("kubectl was interrupted.", e);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<>(List.of(program.toString(), "--namespace", namespace));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put(
                "KUBECACHEDIR", kubeconfig.resolveSibling("kubectl-cache").toString());
        environment.put("HOME", kubeconfig.getParent().toString());
        return builder;
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "(unreadable: " + e.getMessage() + ")";
            }
        });
    }
}
