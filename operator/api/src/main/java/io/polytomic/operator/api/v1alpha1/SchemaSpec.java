package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.ListMap;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** One schema (table, object) of the source. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaSpec(
        @JsonPropertyDescription("Id of the schema as the API names it, such as public.users or Contact; case matters.")
        @Required
        @Size(min = 1, max = Limits.ID)
        String id,

        @JsonPropertyDescription("Whether the schema is synced. Unset: true, listed means enabled.")
        Boolean enabled,

        @JsonPropertyDescription(
                "Field by which reading is split; \"\" clears it. Unset: not managed, never compared, never "
                        + "changed.")
        @Size(max = Limits.ID)
        String partitionKey,

        @JsonPropertyDescription(
                "Field that tells which rows changed; \"\" clears it. Unset: not managed, never compared, never "
                        + "changed.")
        @Size(max = Limits.ID)
        String trackingField,

        @JsonPropertyDescription(
                "Name of the table in the destination; \"\" goes back to the computed one. Unset: not managed, "
                        + "never compared, never changed.")
        @Size(max = Limits.ID)
        String userOutputName,

        @JsonPropertyDescription(
                "Rows of this schema older than this RFC 3339 time are not read; \"\" removes it. Unset: not "
                        + "managed, never compared, never changed.")
        @Pattern(Forms.TIMESTAMP_OR_EMPTY)
        @Size(max = Limits.TIMESTAMP)
        String dataCutoffTimestamp,

        @JsonPropertyDescription(
                "True ignores the sync's dataCutoffTimestamp for this schema. Unset: not managed, never compared,"
                        + " never changed.")
        Boolean disableDataCutoff,

        @JsonPropertyDescription(
                "True keeps a companion table with every version of each row. Needs mode replicate and a "
                        + "destination that can. Unset: not managed, never compared, never changed.")
        Boolean historyEnabled,

        @JsonPropertyDescription(
                "Only rows that pass all filters are synced. [] removes all filters. Unset: not managed, never "
                        + "compared, never changed.")
        @Size(max = 50)
        List<Filter> filters,

        @JsonPropertyDescription(
                "What happens to fields that fields does not list: Ignore leaves them as they are, Disable "
                        + "switches them off. Unset: Ignore.")
        @Words({UNLISTED_IGNORE, UNLISTED_DISABLE})
        String unlistedFields,

        @JsonPropertyDescription("Fields (columns) to manage. Unset: not managed, never compared, never changed.")
        @ListMap("id")
        @Size(max = 1000)
        List<FieldSpec> fields) {
    public static final String UNLISTED_IGNORE = "Ignore";
    public static final String UNLISTED_DISABLE = "Disable";

    public boolean enabledOrDefault() {
        return enabled == null ? true : enabled;
    }

    public String unlistedFieldsOrDefault() {
        return unlistedFields == null ? UNLISTED_IGNORE : unlistedFields;
    }
}
