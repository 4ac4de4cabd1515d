package io.polytomic.operator.api.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See src/test/resources/released/README.md. */
class ReleasedCrdsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Path RELEASED = ROOT.resolve("operator/api/src/test/resources/released");

    static Stream<String> released() throws IOException {
        try (var files = Files.list(RELEASED)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    @DisplayName("Every object of the last release is still valid, and means the same")
    void onlyAdded(String file) throws IOException {
        List<String> problems = CrdCompatibility.problems(
                read(RELEASED.resolve(file)), read(ROOT.resolve("crds").resolve(file)));
        assertThat(problems)
                .as("crds/%s takes something away from the users of the last release", file)
                .isEmpty();
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    }
}
