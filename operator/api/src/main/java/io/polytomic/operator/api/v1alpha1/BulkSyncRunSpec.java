package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** One execution that is wanted. What to run is fixed once created; how to wait for it may change. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.bulkSyncRef == oldSelf.bulkSyncRef",
        message = "bulkSyncRef cannot be changed after creation; make a new BulkSyncRun.")
@ValidationRule(
        value = "has(self.schemas) == has(oldSelf.schemas) && (!has(self.schemas) || self.schemas == "
                + "oldSelf.schemas)",
        message = "schemas cannot be changed, added or removed after creation; make a new BulkSyncRun.")
@ValidationRule(
        value = "has(self.fetchMode) == has(oldSelf.fetchMode) && (!has(self.fetchMode) || self.fetchMode == "
                + "oldSelf.fetchMode)",
        message = "fetchMode cannot be changed, added or removed after creation; make a new BulkSyncRun.")
@ValidationRule(
        value = "has(self.resyncMode) == has(oldSelf.resyncMode) && (!has(self.resyncMode) || self.resyncMode == "
                + "oldSelf.resyncMode)",
        message = "resyncMode cannot be changed, added or removed after creation; make a new BulkSyncRun.")
@ValidationRule(
        value = "has(self.test) == has(oldSelf.test) && (!has(self.test) || self.test == oldSelf.test)",
        message = "test cannot be changed, added or removed after creation; make a new BulkSyncRun.")
@ValidationRule(
        value = "!(has(self.test) && self.test && has(self.resyncMode))",
        message = "test: true and resyncMode exclude each other; state one of them.")
public record BulkSyncRunSpec(
        @JsonPropertyDescription("The BulkSync to run, in the same namespace. Cannot be changed.") @Required
        BulkSyncRef bulkSyncRef,

        @JsonPropertyDescription("Ids of the schemas to run. Unset or []: all enabled ones. Cannot be changed.")
        @Size(max = 1000)
        List<@Size(max = Limits.ID) String> schemas,

        @JsonPropertyDescription("How rows are read. Unset: as the sync does. Cannot be changed.")
        @Words({"none", "incremental", "full"})
        String fetchMode,

        @JsonPropertyDescription(
                "How much is read and written again; asks for approval as the sync's requireApprovalFor: Resync "
                        + "says. Not together with test. Unset: no resync. Cannot be changed.")
        @Words({"refetch", "resync", "rebuild"})
        String resyncMode,

        @JsonPropertyDescription(
                "True runs a trial with a few rows of each schema. Not together with resyncMode. Unset: false. "
                        + "Cannot be changed.")
        Boolean test,

        @JsonPropertyDescription(
                "What to do when the sync is running already: Wait until it is free, Fail at once, or Attach to "
                        + "the execution that runs and report it. Default Wait.")
        @Default(BUSY_WAIT)
        @Words({BUSY_WAIT, BUSY_FAIL, BUSY_ATTACH})
        String whenBusy,

        @JsonPropertyDescription(
                "As a duration from creation: a run not started by then is Failed (DeadlineExceeded). Default "
                        + "24h.")
        @Default(DEFAULT_START_DEADLINE)
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String startDeadline,

        @JsonPropertyDescription(
                "As a duration from its start: a run still going then is canceled and becomes TimedOut. Unset: no"
                        + " limit.")
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String timeout,

        @JsonPropertyDescription(
                "As a duration from its end: the object is deleted then. Not for runs kept in Git. Unset: it "
                        + "stays.")
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String ttlAfterFinished,

        @JsonPropertyDescription(
                "What happens to a running execution when this object is deleted: Leave it running, or Cancel it."
                        + " Default Leave.")
        @Default(ON_DELETE_LEAVE)
        @Words({ON_DELETE_LEAVE, ON_DELETE_CANCEL})
        String onDelete,

        @JsonPropertyDescription(
                "True asks for cancellation, once and for good: it is latched in status.cancelRequestedAt. Unset:"
                        + " nothing is canceled.")
        Boolean cancel) {
    public static final String BUSY_WAIT = "Wait";
    public static final String BUSY_FAIL = "Fail";
    public static final String BUSY_ATTACH = "Attach";
    public static final String ON_DELETE_LEAVE = "Leave";
    public static final String ON_DELETE_CANCEL = "Cancel";
    public static final String DEFAULT_START_DEADLINE = "24h";

    public String whenBusyOrDefault() {
        return whenBusy == null ? BUSY_WAIT : whenBusy;
    }

    public String startDeadlineOrDefault() {
        return startDeadline == null ? DEFAULT_START_DEADLINE : startDeadline;
    }

    public String onDeleteOrDefault() {
        return onDelete == null ? ON_DELETE_LEAVE : onDelete;
    }

    public boolean testOrDefault() {
        return test == null ? false : test;
    }

    public boolean cancelOrDefault() {
        return cancel == null ? false : cancel;
    }
}
