package io.polytomic.operator.cli.plan;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.controller.engine.Preview.Action;
import io.polytomic.operator.core.plan.PlanText;
import java.util.Map;
import java.util.stream.Collectors;

/** For a terminal: everything in full, changes first. */
final class TextPlan {
    private static final PlanText TEXT = PlanText.revealing();
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean color;
    private final StringBuilder out = new StringBuilder();

    TextPlan(boolean color) {
        this.color = color;
    }

    String write(PlanResult result) {
        result.unreadable().forEach(problem -> line(paint(RED, problem.toString())));
        result.objects().forEach(this::object);
        result.elsewhere().forEach(sentence -> line("Skipped " + sentence));
        line(result.totals());
        if (!result.skipped().isEmpty()) {
            line("Not looked at: " + skipped(result.skipped()) + ".");
        }
        result.denied().forEach(sentence -> line(paint(RED, sentence)));
        return out.toString();
    }

    static String skipped(Map<String, Integer> skipped) {
        return skipped.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private void object(Planned o) {
        if (o.action() == Action.PROBLEM) {
            line(paint(RED, "%s: problem (%s)".formatted(o.who(), o.reason())));
            line("  " + o.problem());
            line("  " + o.manifest().where(o.path()));
            warnings(o);
            line("");
            return;
        }
        if (o.action() == Action.NONE) {
            line(o.who() + ": unchanged" + id(o));
            warnings(o);
            return;
        }
        line(paint(o.action() == Action.CREATE ? GREEN : YELLOW, o.who() + ": " + word(o.action()) + id(o)));
        TEXT.plan(o.plan()).lines().forEach(each -> line("  " + each));
        warnings(o);
        if (o.hash() != null) {
            line("  Needs approval (%d of %d changes), after it was applied:"
                    .formatted(o.waiting().changes().size(), o.plan().changes().size()));
            line("  " + approve(o));
        }
        line("");
    }

    private void warnings(Planned o) {
        o.warnings().forEach(sentence -> line(paint(YELLOW, "  Warning: " + sentence)));
    }

    static String approve(Planned o) {
        return "kubectl annotate bulksync %s -n %s %s=%s --overwrite --field-manager=flux-client-side-apply"
                .formatted(o.manifest().name(), o.namespace(), ApiGroup.APPROVED_PLAN, o.hash());
    }

    static String word(Action action) {
        return switch (action) {
            case CREATE -> "create";
            case UPDATE -> "update";
            case ADOPT -> "take over and change";
            case NONE -> "unchanged";
            case PROBLEM -> "problem";
        };
    }

    private static String id(Planned o) {
        return o.syncId().isEmpty() ? "" : " (sync " + o.syncId() + ")";
    }

    private String paint(String code, String text) {
        return color ? code + text + PLAIN : text;
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
