package io.polytomic.operator.cli.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example with a {@code run} script does what its README says: the script itself is run, on the jar just built. */
class ExamplesIT {
    private static final int LIMIT_SECONDS = 120;

    static Stream<Path> examples() throws IOException {
        try (var folders = Files.list(root().resolve("examples"))) {
            return folders.filter(folder -> Files.isExecutable(folder.resolve("run"))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRunScriptOfAnExampleEndsWithItsRunSucceededAndLeavesNoProcess(Path example) throws Exception {
        var process = new ProcessBuilder(example.resolve("run").toString(), "--speed", "10")
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(output)
                    .isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(output).contains("Succeeded");
            assertThat(process.descendants()).isEmpty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("repository.root"));
    }
}
