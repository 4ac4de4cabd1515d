package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Records of one execution of a model sync, by what became of them; the members are the API's. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelCounts(
        @JsonPropertyDescription("Records the execution takes.")
        Long total,

        @JsonPropertyDescription("Records inserted.") Long insert,

        @JsonPropertyDescription("Records updated.") Long update,

        @JsonPropertyDescription("Records inserted or updated, where the target does not tell which.")
        Long upserts,

        @JsonPropertyDescription("Records deleted.") Long delete,

        @JsonPropertyDescription("Records that failed.") Long error,

        @JsonPropertyDescription("Records with a warning.") Long warnings) {}
