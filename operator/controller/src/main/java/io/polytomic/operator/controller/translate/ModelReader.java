package io.polytomic.operator.controller.translate;

import io.polytomic.operator.api.v1alpha1.Limits;
import io.polytomic.operator.api.v1alpha1.ModelCounts;
import io.polytomic.operator.api.v1alpha1.ModelExecutionStatus;
import io.polytomic.operator.api.v1alpha1.ModelProblem;
import io.polytomic.operator.client.wire.ModelExecutionRecord;
import io.polytomic.operator.client.wire.ModelProblemRecord;
import java.util.List;
import java.util.Objects;

/** Model syncs as the API tells them, turned into what stands in status. */
public final class ModelReader {
    private final boolean showTexts;

    /** @param showTexts false when the organization's remoteText is Hide */
    public ModelReader(boolean showTexts) {
        this.showTexts = showTexts;
    }

    /** Null when there are none. */
    public List<ModelProblem> problems(List<ModelProblemRecord> problems) {
        return problems.isEmpty()
                ? null
                : problems.stream()
                        .limit(Limits.MODEL_PROBLEMS)
                        .map(p -> new ModelProblem(
                                RemoteText.word(p.code()),
                                RemoteText.word(p.severity()),
                                RemoteText.word(p.path()),
                                showTexts ? RemoteText.line(p.message(), ExecutionReader.TEXT_LIMIT) : null))
                        .toList();
    }

    public ModelExecutionStatus execution(ModelExecutionRecord e) {
        return e == null
                ? null
                : new ModelExecutionStatus(
                        e.id(),
                        RemoteText.word(e.status()),
                        RemoteText.word(e.type()),
                        RemoteText.time(e.createdAt()),
                        RemoteText.time(e.startedAt()),
                        RemoteText.time(e.completedAt()),
                        counts(e.counts()),
                        errors(e.errors()));
    }

    private static ModelCounts counts(ModelExecutionRecord.Counts c) {
        return c == null
                ? null
                : new ModelCounts(c.total(), c.insert(), c.update(), c.upserts(), c.delete(), c.error(), c.warnings());
    }

    private List<String> errors(List<String> errors) {
        var shown = errors.stream()
                .map(text -> RemoteText.line(text, Limits.MODEL_ERROR_TEXT))
                .filter(Objects::nonNull)
                .limit(Limits.MODEL_ERRORS)
                .toList();
        return showTexts && !shown.isEmpty() ? shown : null;
    }
}
