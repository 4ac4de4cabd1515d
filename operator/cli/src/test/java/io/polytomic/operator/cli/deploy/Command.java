package io.polytomic.operator.cli.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program that was run to its end. */
public record Command(int exitCode, String stdout, String stderr) {

    public static Command run(List<String> line) {
        try {
            var process = new ProcessBuilder(line).start();
            process.getOutputStream().close();
            var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var output = text(process.getInputStream());
            return new Command(process.waitFor(), output, errors.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(line.get(0) + " was interrupted", e);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String orFail() {
        if (exitCode != 0) {
            throw new AssertionError("exit code %d: %s%s".formatted(exitCode, stdout, stderr));
        }
        return stdout;
    }
}
