package io.polytomic.operator.simulator;

/** What a sync does with a field; userOutputName is "" when there is none. */
record FieldState(boolean enabled, boolean obfuscated, String userOutputName) {
    static final FieldState ON = new FieldState(true, false, "");
    static final FieldState OFF = new FieldState(false, false, "");

    FieldState withEnabled(boolean value) {
        return new FieldState(value, obfuscated, userOutputName);
    }
}
