package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How the JSON of one schema is merged into its stored state.
 *
 * @param keepOmitted members left out keep their value; else they are cleared
 * @param enabledOmittedIsTrue a schema without enabled is switched on; else it stays as it was
 * @param keepNames a user_output_name left out stays
 * @param omittedFields what leaving out fields (or null, or []) does
 * @param keepMaskOfField a listed field without mask member keeps its mask
 * @param unlisted keep, disable or enable: what happens to fields that a given list does not name
 * @param maskMember obfuscate in the sync, obfuscated in the schema endpoints (notes.md section 8, pitfall 5)
 */
record Merging(
        boolean keepOmitted,
        boolean enabledOmittedIsTrue,
        boolean keepNames,
        OmittedFields omittedFields,
        boolean keepMaskOfField,
        String unlisted,
        String maskMember,
        boolean history,
        boolean refuseUnknownFields) {

    /** Effect of a missing field list. */
    enum OmittedFields {
        KEEP,
        ALL_ON_UNMASKED,
        ALL_ON_KEEP_MASKS
    }

    static Merging create(Switches switches) {
        return sync(switches, true);
    }

    static Merging put(Switches switches) {
        return sync(switches, switches.is(Switch.PUT_SCHEMA_OMITTED, "keep"));
    }

    private static Merging sync(Switches switches, boolean keep) {
        return new Merging(
                keep,
                true,
                true,
                keep ? OmittedFields.KEEP : OmittedFields.ALL_ON_UNMASKED,
                false,
                switches.get(Switch.PUT_UNLISTED_FIELDS),
                "obfuscate",
                switches.on(Switch.HISTORY_SUPPORTED),
                switches.is(Switch.UNKNOWN_FIELD, "400"));
    }

    static Merging patch(Switches switches) {
        boolean keep = switches.is(Switch.PATCH_OMITTED_MEMBERS, "keep");
        boolean keepMasks = switches.is(Switch.PATCH_OMITTED_MASKS, "keep");
        return new Merging(
                keep,
                !keep,
                keep,
                keepMasks ? OmittedFields.ALL_ON_KEEP_MASKS : OmittedFields.ALL_ON_UNMASKED,
                keepMasks,
                switches.get(Switch.PATCH_UNLISTED_FIELDS),
                "obfuscated",
                switches.on(Switch.HISTORY_SUPPORTED),
                switches.is(Switch.UNKNOWN_FIELD, "400"));
    }

    static Merging replaceSchema(Switches switches) {
        return new Merging(
                false,
                true,
                false,
                OmittedFields.ALL_ON_UNMASKED,
                false,
                switches.get(Switch.PUT_UNLISTED_FIELDS),
                "obfuscated",
                switches.on(Switch.HISTORY_SUPPORTED),
                switches.is(Switch.UNKNOWN_FIELD, "400"));
    }

    SchemaState apply(SchemaState before, SourceSchema source, JsonNode item) {
        SchemaState base = keepOmitted ? before : before.reset();
        boolean enabled = SettingsReader.bool(item, "enabled", enabledOmittedIsTrue || before.enabled());
        return new SchemaState(
                        enabled,
                        Map.of(),
                        item.has("filters") ? filters(item) : base.filters(),
                        item.has("partition_key") ? Json.text(item, "partition_key", "") : base.partitionKey(),
                        item.has("tracking_field") ? Json.text(item, "tracking_field", "") : base.trackingField(),
                        name(item, before.userOutputName()),
                        item.has("data_cutoff_timestamp")
                                ? SettingsReader.instant(item, "data_cutoff_timestamp")
                                : base.dataCutoff(),
                        SettingsReader.bool(item, "disable_data_cutoff", base.disableDataCutoff()),
                        history && SettingsReader.bool(item, "history_enabled", before.historyEnabled()))
                .withFields(fields(before, source, item));
    }

    private String name(JsonNode item, String before) {
        return item.has("user_output_name") ? Json.text(item, "user_output_name", "") : keepNames ? before : "";
    }

    private static JsonNode filters(JsonNode item) {
        if (Json.absent(item, "filters") || item.path("filters").isEmpty()) {
            return null;
        }
        for (JsonNode filter : SettingsReader.list(item, "filters")) {
            if (Json.text(filter, "function", "").isEmpty()) {
                throw ApiProblem.badRequest("filters: function is required");
            }
        }
        return item.path("filters").deepCopy();
    }

    private Map<String, FieldState> fields(SchemaState before, SourceSchema source, JsonNode item) {
        if (Json.absent(item, "fields") || item.path("fields").isEmpty()) {
            return withoutList(before);
        }
        Map<String, FieldState> all = new HashMap<>(before.fields());
        Set<String> named = new HashSet<>();
        for (JsonNode field : SettingsReader.list(item, "fields")) {
            String id = field.isTextual() ? field.asText() : Json.text(field, "id", "");
            named.add(id);
            if (source.fields().containsKey(id)) {
                all.put(id, field(before.field(id), field));
            } else if (refuseUnknownFields) {
                throw ApiProblem.badRequest("field " + id + " of schema " + source.id() + " is unknown");
            }
        }
        if (!unlisted.equals("keep")) {
            source.fields().keySet().stream()
                    .filter(id -> !named.contains(id))
                    .forEach(id -> all.put(id, before.field(id).withEnabled(unlisted.equals("enable"))));
        }
        return all;
    }

    private FieldState field(FieldState before, JsonNode field) {
        boolean mask = SettingsReader.bool(field, maskMember, keepMaskOfField && before.obfuscated());
        return new FieldState(SettingsReader.bool(field, "enabled", true), mask, name(field, before.userOutputName()));
    }

    private Map<String, FieldState> withoutList(SchemaState before) {
        if (omittedFields == OmittedFields.KEEP) {
            return before.fields();
        }
        Map<String, FieldState> all = new HashMap<>(before.fields());
        all.replaceAll((id, state) -> new FieldState(
                true,
                omittedFields == OmittedFields.ALL_ON_KEEP_MASKS && state.obfuscated(),
                keepNames ? state.userOutputName() : ""));
        return all;
    }
}
