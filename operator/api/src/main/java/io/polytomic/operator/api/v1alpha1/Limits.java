package io.polytomic.operator.api.v1alpha1;

/** Upper bounds of strings and lists in the CRDs. Whoever writes a status shortens to these, else the API server refuses it. */
public final class Limits {
    public static final int ID = 512;
    public static final int NAME = 253;
    public static final int DURATION = 32;
    public static final int TIMESTAMP = 40;
    public static final int TEXT = 512;
    public static final int MESSAGE = 4096;
    public static final int CONDITION_MESSAGE = 32768;
    public static final int CONDITIONS = 16;
    public static final int KNOWN_IDS = 200;
    public static final int RUNS = 500;
    public static final int STATUS_SCHEMAS = 100;
    public static final int STATUS_SCHEMA_TEXT = 256;
    public static final int PLAN_CHANGES = 50;
    public static final int UNMANAGED_NAMES = 20;
    public static final int MODEL_PROBLEMS = 10;
    public static final int MODEL_ERRORS = 10;
    public static final int MODEL_ERROR_TEXT = 256;

    private Limits() {}
}
