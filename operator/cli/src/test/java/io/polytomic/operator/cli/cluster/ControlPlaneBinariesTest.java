package io.polytomic.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneBinariesTest {

    private static final String PLATFORM = "linux-amd64";

    @TempDir
    Path home;

    @Test
    @DisplayName("Nothing on the machine: nothing found, nothing made")
    void nothing() {
        assertThat(find(Map.of())).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    @DisplayName("KUBEBUILDER_ASSETS comes before KUBE_API_TEST_DIR, and that before the cache")
    void order() throws IOException {
        var cache = complete(".cache/polytomic-operator/control-plane/v" + ControlPlaneBinaries.VERSION);
        var tests = complete("tests/k8s/1.30.0-linux-amd64");
        var assets = complete("assets");

        assertThat(find(Map.of())).contains(cache);
        assertThat(find(Map.of("KUBE_API_TEST_DIR", home.resolve("tests").toString())))
                .contains(tests);
        assertThat(find(Map.of(
                        "KUBE_API_TEST_DIR",
                        home.resolve("tests").toString(),
                        "KUBEBUILDER_ASSETS",
                        assets.toString())))
                .contains(assets);
    }

    @Test
    @DisplayName("A directory without kubectl does not count")
    void incomplete() throws IOException {
        var assets = complete("assets");
        Files.delete(assets.resolve("kubectl"));

        assertThat(find(Map.of("KUBEBUILDER_ASSETS", assets.toString()))).isEmpty();
    }

    @Test
    @DisplayName("Of several versions in KUBE_API_TEST_DIR ours is taken, else the newest, for this platform only")
    void versions() throws IOException {
        var tests = Map.of("KUBE_API_TEST_DIR", home.toString());
        complete("k8s/1.36.9-linux-amd64");
        complete("k8s/1.99.0-darwin-arm64");
        var newest = complete("k8s/1.36.10-linux-amd64");
        assertThat(find(tests)).contains(newest);

        var ours = complete("k8s/" + ControlPlaneBinaries.VERSION + "-" + PLATFORM);
        assertThat(find(tests)).contains(ours);
    }

    private Optional<Path> find(Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("HOME", home.toString());
        return ControlPlaneBinaries.find(environment, PLATFORM);
    }

    private Path complete(String directory) throws IOException {
        var path = Files.createDirectories(home.resolve(directory));
        for (var name : List.of("etcd", "kube-apiserver", "kubectl")) {
            var file = Files.createFile(path.resolve(name)).toFile();
            assertThat(file.setExecutable(true)).isTrue();
        }
        return path;
    }
}
