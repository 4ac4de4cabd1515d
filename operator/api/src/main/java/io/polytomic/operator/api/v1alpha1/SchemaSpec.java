package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaSpec(
        String id,
        Boolean enabled,
        String partitionKey,
        String trackingField,
        String userOutputName,
        String dataCutoffTimestamp,
        Boolean disableDataCutoff,
        Boolean historyEnabled,
        List<Filter> filters,
        String unlistedFields,
        List<FieldSpec> fields) {}
