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
        List<@Size(max = Limits.ID) String> knownIds,

        @JsonPropertyDescription(LOOKING_SINCE) @Size(max = Limits.TIMESTAMP)
        String lookingSince) {
    static final String LOOKING_SINCE =
            "Since then nothing is sent under this key any more and its result is only looked for, by the server's clock."
                    + " When five minutes of that show nothing, nothing came of it.";

    /** No request is on record; the next one takes {@code attempt} into its key. */
    public static CreateWish closed(int attempt) {
        return new CreateWish(attempt, null, null, null, null);
    }

    public CreateWish lookingSince(String at) {
        return new CreateWish(attempt, generation, requestedAt, knownIds, at);
    }
}
