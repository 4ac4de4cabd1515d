package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IngestionStatus(
        Boolean enabled,
        String status,
        Boolean isRunning,
        String highwaterMark,
        String position,
        String positionTime,
        String statusMessage) {}
