package io.polytomic.operator.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what was generated with what is committed, or rewrites it with -Dgolden.update=true. */
final class Golden {
    private static final Path CRDS = Path.of(System.getProperty("repository.root"), "crds");

    private Golden() {}

    static void check(String file, String generated) throws IOException {
        var path = CRDS.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(CRDS);
            Files.writeString(path, generated);
        }
        assertThat(path)
                .as("crds/%s is made from operator/api; rewrite it with -Dgolden.update=true", file)
                .exists()
                .content()
                .isEqualTo(generated);
    }
}
