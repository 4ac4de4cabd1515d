package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolytomicOrganizationStatus(
        Long observedGeneration,
        List<Condition> conditions,
        String organizationId,
        String organizationName,
        SyncCounts syncs,
        String sweepPeriod,
        String lastPollTime) {}
