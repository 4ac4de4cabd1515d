package io.polytomic.operator.cli.manifest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found under the given paths.
 *
 * @param all objects of this operator's kinds, in the order of files and documents
 * @param skipped how many objects of other kinds there were, by kind
 */
public record Manifests(List<Manifest> all, List<FileProblem> problems, Map<String, Integer> skipped) {
    public Manifests {
        all = List.copyOf(all);
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
