package io.polytomic.operator.cli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.manifest.ManifestReader;
import io.polytomic.operator.cli.manifest.Manifests;
import io.polytomic.operator.cli.validate.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests that a sandbox is told to apply, looked at before anything is started. */
public final class Folder {
    private final Path path;
    private final Manifests manifests;

    private Folder(Path path, Manifests manifests) {
        this.path = path;
        this.manifests = manifests;
    }

    /** @throws IllegalArgumentException with one sentence when there is no such folder */
    public static Folder read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("DIR: there is no folder " + path + ".");
        }
        return new Folder(path, ManifestReader.read(List.of(path)));
    }

    /**
     * The checks of {@code validate}.
     *
     * @throws IllegalArgumentException with one sentence when there is nothing to run
     */
    public Validation validate() {
        var validation = Validation.of(manifests);
        if (manifests.all().isEmpty() && validation.errors() == 0) {
            throw new IllegalArgumentException("DIR: " + Validation.nothingIn(List.of(path), manifests));
        }
        return validation;
    }

    /**
     * What is to be applied, in an order in which it can be. Every organization talks to the simulator, whatever address its
     * manifest names: a sandbox reaches nothing real.
     */
    List<HasMetadata> objects(KubernetesClient client, String simulatorUrl) {
        var ours = manifests.all().stream().map(manifest -> pointedAt(manifest, simulatorUrl));
        var loaded = Stream.concat(manifests.others().stream(), ours)
                .flatMap(object -> load(client, object).stream())
                .toList();
        return Stream.concat(namespaces(loaded), loaded.stream()).toList();
    }

    /** Nobody makes them beforehand in a cluster that did not exist before. */
    private static Stream<HasMetadata> namespaces(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getMetadata().getNamespace())
                .filter(namespace -> namespace != null && !namespace.equals(Sandbox.NAMESPACE))
                .distinct()
                .map(namespace -> new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build());
    }

    private static ObjectNode pointedAt(Manifest manifest, String simulatorUrl) {
        var content = manifest.content().deepCopy();
        if (manifest.kind().equals("PolytomicOrganization") && content.path("spec") instanceof ObjectNode spec) {
            spec.put("url", simulatorUrl);
        }
        return content;
    }

    private static List<HasMetadata> load(KubernetesClient client, ObjectNode object) {
        return client.load(new ByteArrayInputStream(object.toString().getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
