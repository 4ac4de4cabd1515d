package io.polytomic.operator.cli.plan;

import io.polytomic.operator.controller.engine.Preview.Action;
import io.polytomic.operator.core.plan.PlanText;
import io.polytomic.operator.core.sync.Impact;
import java.util.stream.Collectors;

/** For a comment on a pull request: subscribers and filter values appear as counts, since more people read there. */
final class MarkdownPlan {
    private static final PlanText TEXT = PlanText.shared();

    /** GitHub takes comments of 65,536 characters, GitLab more. */
    private static final int LIMIT = 60_000;

    private static final int FENCE = 3;

    private MarkdownPlan() {}

    static String write(PlanResult result) {
        var out = new StringBuilder("### Polytomic plan\n\n")
                .append(escaped(result.totals()))
                .append('\n');
        result.denied()
                .forEach(sentence ->
                        out.append("\n**Denied:** ").append(escaped(sentence)).append('\n'));
        result.unreadable()
                .forEach(problem -> out.append("\n**Not readable:** ")
                        .append(escaped(problem.toString()))
                        .append('\n'));
        table(result, out);
        int left = 0;
        for (var o : result.objects()) {
            var details = details(o);
            if (out.length() + details.length() > LIMIT) {
                left++;
            } else {
                out.append(details);
            }
        }
        if (left > 0) {
            out.append("\nThe details of ")
                    .append(left)
                    .append(" objects are left out: the comment would be too long.\n");
        }
        result.elsewhere()
                .forEach(s -> out.append("\nSkipped ").append(escaped(s)).append('\n'));
        if (!result.skipped().isEmpty()) {
            out.append("\nNot looked at: ")
                    .append(escaped(TextPlan.skipped(result.skipped())))
                    .append(".\n");
        }
        return out.toString();
    }

    private static void table(PlanResult result, StringBuilder out) {
        var worth =
                result.objects().stream().filter(o -> o.action() != Action.NONE).toList();
        if (worth.isEmpty()) {
            return;
        }
        out.append("\n| object | action | impacts | approval |\n|---|---|---|---|\n");
        worth.stream()
                .limit(LIMIT / 200)
                .forEach(o -> out.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                escaped(o.who()),
                                TextPlan.word(o.action()),
                                impacts(o),
                                o.hash() == null ? "" : "needed")));
    }

    private static String impacts(Planned o) {
        return o.plan().impacts().stream().map(Impact::word).collect(Collectors.joining(", "));
    }

    private static String details(Planned o) {
        var warnings = o.warnings().stream()
                .map(sentence -> "\n**Warning** %s: %s\n".formatted(escaped(o.who()), escaped(sentence)))
                .collect(Collectors.joining());
        if (o.action() == Action.PROBLEM) {
            return "\n**%s** (%s): %s\n"
                            .formatted(escaped(o.who()), escaped(o.manifest().where(o.path())), escaped(o.problem()))
                    + warnings;
        }
        return o.changes() ? warnings + changes(o) : warnings;
    }

    private static String changes(Planned o) {
        var approve = o.hash() == null ? "" : "\nTo approve, after it was applied:\n" + fenced(TextPlan.approve(o), "");
        return "\n<details><summary>%s: %s</summary>\n\n%s%s\n</details>\n"
                .formatted(html(o.who()), TextPlan.word(o.action()), fenced(TEXT.plan(o.plan()), "diff"), approve);
    }

    /** A fence that is longer than any in the text, so that no value can end it. */
    private static String fenced(String text, String language) {
        var fence = "`".repeat(FENCE);
        while (text.contains(fence)) {
            fence += "`";
        }
        return "%s%s\n%s\n%s\n".formatted(fence, language, text, fence);
    }

    private static String escaped(String text) {
        return html(text)
                .replace("|", "\\|")
                .replace("`", "\\`")
                .replace("*", "\\*")
                .replace("\n", " ");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
