package io.polytomic.operator.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final String HEAD = "apiVersion: sync.polytomic.com/v1alpha1\nkind: BulkSync\nmetadata: {name: a}\n";

    @TempDir
    private Path folder;

    private void file(String name, String text) throws Exception {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Manifests read() throws Exception {
        return ManifestReader.read(List.of(folder));
    }

    @Test
    @DisplayName("All YAML below a folder, every document, the items of lists; other kinds are counted")
    void everything() throws Exception {
        file("b.yaml", HEAD + "---\n---\napiVersion: apps/v1\nkind: Deployment\n---\n" + HEAD);
        file("deep/er/c.yml", """
                apiVersion: v1
                kind: List
                items:
                  - apiVersion: sync.polytomic.com/v1alpha1
                    kind: BulkSyncRun
                    metadata: {name: r}
                    spec: {bulkSyncRef: {name: a}}
                  - {apiVersion: v1, kind: Secret}
                """);
        file("d.json", "{\"apiVersion\": \"sync.polytomic.com/v1alpha1\", \"kind\": \"BulkSync\"}");
        file("values.yaml", "replicas: 3\n");
        file("notes.txt", HEAD);
        file(".git/e.yaml", HEAD);
        var found = read();
        assertThat(found.problems()).isEmpty();
        assertThat(found.all())
                .extracting(Manifest::kind)
                .containsExactly("BulkSync", "BulkSync", "BulkSync", "BulkSyncRun");
        assertThat(found.skipped()).isEqualTo(Map.of("Deployment", 1, "Secret", 1, "no kind", 1));
        assertThat(found.all().get(3).where("spec.bulkSyncRef.name")).endsWith("c.yml:7");
        assertThat(found.all().get(1).where("metadata")).endsWith("b.yaml:11");
    }

    @Test
    @DisplayName("Each part has its line; one that is missing has that of what it is missing in")
    void lines() throws Exception {
        var manifest = ManifestReader.read("f.yaml", HEAD + "spec:\n  mode: x\n  schemas:\n    - id: a\n    - id: b\n")
                .all()
                .get(0);
        assertThat(manifest.where("spec.schemas[1].id")).isEqualTo("f.yaml:8");
        assertThat(manifest.where("spec.schemas[1].fields[0].id")).isEqualTo("f.yaml:8");
        assertThat(manifest.where("spec.source")).isEqualTo("f.yaml:4");
        assertThat(manifest.where("")).isEqualTo("f.yaml:1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no        | false
            "no"      | "no"
            Off       | false
            y         | true
            ~         | null
            010       | 8
            0x1F      | 31
            1_000     | 1000
            089       | 89
            1e3       | 1E+3
            .5        | 0.5
            2026-11-26 | "2026-11-26"
            1:30      | "1:30"
            123456789012345678901 | 123456789012345678901
            1.2.3     | "1.2.3"
            """, quoteCharacter = '\'')
    @DisplayName("Words mean what they mean to kubectl")
    void words(String yaml, String json) {
        var content = ManifestReader.read("f.yaml", HEAD + "spec: {a: " + yaml + "}")
                .all()
                .get(0)
                .content();
        assertThat(content.path("spec").path("a").toString()).isEqualTo(json);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            a: [1                                        | f.yaml:2: is not readable YAML: expected ',' or ']', but got <stream end>.
            a: 1\\na: 2                                  | f.yaml:2: the key "a" is given twice.
            a: .inf                                      | f.yaml:1: ".inf" is a number JSON does not have; put it in quotes if it is a text.
            {apiVersion: sync.polytomic.com/v2, kind: X} | f.yaml:1: apiVersion is sync.polytomic.com/v2; this version knows sync.polytomic.com/v1alpha1.
            a: &x {b: *x}                                | f.yaml:1: the document is too large once its aliases are followed (at most 200000 values, 100 deep).
            """)
    @DisplayName("What cannot be read is one sentence with its line")
    void unreadable(String yaml, String problem) {
        var found = ManifestReader.read("f.yaml", yaml.replace("\\n", "\n") + "\n");
        assertThat(found.problems()).extracting(FileProblem::toString).containsExactly(problem);
    }

    @Test
    @DisplayName("A kind that does not exist is named with those that do")
    void unknownKind() {
        assertThat(ManifestReader.read("f.yaml", HEAD.replace("BulkSync", "BulkSnyc"))
                        .problems())
                .extracting(FileProblem::toString)
                .singleElement()
                .asString()
                .startsWith("f.yaml:2: sync.polytomic.com has no kind \"BulkSnyc\"; it has BulkSync, ");
    }

    @Test
    @DisplayName(
            "Aliases that multiply and files that are too large are refused, and the next file is read all the same")
    void bounds() throws Exception {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
        }
        file("a.yaml", bomb.toString());
        file("b.yaml", "a: \"" + "x".repeat(ManifestReader.MAX_BYTES) + "\"\n");
        file("c.yaml", HEAD);
        var found = read();
        assertThat(found.problems()).hasSize(2);
        assertThat(found.problems().get(0).sentence()).contains("aliases");
        assertThat(found.problems().get(1).sentence()).isEqualTo("the file is larger than 2 MB, so it is not read.");
        assertThat(found.all()).hasSize(1);
    }

    @Test
    @DisplayName("Merge keys give what is not stated, and never more")
    void merge() {
        var content = ManifestReader.read("f.yaml", HEAD + "spec:\n  a: &base {x: 1, y: 2}\n  b: {<<: *base, y: 3}\n")
                .all()
                .get(0)
                .content();
        assertThat(content.path("spec").path("b").toString()).isEqualTo("{\"y\":3,\"x\":1}");
    }

    @Test
    @DisplayName("A path that does not exist is refused")
    void noSuchPath() {
        assertThatThrownBy(() -> ManifestReader.read(List.of(folder.resolve("nope"))))
                .hasMessageStartingWith("-f: there is no file or folder ");
    }

    @Test
    @DisplayName("What is written is read back as the same, whatever it looks like")
    void roundTrip() {
        for (var text :
                List.of("no", "NO", "y", "010", "1e3", "~", "", "a: b", "- x", "#c", "\u00e4 \"q\" 'x'\n2", "<<")) {
            var yaml = HEAD + Yaml.write(Map.of("spec", Map.of("v", text)));
            assertThat(ManifestReader.read("f.yaml", yaml)
                            .all()
                            .get(0)
                            .content()
                            .path("spec")
                            .path("v")
                            .asText())
                    .isEqualTo(text);
        }
    }
}
