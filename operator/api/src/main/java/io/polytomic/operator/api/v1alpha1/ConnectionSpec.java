package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** One end of a sync: a connection and the settings of the sync on it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.connectionId) != has(self.connectionName)",
        message = "Exactly one of connectionId and connectionName must be stated.")
public record ConnectionSpec(
        @JsonPropertyDescription("Id of the connection. Exactly one of connectionId and connectionName.")
        @Pattern(Forms.UUID)
        @Size(max = 36)
        String connectionId,

        @JsonPropertyDescription(
                "Name of the connection; resolved once and pinned in status, so that a renamed connection never "
                        + "moves data elsewhere. Exactly one of connectionId and connectionName.")
        @Size(min = 1, max = Limits.TEXT)
        String connectionName,

        @JsonPropertyDescription(
                "Settings of the sync on this connection, as any JSON; the keys depend on the type of the "
                        + "connection. Only the keys stated are compared. Unset: not managed, never compared, never "
                        + "changed.")
        Map<String, Object> configuration) {}
