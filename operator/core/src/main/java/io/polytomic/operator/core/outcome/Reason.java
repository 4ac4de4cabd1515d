package io.polytomic.operator.core.outcome;

/** Every reason a condition can carry, with what it means for a person. {@link #word()} is what stands in the condition. */
public enum Reason {
    // PolytomicOrganization
    CONNECTED("Connected", "The API accepts the key and answers for the expected organization."),
    SECRET_NOT_FOUND("SecretNotFound", "The Secret that spec.credentials names does not exist in this namespace."),
    SECRET_KEY_MISSING("SecretKeyMissing", "The Secret exists but has no such key, or it is empty or unusable."),
    CREDENTIALS_REJECTED(
            "CredentialsRejected", "The API refused the key (401); one probe a minute, nothing else is sent."),
    ORGANIZATION_CHANGED("OrganizationChanged", "The key belongs to another organization than the pinned one."),
    HOST_NOT_ALLOWED("HostNotAllowed", "spec.url names a host that the operator's --allowed-hosts does not list."),
    INVALID_URL(
            "InvalidUrl",
            "spec.url is not an address the operator will use; plain http only for loopback, *.svc and *.svc.cluster.local."),

    // shared
    SUSPENDED("Suspended", "spec.suspend is set: the operator looks, plans and reports, and changes nothing."),
    ORGANIZATION_NOT_READY("OrganizationNotReady", "The organization this object belongs to cannot be used now."),
    ORGANIZATION_SUSPENDED("OrganizationSuspended", "The organization is suspended: nothing is written or started."),
    ORGANIZATION_ACCESS_DENIED(
            "OrganizationAccessDenied", "spec.access of the organization does not admit this namespace."),
    ACCESS_DENIED("AccessDenied", "The key may not use the named route (403)."),
    API_UNAVAILABLE("ApiUnavailable", "The API did not answer; the last known state is kept and the call is repeated."),
    RATE_LIMITED("RateLimited", "The request budget is used up, or the API asked for a pause; no action is needed."),
    REJECTED("Rejected", "The API refused the request; its own words are in the message."),
    INTERNAL_ERROR("InternalError", "The operator met an error of its own; its log has the details."),

    // BulkSync
    SYNCED("Synced", "The remote sync is what the manifest says."),
    CREATING("Creating", "The remote sync is being created: inactive first, read back, then activated."),
    WAITING_FOR_SCHEMAS("WaitingForSchemas", "The API is still reading the schemas of the source."),
    WAITING_FOR_OLDER("WaitingForOlder", "An older object with the same name, source and destination goes first."),
    APPROVAL_REQUIRED("ApprovalRequired", "A plan waits for a person; the message holds the line to type."),
    ADOPTION_DIFF("AdoptionDiff", "An existing sync would be changed by taking it over; approve the plan to go on."),
    AMBIGUOUS_MATCH("AmbiguousMatch", "Several remote syncs could be this one; name one with spec.syncId."),
    REMOTE_EXISTS("RemoteExists", "A sync of that name, source and destination exists and spec.adoption is Never."),
    ALREADY_MANAGED("AlreadyManaged", "Another object manages this remote sync."),
    REMOTE_MISSING("RemoteMissing", "The remote sync is gone."),
    CREATE_UNCONFIRMED(
            "CreateUnconfirmed", "A create was sent and its answer lost; the operator looks before it sends again."),
    UNKNOWN_SCHEMA("UnknownSchema", "The manifest names a schema or field that the API does not know."),
    UNSUPPORTED("Unsupported", "The destination does not support what the manifest asks for."),
    CONNECTION_NOT_FOUND("ConnectionNotFound", "No connection has the id or name in the manifest."),
    AMBIGUOUS_CONNECTION("AmbiguousConnection", "Several connections have that name; use connectionId."),
    CONNECTION_MOVED("ConnectionMoved", "The connection name now means another connection than the pinned one."),
    MASK_LOST("MaskLost", "A field that must be masked is written open."),
    MASK_NOT_ACCEPTED("MaskNotAccepted", "A mask was written and not read back; the sync was deactivated."),
    NOT_ACCEPTED("NotAccepted", "A write succeeded and did not bring the change about; it is not sent again."),
    CONTESTED("Contested", "Somebody else keeps changing what the manifest states."),
    DELETING("Deleting", "The object is being deleted."),
    DRIFTED("Drifted", "The remote sync differs from the manifest."),
    IN_SYNC("InSync", "The remote sync does not differ from the manifest."),
    FRESH("Fresh", "The newest full successful execution is younger than spec.freshness."),
    STALE("Stale", "The newest full successful execution is older than spec.freshness, or there is none."),

    // ModelSync
    OBSERVED("Observed", "The model sync is watched; the operator never changes it."),

    // executions
    EXECUTION_SUCCEEDED("ExecutionSucceeded", "The last execution completed without errors."),
    EXECUTION_FAILED("ExecutionFailed", "The last execution failed, was canceled or had errors."),

    // BulkSyncRun
    PENDING("Pending", "The run waits until its sync is ready in this generation."),
    WAITING("Waiting", "Another execution or an earlier run goes first."),
    STARTING("Starting", "The wish to start is on record; the API may or may not have heard it."),
    RUNNING("Running", "The execution is going on."),
    CANCELING("Canceling", "Cancellation was requested and is not finished."),
    SUCCEEDED("Succeeded", "The execution completed without errors."),
    PARTIALLY_FAILED("PartiallyFailed", "The execution ended, with errors or failed schemas."),
    FAILED("Failed", "The execution failed, or the run could not be started."),
    CANCELED("Canceled", "The execution was canceled."),
    TIMED_OUT("TimedOut", "The execution took longer than spec.timeout and was canceled."),
    DEADLINE_EXCEEDED("DeadlineExceeded", "The run was not started within spec.startDeadline."),
    BUSY("Busy", "Another execution was running and spec.whenBusy is Fail."),
    START_UNCONFIRMED("StartUnconfirmed", "A start was sent and it cannot be known which execution it made, if any."),
    SYNC_SUSPENDED("SyncSuspended", "The sync or its organization is suspended."),
    SYNC_NOT_FOUND("SyncNotFound", "There is no BulkSync of that name in this namespace."),
    INVALID_REQUEST("InvalidRequest", "The sync cannot run what the request asks for."),
    NAME_TAKEN("NameTaken", "A finished run of this name made another request; use another name."),
    EXECUTION_GONE("ExecutionGone", "The execution does not exist any more at the API.");

    private final String word;
    private final String meaning;

    Reason(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }
}
