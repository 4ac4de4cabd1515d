package io.polytomic.operator.cli;

import io.polytomic.operator.cli.manifest.Yaml;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether there is a cluster to ask, each no in one sentence. Without this some other cluster would be asked, or none. */
final class KubeconfigCheck {
    private static final String VARIABLE = "KUBECONFIG";

    private final Map<String, String> environment;
    private final Path usual;

    /** @param home where .kube/config may be */
    KubeconfigCheck(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.usual = home.resolve(".kube").resolve("config");
    }

    /** @throws IllegalArgumentException when KUBECONFIG, or ~/.kube/config without it, names no cluster */
    void requireSound() {
        var paths = environment.getOrDefault(VARIABLE, "");
        if (!paths.isBlank()) {
            requireClusters(VARIABLE, paths.split(Pattern.quote(File.pathSeparator)));
        } else if (Files.isReadable(usual) && !isStatedOtherwise()) {
            requireClusters("~/.kube/config", usual.toString());
        }
    }

    /** @throws IllegalArgumentException when nothing says which cluster it is */
    void requireAny() {
        if (environment.getOrDefault(VARIABLE, "").isBlank() && !Files.exists(usual) && !isStatedOtherwise()) {
            throw new IllegalArgumentException(
                    "KUBECONFIG is not set, there is no ~/.kube/config, and this is no pod: there is no cluster to ask.");
        }
    }

    /** In a pod, or by the variables and properties of the Kubernetes client. */
    private boolean isStatedOtherwise() {
        return environment.containsKey("KUBERNETES_SERVICE_HOST")
                || environment.containsKey("KUBERNETES_MASTER")
                || System.getProperty("kubernetes.master") != null
                || System.getProperty("kubeconfig") != null;
    }

    private static void requireClusters(String what, String... paths) {
        var files = List.of(paths);
        var readable = files.stream()
                .map(Path::of)
                .filter(file -> Files.isReadable(file) && !Files.isDirectory(file))
                .toList();
        if (readable.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: %s does not exist or cannot be read.".formatted(what, String.join(" and ", files)));
        }
        if (readable.stream().noneMatch(KubeconfigCheck::hasClusters)) {
            throw new IllegalArgumentException("%s: %s is no kubeconfig: it has no list of clusters."
                    .formatted(
                            what,
                            String.join(
                                    " and ",
                                    readable.stream().map(Path::toString).toList())));
        }
    }

    private static boolean hasClusters(Path file) {
        try (var in = Files.newInputStream(file)) {
            return !Yaml.read(in).path("clusters").isEmpty();
        } catch (IOException | RuntimeException notYaml) {
            return false;
        }
    }
}
