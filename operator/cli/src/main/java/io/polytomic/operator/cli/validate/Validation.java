package io.polytomic.operator.cli.validate;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.cli.manifest.FileProblem;
import io.polytomic.operator.cli.manifest.Manifests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that is wrong with a set of manifests.
 *
 * @param unreadable files and documents that are no manifests at all
 */
public record Validation(Manifests manifests, List<FileProblem> unreadable, List<Finding> findings) {
    public static Validation of(Manifests manifests) {
        var validator = new Validator();
        var findings = new ArrayList<Finding>();
        manifests.all().parallelStream().map(validator::check).toList().forEach(findings::addAll);
        manifests.all().forEach(manifest -> findings.addAll(validator.warnings(manifest)));
        findings.addAll(FolderCheck.check(manifests));
        findings.sort(Comparator.comparing((Finding f) -> f.manifest().file()).thenComparing(Finding::line));
        return new Validation(manifests, manifests.problems(), findings);
    }

    public long errors() {
        return unreadable.size() + findings.stream().filter(f -> !f.warning()).count();
    }

    public long warnings() {
        return findings.stream().filter(Finding::warning).count();
    }

    /** A message each, in the order of files and lines, and a summary. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        unreadable.forEach(problem -> lines.add(problem.toString()));
        findings.forEach(finding -> lines.add(finding.toString()));
        var skipped = manifests.skippedText();
        lines.add("%s, %s, %s.%s"
                .formatted(
                        count(manifests.all().size(), "object"),
                        count(errors(), "error"),
                        count(warnings(), "warning"),
                        skipped.isEmpty() ? "" : " Not looked at: " + skipped + "."));
        return lines;
    }

    /** A sentence for paths that hold no object of this operator at all. */
    public static String nothingIn(List<Path> paths, Manifests manifests) {
        var skipped = manifests.skippedText();
        return "there is no object of %s in %s%s."
                .formatted(
                        ApiGroup.NAME,
                        paths.stream().map(Path::toString).collect(Collectors.joining(", ")),
                        skipped.isEmpty() ? "" : "; not looked at: " + skipped);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
