package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.core.sync.Json;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The one text rendering of plans: status, events, commands and golden files all use it. */
public final class PlanText {
    /** Longest text of one value in characters; longer ones are cut and marked. */
    public static final int VALUE_LIMIT = 256;

    private final boolean revealing;

    private PlanText(boolean revealing) {
        this.revealing = revealing;
    }

    /** For status, events and logs: subscribers and filter values appear as counts. */
    public static PlanText shared() {
        return new PlanText(false);
    }

    /** For the terminal of the person who runs a command: everything in full. */
    public static PlanText revealing() {
        return new PlanText(true);
    }

    /** One line a change and a summary, ending without a newline. */
    public String plan(Plan plan) {
        if (plan.isEmpty()) {
            return "No changes.";
        }
        return plan.changes().stream().map(this::line).collect(Collectors.joining("\n")) + "\n" + summary(plan);
    }

    /** For example {@code Plan: 3 changes (1 Exposure, 2 Metadata).} */
    public String summary(Plan plan) {
        if (plan.isEmpty()) {
            return "No changes.";
        }
        Map<Impact, Integer> counts = new EnumMap<>(Impact.class);
        plan.changes().forEach(c -> c.impacts().forEach(i -> counts.merge(i, 1, Integer::sum)));
        var parts = counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().word())
                .collect(Collectors.joining(", "));
        int n = plan.changes().size();
        return "Plan: %d %s (%s).".formatted(n, n == 1 ? "change" : "changes", parts);
    }

    private String line(Change change) {
        var sign = change.from() == null ? "+" : change.to() == null ? "-" : "~";
        return "%s %s: %s -> %s  [%s]".formatted(sign, change.path(), from(change), to(change), impacts(change));
    }

    public String from(Change change) {
        return value(change, change.from());
    }

    public String to(Change change) {
        return value(change, change.to());
    }

    public String impacts(Change change) {
        return change.impacts().stream().map(Impact::word).collect(Collectors.joining("|"));
    }

    private String value(Change change, Object value) {
        if (value == null) {
            return "(none)";
        }
        if (!revealing && change.place().member().confidential()) {
            int count = value instanceof Collection<?> items ? items.size() : 1;
            return count + (count == 1 ? " entry" : " entries");
        }
        var text = Json.text(value);
        return revealing || text.length() <= VALUE_LIMIT ? text : cut(text);
    }

    /** Never between the two halves of one character. */
    private static String cut(String text) {
        int end = VALUE_LIMIT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
