package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Bulk syncs of an organization, counted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SyncCounts(
        @JsonPropertyDescription("Bulk syncs that exist at Polytomic.")
        Integer total,

        @JsonPropertyDescription("Those held by a BulkSync object.")
        Integer managed,

        @JsonPropertyDescription("Those held by none.") Integer unmanaged,

        @JsonPropertyDescription("Names of the unmanaged ones, at most the first 20.")
        @Size(max = Limits.UNMANAGED_NAMES)
        List<@Size(max = Limits.TEXT) String> unmanagedNames) {}
