package io.polytomic.operator.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.RunPhase;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One PromQL expression of ours.
 *
 * @param where for messages
 * @param shown text around it that names labels in braces: a legend, a summary
 */
public record Query(String where, String expression, String shown) {
    private static final Pattern SELECTOR =
            Pattern.compile("(polytomic_[a-z_]+|operator_sdk_[a-z_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern BY = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?([a-z_]+)\\s*\\}\\}");

    /** Every word that a label can have, for the labels whose words are ours. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "state", Set.of("Ready", "Reconciling", "Stalled", "Unknown"),
            "reason", Arrays.stream(Reason.values()).map(Reason::word).collect(Collectors.toSet()),
            "phase", Arrays.stream(RunPhase.values()).map(RunPhase::word).collect(Collectors.toSet()),
            "outcome", Set.of("done", "conflict", "error", "released", "held"),
            "result", Set.of("2xx", "3xx", "4xx", "5xx", "401", "429", "none", "unsent"));

    /** Fails when it speaks of a metric, a label or a word that the operator does not have. */
    public void check(Exposition real) {
        var known = new HashSet<String>();
        var selector = SELECTOR.matcher(expression);
        while (selector.find()) {
            var family = real.family(selector.group(1));
            assertThat(real.labels()).as("%s: %s", where, expression).containsKey(family);
            known.addAll(real.labels().get(family));
            matchers(
                    selector.group(2) == null ? "" : selector.group(2),
                    real.labels().get(family));
        }
        assertThat(expression).as(where).containsPattern(SELECTOR);
        labelsIn(BY, expression)
                .forEach(label ->
                        assertThat(known).as("%s: %s", where, expression).contains(label));
        labelsIn(SHOWN, shown)
                .forEach(label -> assertThat(known).as("%s: %s", where, shown).contains(label));
    }

    private void matchers(String text, Set<String> labels) {
        var matcher = MATCHER.matcher(text);
        while (matcher.find()) {
            assertThat(labels).as("%s: %s", where, expression).contains(matcher.group(1));
            assertThat(WORDS.get(matcher.group(1)))
                    .as("%s: %s", where, expression)
                    .contains(matcher.group(2).split("\\|"));
        }
    }

    private static Stream<String> labelsIn(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty());
    }
}
