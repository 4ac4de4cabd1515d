package io.polytomic.operator.api.v1alpha1;

/** The names all kinds share, and the annotations a user may set on them. */
public final class ApiGroup {
    public static final String NAME = "sync.polytomic.com";
    public static final String VERSION = "v1alpha1";
    public static final String API_VERSION = NAME + "/" + VERSION;
    public static final String CATEGORY = "polytomic";

    /** Set to the hash of a waiting plan, it lets that plan go. */
    public static final String APPROVED_PLAN = NAME + "/approved-plan";

    /** Set to a new token, it forces a full read; acknowledged in status.lastHandledReconcileAt. */
    public static final String RECONCILE_REQUESTED_AT = NAME + "/reconcile-requested-at";

    private ApiGroup() {}
}
