package io.polytomic.operator.simulator;

import java.util.List;
import java.util.Locale;

/**
 * One open question about the real API, and the answers the simulator can give. The first value is the default. Where a question
 * comes from stands in notes.md of the API description (sections 6, 8, 9, 15, 16, 17).
 */
enum Switch {
    /** Whether objects made with an organization key tell who made them. */
    CREATED_BY_FOR_ORGANIZATION_KEYS("actor", "null"),
    /** A request without X-Polytomic-Version. */
    MISSING_VERSION("accept", "reject"),
    /** Two requests share a record when they share the key alone, or key, method and path. */
    IDEMPOTENCY_SCOPE("key", "key_and_path"),
    /** Same key, other body. */
    IDEMPOTENCY_BODY_MISMATCH("replay", "reject422"),
    /** Whether a 5xx is recorded for its key. */
    RECORD_5XX("true", "false"),
    /** Whether a 409 is recorded for its key. */
    RECORD_409("true", "false"),
    /** What the schemas of a PUT mean when they are left out. */
    PUT_SCHEMAS("selection", "omitted_selects_all", "ignored"),
    /** What a schema listed in a PUT loses when fields, filters, keys or cutoffs are left out. */
    PUT_SCHEMA_OMITTED("keep", "reset"),
    /** Fields not in the field list of create, PUT of a sync, PUT of a schema. */
    PUT_UNLISTED_FIELDS("keep", "disable", "enable"),
    /** Masks of a schema patched without fields, and of a field patched without obfuscated. */
    PATCH_OMITTED_MASKS("drop", "keep"),
    /** Filters, keys, cutoffs, names and enabled of a schema patched without them. */
    PATCH_OMITTED_MEMBERS("keep", "reset"),
    /** Fields not in the field list of a PATCH. */
    PATCH_UNLISTED_FIELDS("keep", "disable", "enable"),
    /** PATCH of a schema the sync does not know. */
    PATCH_UNKNOWN_SCHEMA("400", "404", "ignore"),
    /** What PATCH answers. */
    PATCH_ANSWER("patched", "all"),
    /** active when create or PUT leave it out. */
    ACTIVE_DEFAULT("true", "false"),
    /** Whether PUT with active=false cancels the running execution, as /activate does. */
    PUT_INACTIVE_CANCELS("false", "true"),
    /** Whether an edit of schemas moves updated_at of the sync. */
    SCHEMA_EDIT_MOVES_UPDATED_AT("false", "true"),
    /** Whether an edit of the error handling moves updated_at of the sync. */
    ERROR_HANDLING_EDIT_MOVES_UPDATED_AT("false", "true"),
    /** Which schedules of a sync come with an id. */
    SCHEDULE_IDS("both", "default_only", "none"),
    /** How the list of bulk syncs answers more than 50. */
    LIST_PAGING("paged", "unpaged", "truncated_without_token"),
    /** Unknown ids in the batch status. */
    BATCH_UNKNOWN_ID("omit", "404"),
    /** Whether empty lists are answered as null. */
    NULL_LISTS("false", "true"),
    /** Whether members without value are answered as null or left out. */
    NULL_MEMBERS("null", "absent"),
    /** schemas: [] on create. */
    CREATE_EMPTY_SCHEMAS("all", "none"),
    /** Older servers lack the error handling route. */
    ERROR_HANDLING_ROUTE("present", "absent"),
    /** Older servers lack history_enabled. */
    HISTORY_SUPPORTED("true", "false"),
    /** How a destination describes its configuration: the published example, or the JSON Schema that the prose promises. */
    DESTINATION_CONFIGURATION("example", "json_schema"),
    /** Whether updated_at of a model sync moves with its executions. */
    MODEL_RUN_MOVES_UPDATED_AT("false", "true"),
    /** Order of the event feed. */
    EVENTS_ORDER("newest", "oldest"),
    /** Shape of error bodies. */
    ERROR_BODY("api_error", "legacy", "simple", "html"),
    /** Requests a key may make in one simulated minute; 0 = no limit. */
    REQUESTS_PER_MINUTE(0),
    /** Rows per schema a test run moves. */
    TEST_ROWS(5),
    /** Status for an unknown or disabled schema in a start. */
    START_UNKNOWN_SCHEMA("400", "422"),
    /** Status for an unknown schema in create and PUT. */
    UNKNOWN_SCHEMA("400", "422"),
    /** Status for an unknown connection in create and PUT. */
    UNKNOWN_CONNECTION("400", "404"),
    /** An unknown field id in a field list. */
    UNKNOWN_FIELD("400", "ignore"),
    /** Status while the schema cache of the source was never filled. */
    CACHE_NOT_READY("422", "400"),
    /** Whether a refresh of a filled cache makes create and schema reads fail, too. */
    REFRESH_BLOCKS("false", "true"),
    /** Encoding of Polytomic-Signature. */
    WEBHOOK_SIGNATURE("hex", "base64", "sha256_hex");

    private final List<String> allowed;
    private final String standard;

    Switch(String... allowed) {
        this.allowed = List.of(allowed);
        this.standard = allowed[0];
    }

    Switch(int standard) {
        this.allowed = List.of();
        this.standard = Integer.toString(standard);
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    String standard() {
        return standard;
    }

    /** Throws one sentence when the value is not allowed. */
    void check(String value) {
        boolean known = allowed.isEmpty() ? value.matches("[0-9]{1,9}") : allowed.contains(value);
        if (!known) {
            throw new IllegalArgumentException("Switch " + title() + " is \"" + value + "\"; allowed: "
                    + (allowed.isEmpty() ? "a whole number from 0" : String.join(", ", allowed)));
        }
    }
}
