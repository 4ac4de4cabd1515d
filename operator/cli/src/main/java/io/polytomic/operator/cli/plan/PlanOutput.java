package io.polytomic.operator.cli.plan;

/** How plans are written. */
public enum PlanOutput {
    text,
    json,
    markdown;

    /** @param color whether the text may hold colours */
    public String write(PlanResult result, boolean color) {
        return switch (this) {
            case text -> new TextPlan(color).write(result);
            case json -> JsonPlan.write(result);
            case markdown -> MarkdownPlan.write(result);
        };
    }
}
