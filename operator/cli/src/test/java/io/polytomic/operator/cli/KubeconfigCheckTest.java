package io.polytomic.operator.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigCheckTest {
    private static final String GOOD = "clusters: [{name: here, cluster: {server: 'https://127.0.0.1:6443'}}]";

    @TempDir
    private Path home;

    private KubeconfigCheck check(String kubeconfig) {
        return new KubeconfigCheck(Map.of("KUBECONFIG", kubeconfig), home);
    }

    @Test
    @DisplayName("A KUBECONFIG that names no file is refused; one file of several is enough")
    void missing() throws IOException {
        var file = Files.writeString(home.resolve("config"), GOOD);
        check("/nosuch:" + file).requireSound();
        assertThatThrownBy(() -> check("/nosuch").requireSound())
                .hasMessage("KUBECONFIG: /nosuch does not exist or cannot be read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "{", "clusters:", "a: !!java.net.URL [x]"})
    @DisplayName("A file that is no kubeconfig is named, in one sentence, whatever it holds")
    void somethingElse(String text) throws IOException {
        var file = Files.writeString(home.resolve("config"), text);
        assertThatThrownBy(() -> check(file.toString()).requireSound())
                .hasMessage("KUBECONFIG: " + file + " is no kubeconfig: it has no list of clusters.");
        Files.createDirectory(home.resolve(".kube"));
        var usual = Files.move(file, home.resolve(".kube/config"));
        assertThatThrownBy(() -> check("").requireSound())
                .hasMessage("~/.kube/config: " + usual + " is no kubeconfig: it has no list of clusters.");
    }

    @Test
    @DisplayName("Without KUBECONFIG, a file in its usual place and a pod around it there is no cluster to ask")
    void nowhere() throws IOException {
        var nothing = check("");
        nothing.requireSound();
        assertThatThrownBy(nothing::requireAny)
                .hasMessage(
                        "KUBECONFIG is not set, there is no ~/.kube/config, and this is no pod: there is no cluster to ask.");
        new KubeconfigCheck(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"), home).requireAny();
        Files.writeString(Files.createDirectory(home.resolve(".kube")).resolve("config"), GOOD);
        nothing.requireSound();
        nothing.requireAny();
    }
}
