package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The project's scripts in .ci that find, download or build a tool, once a machine. */
public enum CiScript {
    /** Prints a directory that holds etcd, kube-apiserver and kubectl. */
    CONTROL_PLANE("control-plane"),
    /** Prints the program helm. */
    HELM("helm");

    private final String script;

    CiScript(String script) {
        this.script = script;
    }

    public static Path repositoryRoot() {
        return Path.of(System.getProperty("repository.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** Whether a test may not be skipped for want of a tool. */
    public static boolean isRequired() {
        var value = System.getProperty("cluster.required", "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }

    /** The path it prints; the first run on a machine may take minutes, which it tells on standard error. */
    public Path run() {
        try {
            var process = new ProcessBuilder(
                            repositoryRoot().resolve(".ci").resolve(script).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new NotToBeHad(script);
            }
            return Path.of(output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(".ci/" + script + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(".ci/" + script + " was interrupted.", e);
        }
    }

    /** The script looked everywhere and says that this machine cannot have it. */
    public static final class NotToBeHad extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NotToBeHad(String script) {
            super("What .ci/%s looks for is not to be had on this machine; it says why.".formatted(script));
        }
    }
}
