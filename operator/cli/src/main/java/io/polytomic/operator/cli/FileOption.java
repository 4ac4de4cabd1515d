package io.polytomic.operator.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which manifests a command reads. */
final class FileOption {
    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "DIR",
            description = "File, - for stdin, or folder that is read with all folders below it; may be repeated.")
    private List<Path> paths;

    List<Path> paths() {
        return paths;
    }
}
