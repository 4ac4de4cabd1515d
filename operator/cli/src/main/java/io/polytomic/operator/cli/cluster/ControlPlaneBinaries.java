package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the control plane that is already on this machine, in the order of the script {@code .ci/control-plane}: change
 * both. It never downloads and never builds.
 */
public final class ControlPlaneBinaries {

    /** The version that the script puts into the user's cache. */
    static final String VERSION = "1.36.3";

    private static final List<String> REQUIRED = List.of("etcd", "kube-apiserver", "kubectl");

    private ControlPlaneBinaries() {}

    /** The directory that holds etcd, kube-apiserver and kubectl. */
    public static Optional<Path> find() {
        return find(System.getenv(), platform());
    }

    static Optional<Path> find(Map<String, String> environment, String platform) {
        return Stream.of(assets(environment), testDirectory(environment, platform), cache(environment))
                .flatMap(candidates -> candidates)
                .filter(ControlPlaneBinaries::isComplete)
                .findFirst();
    }

    private static Stream<Path> assets(Map<String, String> environment) {
        return setting(environment, "KUBEBUILDER_ASSETS").stream();
    }

    private static Stream<Path> testDirectory(Map<String, String> environment, String platform) {
        return setting(environment, "KUBE_API_TEST_DIR").map(dir -> dir.resolve("k8s")).stream()
                .flatMap(dir ->
                        Stream.concat(Stream.of(dir.resolve(VERSION + "-" + platform)), newestFirst(dir, platform)));
    }

    private static Stream<Path> newestFirst(Path directory, String platform) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (var entries = Files.list(directory)) {
            return entries
                    .filter(entry -> entry.getFileName().toString().endsWith("-" + platform))
                    .sorted(Comparator.comparing(ControlPlaneBinaries::sortableVersion)
                            .reversed())
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Every number padded, so that 1.36.10 comes after 1.36.9. */
    private static String sortableVersion(Path directory) {
        var name = directory.getFileName().toString();
        return Stream.of(name.split("[^0-9]+"))
                .map(number -> "0".repeat(Math.max(0, 9 - number.length())) + number)
                .reduce("", String::concat);
    }

    private static Stream<Path> cache(Map<String, String> environment) {
        var home = setting(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home")));
        var caches = setting(environment, "XDG_CACHE_HOME").orElseGet(() -> home.resolve(".cache"));
        return Stream.of(caches.resolve("polytomic-operator/control-plane/v" + VERSION));
    }

    private static Optional<Path> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static boolean isComplete(Path directory) {
        return REQUIRED.stream().map(directory::resolve).allMatch(Files::isExecutable);
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var arch = System.getProperty("os.arch");
        return os + "-" + Map.of("x86_64", "amd64", "aarch64", "arm64").getOrDefault(arch, arch);
    }
}
