package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.polytomic.operator.api.schema.ListMap;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** The wish for one remote bulk sync. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.syncId) || (has(self.mode) && has(self.source) && has(self.destination) && "
                + "has(self.defaultSchedule))",
        message = "Without syncId (a new sync) mode, source, destination and defaultSchedule must all be stated.")
@ValidationRule(
        value = "has(self.syncId) || (has(self.allSchemas) && self.allSchemas) || has(self.schemas)",
        message = "Without syncId (a new sync) either allSchemas: true or a schemas list must be stated, so that "
                + "everything is never selected by accident.")
@ValidationRule(
        value = "!(has(self.allSchemas) && self.allSchemas && has(self.schemas))",
        message = "allSchemas: true and schemas exclude each other; state one of them.")
@ValidationRule(
        value = "!has(self.schemas) || size(self.schemas) > 0",
        message = "schemas must list at least one schema; leave it out to leave the selection unmanaged.")
@ValidationRule(
        value = "!has(self.schemas) || !has(self.automaticallyAddNewObjects) || self.automaticallyAddNewObjects "
                + "== 'none' || (has(self.unlistedSchemas) && self.unlistedSchemas == 'Ignore')",
        message = "unlistedSchemas: Disable is allowed only with automaticallyAddNewObjects: none (or unset), since"
                + " it would switch off again what is added; set unlistedSchemas: Ignore.")
@ValidationRule(
        value = "!has(oldSelf.syncId) || (has(self.syncId) && self.syncId == oldSelf.syncId)",
        message = "syncId cannot be changed or removed once set; make another BulkSync for another sync.")
public record BulkSyncSpec(
        @JsonPropertyDescription(
                "PolytomicOrganization this sync belongs to. Default {name: default} in the same namespace.")
        @Default("{\"name\": \"default\"}")
        OrganizationRef organizationRef,

        @JsonPropertyDescription(
                "Id of an existing remote sync to take over. Unset: a sync of the same name, source and "
                        + "destination is adopted, else one is created. Cannot be changed or removed once set.")
        @Pattern(Forms.UUID)
        @Size(max = 36)
        String syncId,

        @JsonPropertyDescription(
                "Name of the sync at Polytomic. Unset: metadata.name at creation and for matching, then not "
                        + "compared.")
        @Size(min = 1, max = Limits.TEXT)
        String name,

        @JsonPropertyDescription("Whether the schedules of the sync run. Unset: true at creation, then not managed.")
        Boolean active,

        @JsonPropertyDescription(
                "How rows are written: replicate keeps the destination equal to the source, snapshot adds a copy "
                        + "each time, append only adds rows. Needed to create. Unset: not managed, never compared, never "
                        + "changed.")
        @Words({"replicate", "snapshot", "append"})
        String mode,

        @JsonPropertyDescription(
                "Connection that is read, and its settings. Needed to create. Unset: not managed, never compared,"
                        + " never changed.")
        ConnectionSpec source,

        @JsonPropertyDescription(
                "Connection that is written, and its settings. Needed to create. Unset: not managed, never "
                        + "compared, never changed.")
        ConnectionSpec destination,

        @JsonPropertyDescription(
                "When the sync runs by itself. Needed to create. Unset: not managed, never compared, never "
                        + "changed.")
        DefaultSchedule defaultSchedule,

        @JsonPropertyDescription(
                "Further schedules. [] removes all of them. Unset: not managed, never compared, never changed.")
        @Size(max = 50)
        List<AdditionalSchedule> additionalSchedules,

        @JsonPropertyDescription(
                "Which new schemas of the source are switched on by themselves. Unset: not managed, never "
                        + "compared, never changed.")
        @Words({"all", "onlyIncremental", "onlyNonIncremental", "none"})
        String automaticallyAddNewObjects,

        @JsonPropertyDescription(
                "Which new fields of selected schemas are switched on by themselves; they come unmasked. Unset: "
                        + "none at creation (the API itself would say all), then not managed.")
        @Words({"all", "onlyIncremental", "onlyNonIncremental", "none"})
        String automaticallyAddNewFields,

        @JsonPropertyDescription(
                "How names of tables and columns are made fit for the destination. Unset: not managed, never "
                        + "compared, never changed.")
        @Words({"enabled", "disabled", "legacy"})
        String normalizeNames,

        @JsonPropertyDescription(
                "True leaves out the columns that say when a row was written. Unset: not managed, never compared,"
                        + " never changed.")
        Boolean disableRecordTimestamps,

        @JsonPropertyDescription(
                "How many schemas run at the same time; 0 means no limit of its own. Unset: not managed, never "
                        + "compared, never changed.")
        @Min(0)
        @Max(10000)
        Integer concurrencyLimit,

        @JsonPropertyDescription(
                "How many schemas are resynced at the same time; 0 means no limit of its own. Unset: not managed,"
                        + " never compared, never changed.")
        @Min(0)
        @Max(10000)
        Integer resyncConcurrencyLimit,

        @JsonPropertyDescription(
                "Rows older than this RFC 3339 time are not read; \"\" removes the cutoff. Not every source "
                        + "supports it. Unset: not managed, never compared, never changed.")
        @Pattern(Forms.TIMESTAMP_OR_EMPTY)
        @Size(max = Limits.TIMESTAMP)
        String dataCutoffTimestamp,

        @JsonPropertyDescription(
                "Ids of the policies (permissions) of the sync. [] removes all. Unset: not managed, never "
                        + "compared, never changed.")
        @Size(max = 100)
        List<@Pattern(Forms.UUID) @Size(max = 36) String> policies,

        @JsonPropertyDescription(
                "Who is told about failures and how far ingestion may lag. Unset: not managed, never compared, "
                        + "never changed.")
        ErrorHandling errorHandling,

        @JsonPropertyDescription(
                "True selects every schema at creation; excludes schemas. Creating needs one of the two, so that "
                        + "\"everything\" is never an accident. Unset: see schemas.")
        Boolean allSchemas,

        @JsonPropertyDescription(
                "What happens to remote schemas that schemas does not list: Disable switches them off, Ignore "
                        + "leaves them as they are. Counts only where schemas is given. Default Disable.")
        @Default(UNLISTED_DISABLE)
        @Words({UNLISTED_DISABLE, UNLISTED_IGNORE})
        String unlistedSchemas,

        @JsonPropertyDescription(
                "Schemas (tables, objects) to sync; listed means enabled unless enabled: false. At least one. "
                        + "Unset: not managed, never compared, never changed.")
        @ListMap("id")
        @Size(max = 1000)
        List<SchemaSpec> schemas,

        @JsonPropertyDescription(
                "Every enabled field that matches a rule is obfuscated, also fields that appear later, unless a "
                        + "listed field states obfuscate: false. Unset: no rule.")
        @Size(max = 50)
        List<MaskRule> maskRules,

        @JsonPropertyDescription(
                "True: look, plan and report, but change nothing. Schedules at Polytomic go on; runs wait. "
                        + "Default false.")
        @Default("false")
        Boolean suspend,

        @JsonPropertyDescription(
                "Impacts that wait for approval of the plan before anything is sent; [] means never. Default "
                        + "[Resync, Destructive].")
        @Default("[\"Resync\", \"Destructive\"]")
        @Size(max = 8)
        List<
                        @Words({
                            APPROVE_RESYNC,
                            APPROVE_DESTRUCTIVE,
                            APPROVE_CREATE,
                            APPROVE_EXPOSURE,
                            APPROVE_SELECTION,
                            APPROVE_SCHEDULE,
                            APPROVE_METADATA,
                            APPROVE_ALL
                        })
                        String>
                requireApprovalFor,

        @JsonPropertyDescription(
                "What to do when a sync of this name, source and destination exists already: IfUnchanged takes it"
                        + " over when the manifest changes nothing, else asks; Never refuses. Default IfUnchanged.")
        @Default(ADOPTION_IF_UNCHANGED)
        @Words({ADOPTION_IF_UNCHANGED, ADOPTION_NEVER})
        String adoption,

        @JsonPropertyDescription(
                "What to do with changes made elsewhere: Correct mends what needs no approval, Report only says "
                        + "so. Default Correct.")
        @Default(DRIFT_CORRECT)
        @Words({DRIFT_CORRECT, DRIFT_REPORT})
        String drift,

        @JsonPropertyDescription(
                "What happens to the remote sync when this object is deleted: Retain leaves it, Delete deletes "
                        + "it. Default Retain.")
        @Default(DELETION_RETAIN)
        @Words({DELETION_RETAIN, DELETION_DELETE})
        String deletion,

        @JsonPropertyDescription(
                "Objective as a duration: the newest full successful execution should be no older; reported by "
                        + "the Fresh condition. Unset: no such condition.")
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String freshness) {
    public static final String UNLISTED_DISABLE = "Disable";
    public static final String UNLISTED_IGNORE = "Ignore";
    public static final String ADOPTION_IF_UNCHANGED = "IfUnchanged";
    public static final String ADOPTION_NEVER = "Never";
    public static final String DRIFT_CORRECT = "Correct";
    public static final String DRIFT_REPORT = "Report";
    public static final String DELETION_RETAIN = "Retain";
    public static final String DELETION_DELETE = "Delete";
    public static final String APPROVE_CREATE = "Create";
    public static final String APPROVE_DESTRUCTIVE = "Destructive";
    public static final String APPROVE_RESYNC = "Resync";
    public static final String APPROVE_EXPOSURE = "Exposure";
    public static final String APPROVE_SELECTION = "Selection";
    public static final String APPROVE_SCHEDULE = "Schedule";
    public static final String APPROVE_METADATA = "Metadata";
    public static final String APPROVE_ALL = "All";
    public static final List<String> DEFAULT_REQUIRE_APPROVAL_FOR = List.of(APPROVE_RESYNC, APPROVE_DESTRUCTIVE);

    public OrganizationRef organizationRefOrDefault() {
        return organizationRef == null ? OrganizationRef.DEFAULT : organizationRef;
    }

    public String unlistedSchemasOrDefault() {
        return unlistedSchemas == null ? UNLISTED_DISABLE : unlistedSchemas;
    }

    public boolean suspendOrDefault() {
        return suspend == null ? false : suspend;
    }

    public List<String> requireApprovalForOrDefault() {
        return requireApprovalFor == null ? DEFAULT_REQUIRE_APPROVAL_FOR : requireApprovalFor;
    }

    public String adoptionOrDefault() {
        return adoption == null ? ADOPTION_IF_UNCHANGED : adoption;
    }

    public String driftOrDefault() {
        return drift == null ? DRIFT_CORRECT : drift;
    }

    public String deletionOrDefault() {
        return deletion == null ? DELETION_RETAIN : deletion;
    }
}
