package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A temporary directory of the current user's, removed at close and also when the JVM is killed. */
final class ScratchDirectory implements AutoCloseable {

    /** Others that end with the same owner may still write into it, hence the few tries. */
    private static final String REMOVE_AT_END_OF_PIPE = """
            read -r line
            for try in 1 2 3 4 5 6 7 8 9 10; do
              rm -rf "$0" 2>/dev/null && break
              sleep 0.2
            done
            """;

    private final Path path;
    private final GuardedProcess janitor;

    private ScratchDirectory(Path path, GuardedProcess janitor) {
        this.path = path;
        this.janitor = janitor;
    }

    static ScratchDirectory create() {
        try {
            var path = Files.createTempDirectory("polytomic-kubernetes-").toAbsolutePath();
            return new ScratchDirectory(
                    path, GuardedProcess.script("janitor", REMOVE_AT_END_OF_PIPE, List.of(path.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory can be made.", e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Writes a file that only the current user can read. */
    Path write(String name, String text) {
        var file = resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be written.".formatted(file), e);
        }
    }

    @Override
    public void close() {
        janitor.kill();
    }
}
