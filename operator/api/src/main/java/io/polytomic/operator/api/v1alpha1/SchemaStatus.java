package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SchemaStatus(
        String id,
        String outputName,
        String status,
        String executionId,
        Long recordCount,
        Long errorCount,
        Long warningCount,
        String startedAt,
        String completedAt,
        String statusMessage) {}
