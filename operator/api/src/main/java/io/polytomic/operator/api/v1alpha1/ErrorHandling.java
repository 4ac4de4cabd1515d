package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who is told about failures and how far ingestion may lag. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorHandling(
        @JsonPropertyDescription(
                "E-mail addresses told when the sync fails. [] removes everybody. Unset: not managed, never "
                        + "compared, never changed.")
        @Size(max = 100)
        List<@Size(max = 320) String> subscribers,

        @JsonPropertyDescription(
                "How far ingestion may lag before an execution fails. The unit depends on the source (seconds, or"
                        + " waiting items for queues); 0 removes it. Unset: not managed, never compared, never changed.")
        @Min(0)
        Long ingestionFailureThreshold) {}
