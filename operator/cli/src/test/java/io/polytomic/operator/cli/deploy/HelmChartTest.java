package io.polytomic.operator.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.cli.cluster.CiScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart says the same as kustomize, and says no to what it does not know. */
@RequiresTools({CiScript.CONTROL_PLANE, CiScript.HELM})
class HelmChartTest {
    private static final Path HELM = Bundle.DEPLOY.resolve("helm");
    private static final Path CHART = HELM.resolve("polytomic-operator");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LABELS_OF_HELM =
            List.of("helm.sh/chart", "app.kubernetes.io/managed-by", "app.kubernetes.io/version");

    private static Command helm(Path chart, String... options) {
        var line = new ArrayList<>(List.of(CiScript.HELM.run().toString(), "template", "polytomic-operator"));
        line.addAll(List.of(chart.toString(), "--namespace", "polytomic-operator"));
        line.addAll(List.of(options));
        return Command.run(line);
    }

    private static Bundle rendered(String... options) {
        return Bundle.of(helm(CHART, options).orFail());
    }

    /** What only the one or the other has: Helm's own labels, and the Namespace, which is Helm's --create-namespace. */
    private static Bundle comparable(Bundle bundle) {
        var others = bundle.only(object -> !object.path("kind").asText().equals("Namespace")
                && !object.path("kind").asText().equals("CustomResourceDefinition"));
        others.objects().values().forEach(object -> {
            withoutHelm(object.path("metadata").path("labels"));
            withoutHelm(object.at("/spec/template/metadata/labels"));
        });
        return others;
    }

    private static void withoutHelm(JsonNode labels) {
        if (labels instanceof ObjectNode map) {
            map.remove(LABELS_OF_HELM);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "base,                 --set=userRoles=true",
        "overlays/quickstart,  --values=values-quickstart.yaml",
        "overlays/production,  --values=values-production.yaml",
        "overlays/namespaced,  --set=namespaces={team-a}"
    })
    @DisplayName("Each variant of kustomize and its values give the same objects, rule by rule")
    void same(String folder, String values) {
        var option = values.replace("--values=", "--values=" + HELM + "/");
        var kustomize = comparable(Bundle.kustomize(folder));
        var helm = comparable(rendered(option));
        assertThat(helm.objects().keySet()).isEqualTo(kustomize.objects().keySet());
        assertThat(helm.objects())
                .allSatisfy((key, object) -> assertThat((Object) object)
                        .as(key)
                        .isEqualTo(kustomize.objects().get(key)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"base, values.yaml", "overlays/production, values-production.yaml"})
    @DisplayName("With the port for webhooks, too: one more argument, port, Service and, where there is a policy, rule")
    void sameWebhook(String folder, String values, @TempDir Path overlay) throws IOException {
        var kustomize = overlay.toRealPath()
                .relativize(Bundle.DEPLOY.resolve("kustomize").toRealPath());
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                resources: [%s]
                components: [%s]
                """.formatted(
                        kustomize.resolve(folder), kustomize.resolve("components/webhook")));
        var source = comparable(Bundle.kustomize(overlay.toRealPath().toString()));
        var file = (values.equals("values.yaml") ? CHART : HELM).resolve(values);
        var chart = comparable(rendered("--values=" + file, "--set=webhook.enabled=true"));
        assertThat(chart.objects()).isEqualTo(source.objects());
        assertThat(chart.get("Service/polytomic-operator-webhook")).isNotNull();
    }

    @Test
    @DisplayName("The admission policies of the chart are those of the kustomize component")
    void sameDuties() throws IOException {
        var component = new StringBuilder();
        for (var file : List.of("policies", "bindings", "roles")) {
            component
                    .append(Files.readString(
                            Bundle.DEPLOY.resolve("kustomize/components/separation-of-duty/" + file + ".yaml")))
                    .append("\n---\n");
        }
        var source = Bundle.of(component.toString());
        var chart = rendered("--set=separationOfDuty.enabled=true");
        assertThat(source.objects()).hasSizeGreaterThan(5).allSatisfy((key, object) -> {
            var rendered = chart.objects().get(key);
            assertThat(rendered).as(key).isNotNull();
            for (var part : List.of("spec", "rules")) {
                assertThat((Object) rendered.path(part)).as(key).isEqualTo(object.path(part));
            }
        });
    }

    @Test
    @DisplayName("The chart's CRDs are the files of crds/ and are kept when the release goes, packaged too")
    void crds(@TempDir Path folder) throws IOException {
        Command.run(List.of(
                        CiScript.HELM.run().toString(),
                        "package",
                        CHART.toString(),
                        "--destination",
                        folder.toString()))
                .orFail();
        var chart = Bundle.of(
                        helm(folder.resolve("polytomic-operator-0.1.0.tgz")).orFail())
                .ofKinds("CustomResourceDefinition");
        var files = crdFiles();
        assertThat(chart.objects().keySet()).isEqualTo(files.objects().keySet()).isNotEmpty();
        assertThat(chart.objects()).allSatisfy((key, crd) -> {
            assertThat((Object) crd.path("spec"))
                    .isEqualTo(files.objects().get(key).path("spec"));
            assertThat(crd.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                    .isEqualTo("keep");
        });
        assertThat(rendered("--set=crds.install=false")
                        .ofKinds("CustomResourceDefinition")
                        .objects())
                .isEmpty();
    }

    private static Bundle crdFiles() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(CiScript.repositoryRoot().resolve("crds"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                all.append(Files.readString(file)).append("\n---\n");
            }
        }
        return Bundle.of(all.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--set=replica=2",
                "--set=image.name=x",
                "--set=networkPolicy.port=1",
                "--set=replicas=9",
                "--set=threads=0",
                "--set=logLevel=LOUD",
                "--set=namespaces={Team_A}",
                "--set=image.digest=latest",
                "--set=simulator.enabled=maybe"
            })
    @DisplayName("A value that the chart does not know, or that cannot be, is refused and named")
    void refused(String option) {
        var result = helm(CHART, option);
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr())
                .contains("values don't meet the specifications of the schema")
                .contains(option.replaceAll("--set=(.*\\.)?(\\w+)=.*", "$2"));
    }

    @Test
    @DisplayName("helm lint finds nothing, not even with everything switched on")
    void lint() {
        var helm = CiScript.HELM.run().toString();
        for (var values : List.of("values-production.yaml", "values-quickstart.yaml")) {
            var result = Command.run(List.of(
                    helm,
                    "lint",
                    "--strict",
                    CHART.toString(),
                    "--values",
                    HELM.resolve(values).toString(),
                    "--set=separationOfDuty.enabled=true"));
            assertThat(result.exitCode()).as(result.stdout()).isZero();
        }
    }

    @Test
    @DisplayName("Every value of the schema stands in values.yaml with its default, under a comment")
    void documented() throws IOException {
        var schema = JSON.readTree(CHART.resolve("values.schema.json").toFile());
        var lines = Files.readAllLines(CHART.resolve("values.yaml"));
        var values = new TreeSet<String>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("[a-zA-Z]+:.*")) {
                values.add(lines.get(i).replaceAll(":.*", ""));
            }
        }
        var known = new TreeSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        known.remove("global");
        assertThat(values).isEqualTo(known);
    }

    @Test
    @DisplayName("Two releases can stand beside each other: nothing is named alike but the leases and policies")
    void secondRelease() {
        var second = Bundle.of(Command.run(List.of(
                        CiScript.HELM.run().toString(),
                        "template",
                        "second",
                        CHART.toString(),
                        "--namespace=other",
                        "--set=crds.install=false,replicas=2"))
                .orFail());
        assertThat(second.objects().keySet())
                .isNotEmpty()
                .allMatch(key -> key.contains("/second-polytomic-operator"))
                .doesNotContainAnyElementsOf(rendered().objects().keySet());
    }
}
