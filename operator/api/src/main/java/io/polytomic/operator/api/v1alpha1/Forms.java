package io.polytomic.operator.api.v1alpha1;

/** Patterns that strings in a spec follow. */
public final class Forms {
    public static final String UUID = "^[0-9a-fA-F-]{36}$";
    public static final String DURATION = "^([0-9]+(ms|s|m|h))+$";
    public static final String TIMESTAMP_OR_EMPTY =
            "^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$";

    private Forms() {}
}
