package io.polytomic.operator.cli.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What lies in deploy/monitoring. */
public final class Shipped {
    public static final Path FOLDER = Path.of(System.getProperty("repository.root", "../.."))
            .toAbsolutePath()
            .normalize()
            .resolve("deploy/monitoring");

    static final ObjectMapper YAML = new YAMLMapper();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\w+) \\|([^|]*)\\|");

    private Shipped() {}

    static JsonNode read(String file) {
        try {
            return YAML.readTree(FOLDER.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Query> alerts() {
        var queries = new ArrayList<Query>();
        for (var group : read("prometheus-rule.yaml").path("spec").path("groups")) {
            for (var rule : group.path("rules")) {
                queries.add(new Query(
                        rule.path("alert").asText(),
                        rule.path("expr").asText(),
                        rule.path("annotations").toString()));
            }
        }
        return queries;
    }

    public static List<Query> dashboard() {
        var queries = new ArrayList<Query>();
        for (var panel : read("dashboard.json").path("panels")) {
            for (var target : panel.path("targets")) {
                queries.add(new Query(
                        "panel " + panel.path("title").asText(),
                        target.path("expr").asText(),
                        target.path("legendFormat").asText()));
            }
        }
        return queries;
    }

    /** Metric to "type label, label", as the tables of the page say. */
    public static Map<String, String> documented() {
        try {
            var rows = new TreeMap<String, String>();
            var row = ROW.matcher(Files.readString(FOLDER.resolve("README.md")));
            while (row.find()) {
                rows.put(
                        row.group(1),
                        row.group(2) + " " + row.group(3).replace("`", "").strip());
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
