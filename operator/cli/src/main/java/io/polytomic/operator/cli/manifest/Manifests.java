package io.polytomic.operator.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found under the given paths.
 *
 * @param all objects of this operator's kinds, in the order of files and documents
 * @param others objects of other kinds, in the same order
 * @param skipped how many objects of other kinds there were, by kind
 */
public record Manifests(
        List<Manifest> all, List<ObjectNode> others, List<FileProblem> problems, Map<String, Integer> skipped) {
    public Manifests {
        all = List.copyOf(all);
        others = List.copyOf(others);
        problems = List.copyOf(problems);
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }

    public List<Manifest> of(String kind) {
        return all.stream().filter(m -> m.kind().equals(kind)).toList();
    }

    /** For example {@code Deployment 2, Service 1}; empty when nothing was skipped. */
    public String skippedText() {
        return skipped.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
