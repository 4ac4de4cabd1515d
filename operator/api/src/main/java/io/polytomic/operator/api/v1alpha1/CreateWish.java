package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** On record before a sync is created. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CreateWish(
        @JsonPropertyDescription("Counts up with each definitive answer of the API; part of the idempotency key.")
        Integer attempt,

        @JsonPropertyDescription("Generation of the spec that is to be created.")
        Long generation,

        @JsonPropertyDescription("When it was asked for, by the server's clock.") @Size(max = Limits.TIMESTAMP)
        String requestedAt,

        @JsonPropertyDescription("Ids of the syncs that bore the name before.") @Size(max = Limits.KNOWN_IDS)
        List<@Size(max = Limits.ID) String> knownIds) {}
