package io.polytomic.operator.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The folder of a report: results.json, report.md made from it, and the plots. */
record Results(Path folder, Path source) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    Run read() {
        var file = folder.resolve("results.json");
        try {
            return Files.exists(file)
                    ? JSON.readValue(file.toFile(), Run.class)
                    : new Run(Map.of(), List.of(), List.of(), "not measured");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the place of an earlier result of the same operator and size. */
    void add(Result result, Map<String, String> about) {
        var before = read();
        var results = new ArrayList<>(before.results());
        results.removeIf(other -> other.candidate().equals(result.candidate()) && other.objects() == result.objects());
        results.add(result);
        results.sort(Comparator.comparing(Result::objects).thenComparing(Result::candidate));
        var all = new TreeMap<>(before.about());
        all.putAll(about);
        write(new Run(all, results, before.planner(), before.terraform()));
    }

    void write(Run run) {
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve("results.json").toFile(), run);
            var report = new Report(run, reasons(), text("notes.md"));
            Files.writeString(folder.resolve("report.md"), report.markdown());
            for (var plot : report.plots().entrySet()) {
                Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties reasons() throws IOException {
        var reasons = new Properties();
        reasons.load(new StringReader(text("reasons.properties")));
        return reasons;
    }

    private String text(String name) throws IOException {
        var file = source.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
