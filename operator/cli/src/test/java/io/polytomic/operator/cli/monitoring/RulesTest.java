package io.polytomic.operator.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts by promtool, and what of the rest can be held against files. */
class RulesTest {
    private static final Path ROOT = Shipped.FOLDER.resolve("../..").normalize();

    private record Done(int exitCode, String output) {}

    private static Done run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), output);
    }

    /** Skips with one loud line where there is none. */
    private static String promtool() throws IOException, InterruptedException {
        var found = run(ROOT, ROOT.resolve(".ci/promtool").toString());
        if (found.exitCode() != 0) {
            System.err.println("*** PROMTOOL TESTS SKIPPED: " + found.output().strip() + " ***");
        }
        assumeThat(found.exitCode()).as(found.output()).isZero();
        return found.output().strip();
    }

    private static Path rules(Path folder, JsonNode rules) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), Shipped.YAML.writeValueAsString(rules));
    }

    @Test
    @DisplayName("Every alert fires when it should and not before, by promtool")
    void alerts(@TempDir Path folder) throws Exception {
        var promtool = promtool();
        rules(folder, Shipped.read("prometheus-rule.yaml").path("spec"));
        Files.copy(Shipped.FOLDER.resolve("prometheus-rule.test.yaml"), folder.resolve("test.yaml"));

        var check = run(folder, promtool, "check", "rules", "rules.yaml");
        var test = run(folder, promtool, "test", "rules", "test.yaml");

        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(test.exitCode()).as(test.output()).isZero();
    }

    @Test
    @DisplayName("Every query of the dashboard is PromQL, by promtool")
    void dashboard(@TempDir Path folder) throws Exception {
        var promtool = promtool();
        var rules = new ArrayList<Map<String, String>>();
        for (var query : Shipped.dashboard()) {
            rules.add(Map.of(
                    "record",
                    "query_" + rules.size(),
                    "expr",
                    query.expression().replace("$__rate_interval", "5m")));
        }
        rules(folder, Shipped.YAML.valueToTree(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));

        var check = run(folder, promtool, "check", "rules", "rules.yaml");

        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains(rules.size() + " rules found");
    }

    @Test
    @DisplayName("Every alert has a unit test in which it fires, a severity, and a line in the page")
    void everyAlert() throws IOException {
        var names = new TreeSet<String>();
        Shipped.alerts().forEach(alert -> names.add(alert.where()));
        var fired = new TreeSet<String>();
        for (var test : Shipped.read("prometheus-rule.test.yaml").path("tests")) {
            for (var alert : test.path("alert_rule_test")) {
                if (!alert.path("exp_alerts").isEmpty()) {
                    fired.add(alert.path("alertname").asText());
                }
            }
        }
        assertThat(fired).isEqualTo(names);
        assertThat(Files.readString(Shipped.FOLDER.resolve("README.md")))
                .contains(names.stream().map(name -> "`" + name + "`").toList());
    }

    @Test
    @DisplayName("kube-state-metrics is told only of paths that the CRDs have")
    void kubeStateMetrics() {
        var resources = Shipped.read("kube-state-metrics.yaml").path("spec").path("resources");
        assertThat(resources).hasSize(4);
        for (var resource : resources) {
            var kind = resource.path("groupVersionKind").path("kind").asText();
            var schema = Crd.schema(ROOT.resolve("crds"), kind);
            paths(resource.path("labelsFromPath"), schema, kind);
            for (var metric : resource.path("metrics")) {
                var each = metric.path("each");
                var how = each.path(
                        each.path("type").asText().equals("StateSet")
                                ? "stateSet"
                                : each.path("type").asText().toLowerCase(Locale.ROOT));
                assertThat(how.isObject())
                        .as("%s %s", kind, metric.path("name"))
                        .isTrue();
                var below = Crd.at(schema, how.path("path"), kind);
                paths(how.path("labelsFromPath"), below, kind);
                Crd.at(below, how.path("valueFrom"), kind);
                how.path("list")
                        .forEach(word -> assertThat(below.path("enum").isMissingNode()
                                        || below.path("enum").toString().contains(word.toString()))
                                .as("%s in %s", word, below)
                                .isTrue());
            }
        }
    }

    private static void paths(JsonNode labels, JsonNode schema, String kind) {
        labels.forEach(path -> Crd.at(schema, path, kind));
    }
}
