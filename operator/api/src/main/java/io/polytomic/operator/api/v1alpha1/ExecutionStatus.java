package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExecutionStatus(
        String id,
        String status,
        String type,
        String fetchMode,
        Boolean isResync,
        Boolean isPartial,
        Boolean isTest,
        String createdAt,
        String startedAt,
        String completedAt,
        Long recordCount,
        Long errorCount,
        Long warningCount,
        String statusMessage) {}
