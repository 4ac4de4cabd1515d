package io.polytomic.operator.cli.sandbox;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The manifests of a folder, in the order of their file names. */
final class Manifests {
    private Manifests() {}

    /** @throws IllegalArgumentException with one sentence when there are none, or one is not readable */
    static List<HasMetadata> read(KubernetesClient client, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("DIR: there is no folder " + folder + ".");
        }
        var objects = new ArrayList<HasMetadata>();
        for (var file : yamlFiles(folder)) {
            try (InputStream in = Files.newInputStream(file)) {
                objects.addAll(client.load(in).items());
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(file + ": is not a Kubernetes manifest: " + firstLine(e), e);
            }
        }
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("DIR: no .yaml or .yml file in " + folder + " holds a manifest.");
        }
        return objects;
    }

    /** Every organization talks to the simulator, whatever address its manifest names: a sandbox reaches nothing real. */
    static HasMetadata pointedAt(HasMetadata object, String simulatorUrl) {
        if (object instanceof GenericKubernetesResource resource
                && HasMetadata.getKind(PolytomicOrganization.class).equals(resource.getKind())) {
            Map<String, Object> spec = new HashMap<>();
            if (resource.get("spec") instanceof Map<?, ?> stated) {
                stated.forEach((key, value) -> spec.put(String.valueOf(key), value));
            }
            spec.put("url", simulatorUrl);
            resource.setAdditionalProperty("spec", spec);
        }
        return object;
    }

    private static List<Path> yamlFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
