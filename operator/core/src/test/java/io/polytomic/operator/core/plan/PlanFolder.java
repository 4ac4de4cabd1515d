package io.polytomic.operator.core.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One case of {@code resources/plans}: what a manifest says, what the API has, the plan that comes of it. The first line of
 * desired.yaml is a comment and the law the case stands for; see the README there.
 *
 * @param observed null when there is no remote sync yet: the plan then creates it
 */
record PlanFolder(Path path, String law, DesiredSync desired, SyncDefinition observed) {
    static final String SYNC_ID = "248df4b7";
    private static final Path ROOT =
            Path.of(System.getProperty("repository.root", "../.."), "operator/core/src/test/resources/plans");

    static Stream<PlanFolder> all() {
        try (var folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory).sorted().map(PlanFolder::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlanFolder read(Path path) {
        var yaml = text(path.resolve("desired.yaml"));
        var law = yaml.lines().findFirst().orElse("");
        var desired = Vocabulary.desired(parse(new YAMLMapper(), yaml));
        var there = path.resolve("observed.json");
        var observed = Files.exists(there) ? Vocabulary.sync(parse(new ObjectMapper(), text(there))) : null;
        return new PlanFolder(path, law, desired, observed);
    }

    Plan plan() {
        return observed == null
                ? Planner.create(desired, Cause.SPEC)
                : Planner.plan(SYNC_ID, desired, observed, Cause.SPEC);
    }

    String golden() {
        return text(path.resolve("plan.txt"));
    }

    void rewriteGolden(String content) throws IOException {
        Files.writeString(path.resolve("plan.txt"), content);
    }

    @Override
    public String toString() {
        return path.getFileName() + law.replaceFirst("#", ":");
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> parse(ObjectMapper mapper, String text) {
        try {
            var parsed = new TreeMap<String, Object>();
            ((Map<?, ?>) mapper.readValue(text, Map.class)).forEach((k, v) -> parsed.put(String.valueOf(k), v));
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
