package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses on its own, with the sentence a user reads in the terminal or in Argo CD. */
@ClusterTest
class RefusalTest {

    private static final Path REFUSED =
            Path.of(System.getProperty("repository.root", "../..")).resolve("operator/api/src/test/resources/refused");

    /** The first line of each file is the sentence; its last document is refused with it, those before are accepted. */
    @TestFactory
    @DisplayName("Each invalid manifest is refused with its sentence")
    Stream<DynamicTest> refused(Cluster cluster) throws IOException {
        List<Path> files;
        try (var folder = Files.list(REFUSED)) {
            files = folder.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(10);
        return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> refused(cluster, file)));
    }

    private static void refused(Cluster cluster, Path file) {
        var text = read(file);
        var sentence = text.lines().findFirst().orElseThrow().substring("# ".length());
        var documents = text.split("(?m)^---$");
        for (int i = 0; i < documents.length - 1; i++) {
            cluster.kubectl().runWithInput(documents[i], "apply", "-f", "-").orFail();
        }
        var refused = cluster.kubectl().runWithInput(documents[documents.length - 1], "apply", "-f", "-");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stderr()).contains(sentence);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            mode: replicat                              | supported values: "replicate", "snapshot", "append"
            scedule: {frequency: manual}                | unknown field "spec.scedule"
            concurrencyLimit: many                      | must be of type integer
            freshness: 6 hours                          | spec.freshness in body should match
            requireApprovalFor: [Everything]            | spec.requireApprovalFor[0]: Unsupported value
            schemas: [{id: a}, {id: a}]                 | spec.schemas[1]: Duplicate value
            dataCutoffTimestamp: yesterday              | spec.dataCutoffTimestamp in body should match
            """)
    @DisplayName("A misspelt or mistyped member is named")
    void misspelt(String line, String answer, Cluster cluster) {
        var refused = cluster.kubectl()
                .runWithInput(
                        Manifests.object("BulkSync", "wrong", "syncId: 248df4b7-0000-4000-8000-000000000001\n" + line),
                        "apply",
                        "-f",
                        "-");

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stderr()).contains(answer);
    }
}
