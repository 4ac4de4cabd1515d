package io.polytomic.operator.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.CiScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of the image in more than one place is said alike. */
class ImageTest {
    private static final String USER = "65532";

    private static String read(String file) throws IOException {
        return Files.readString(CiScript.repositoryRoot().resolve(file));
    }

    @Test
    @DisplayName("The image of Jib starts Java with the options of the Containerfile's")
    void options() throws IOException {
        List<String> options = read("deploy/jvm.options")
                .lines()
                .filter(line -> line.startsWith("-"))
                .toList();
        List<String> jib = read("operator/cli/pom.xml")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<jvmFlag>"))
                .map(line -> line.replaceAll("</?jvmFlag>", ""))
                .toList();
        assertThat(jib).isNotEmpty().isEqualTo(options);
        assertThat(read("deploy/Containerfile").lines().filter(line -> line.startsWith("ENTRYPOINT")))
                .singleElement()
                .asString()
                .contains("@/opt/polytomic-operator/jvm.options");
    }

    @Test
    @DisplayName("Whoever builds it, it is the user that the Deployment names")
    void user() throws IOException {
        assertThat(read("deploy/Containerfile")).contains("USER " + USER + ":" + USER);
        assertThat(read("operator/cli/pom.xml")).contains("<user>" + USER + ":" + USER + "</user>");
        assertThat(read("deploy/kustomize/base/deployment.yaml"))
                .contains("runAsUser: " + USER)
                .contains("runAsGroup: " + USER);
    }

    @Test
    @DisplayName("What the build needs is let through by .containerignore")
    void context() throws IOException {
        var lines = read(".containerignore").lines().toList();
        for (var needed : List.of(
                "pom.xml",
                ".mvn",
                "crds",
                "operator",
                "examples/quickstart",
                "deploy/jvm.options",
                "deploy/runtime",
                "deploy/train")) {
            assertThat(Path.of(CiScript.repositoryRoot().toString(), needed)).exists();
            assertThat(lines).contains("!" + needed);
        }
    }

    @Test
    @DisplayName("docker, which reads a file of another name, is sent no more than the others")
    void dockersName() throws IOException {
        assertThat(read(".dockerignore")).isEqualTo(read(".containerignore"));
    }

    @Test
    @DisplayName("What ldd tells of is looked for by its whole path, so that no library of a JDK goes along")
    void libraries() throws IOException {
        assertThat(read("deploy/Containerfile").lines().filter(line -> line.contains("ldd")))
                .singleElement()
                .asString()
                .contains("find /opt/polytomic-operator/java ")
                .contains("grep -v '^/opt/'");
    }
}
