package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** On record before an execution is started. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StartWish(
        @JsonPropertyDescription("Counts up with each definitive answer of the API; part of the idempotency key.")
        Integer attempt,

        @JsonPropertyDescription("When it was asked for, by the server's clock.") @Size(max = Limits.TIMESTAMP)
        String requestedAt,

        @JsonPropertyDescription("Ids of the newest executions before the start.") @Size(max = Limits.KNOWN_IDS)
        List<@Size(max = Limits.ID) String> knownExecutionIds,

        @JsonPropertyDescription(
                "Id of the user whose key asked for it, or what tells an organization's own key from others: under another "
                        + "one it is not repeated.")
        @Size(max = Limits.ID)
        String requestedBy,

        @JsonPropertyDescription(CreateWish.LOOKING_SINCE) @Size(max = Limits.TIMESTAMP)
        String lookingSince) {
    /** No request is on record; the next one takes {@code attempt} into its key. */
    public static StartWish closed(int attempt) {
        return new StartWish(attempt, null, null, null, null);
    }

    public StartWish lookingSince(String at) {
        return new StartWish(attempt, requestedAt, knownExecutionIds, requestedBy, at);
    }
}
