package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkSyncSpec(
        OrganizationRef organizationRef,
        String syncId,
        String name,
        Boolean active,
        String mode,
        ConnectionSpec source,
        ConnectionSpec destination,
        DefaultSchedule defaultSchedule,
        List<AdditionalSchedule> additionalSchedules,
        String automaticallyAddNewObjects,
        String automaticallyAddNewFields,
        String normalizeNames,
        Boolean disableRecordTimestamps,
        Integer concurrencyLimit,
        Integer resyncConcurrencyLimit,
        String dataCutoffTimestamp,
        List<String> policies,
        ErrorHandling errorHandling,
        Boolean allSchemas,
        String unlistedSchemas,
        List<SchemaSpec> schemas,
        List<MaskRule> maskRules,
        Boolean suspend,
        List<String> requireApprovalFor,
        String adoption,
        String drift,
        String deletion,
        String freshness) {}
