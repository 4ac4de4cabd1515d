package io.polytomic.operator.cli.plan;

import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.validate.Finding;
import io.polytomic.operator.controller.engine.Preview;
import io.polytomic.operator.controller.engine.Preview.Action;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One BulkSync and what would become of it.
 *
 * @param namespace the manifest's, or the one it would be applied to
 * @param path the part of the manifest a problem is about, empty for all of it
 * @param reason one word for a problem, null otherwise
 * @param problem a sentence, null when there is none
 * @param warnings sentences about what is allowed and most likely not meant
 */
public record Planned(
        Manifest manifest,
        String namespace,
        Action action,
        String syncId,
        Plan plan,
        Plan waiting,
        String path,
        String reason,
        String problem,
        List<String> warnings) {
    private static final Plan NOTHING = new Plan("", Cause.SPEC, List.of(), List.of());

    static Planned of(Manifest manifest, String namespace, Preview.Result result) {
        return new Planned(
                manifest,
                namespace,
                result.action(),
                result.syncId(),
                result.plan(),
                result.waiting(),
                "",
                result.reason() == null ? null : result.reason().word(),
                result.problem(),
                result.warnings());
    }

    Planned warned(List<String> more) {
        var all = Stream.concat(warnings.stream(), more.stream()).toList();
        return new Planned(manifest, namespace, action, syncId, plan, waiting, path, reason, problem, all);
    }

    /** @param wrong at least one; the place is that of the first */
    static Planned invalid(Manifest manifest, String namespace, List<Finding> wrong) {
        var sentences = wrong.stream()
                .map(finding -> (finding.path().isEmpty() ? "" : finding.path() + ": ") + finding.sentence())
                .collect(Collectors.joining(" "));
        return new Planned(
                manifest,
                namespace,
                Action.PROBLEM,
                "",
                NOTHING,
                NOTHING,
                wrong.get(0).path(),
                "Invalid",
                sentences,
                List.of());
    }

    /** For example {@code data/orders}. */
    public String who() {
        return namespace + "/" + manifest.name();
    }

    /** What a person types to let the plan go, null when nothing waits. */
    public String hash() {
        return waiting.isEmpty() ? null : waiting.hash();
    }

    boolean changes() {
        return action != Action.NONE && action != Action.PROBLEM;
    }
}
