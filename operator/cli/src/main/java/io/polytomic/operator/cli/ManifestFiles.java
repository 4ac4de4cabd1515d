package io.polytomic.operator.cli;

import io.polytomic.operator.cli.export.Exported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that gets one file a sync. */
final class ManifestFiles {
    private final Path directory;
    private final boolean overwrite;
    private int written;

    ManifestFiles(Path directory, boolean overwrite) throws IOException {
        this.directory = directory;
        this.overwrite = overwrite;
        Files.createDirectories(directory);
    }

    /** @throws IllegalArgumentException with one sentence when the file exists and may not be replaced */
    void write(Exported exported) {
        var file = directory.resolve(exported.name() + ".yaml");
        try {
            Files.writeString(
                    file,
                    exported.yaml(),
                    StandardOpenOption.WRITE,
                    overwrite ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.CREATE);
            written++;
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(file + " exists; --overwrite replaces it.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** For example {@code 3 files written to syncs.} */
    String summary() {
        return written + (written == 1 ? " file" : " files") + " written to " + directory + ".";
    }
}
