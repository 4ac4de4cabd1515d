package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The project's script that finds, downloads or builds a control plane. */
final class ControlPlaneScript {

    private ControlPlaneScript() {}

    static Path repositoryRoot() {
        return Path.of(System.getProperty("repository.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** The directory it prints; the first run on a machine may take minutes, which it tells on standard error. */
    static Path run() {
        try {
            var script = repositoryRoot().resolve(".ci/control-plane").toString();
            var process = new ProcessBuilder(script)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new NotToBeHad("No control plane is to be had on this machine; .ci/control-plane says why.");
            }
            return Path.of(output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(".ci/control-plane could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(".ci/control-plane was interrupted.", e);
        }
    }

    /** The script looked everywhere and says that this machine cannot have one. */
    static final class NotToBeHad extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NotToBeHad(String message) {
            super(message);
        }
    }
}
