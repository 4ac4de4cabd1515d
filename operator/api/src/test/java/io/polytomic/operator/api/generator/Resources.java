package io.polytomic.operator.api.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files under src/test/resources, read where they stand. */
final class Resources {
    private static final Path ROOT =
            Path.of(System.getProperty("repository.root"), "operator", "api", "src", "test", "resources");

    private Resources() {}

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> list(String folder) {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
