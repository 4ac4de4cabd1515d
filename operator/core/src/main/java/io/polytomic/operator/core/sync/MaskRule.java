package io.polytomic.operator.core.sync;

/** Every enabled field whose id matches is obfuscated, today's and tomorrow's. */
public record MaskRule(Glob schemas, Glob fields) {
    public MaskRule(String schemas, String fields) {
        this(new Glob(schemas), new Glob(fields));
    }

    public boolean matches(String schemaId, String fieldId) {
        return schemas.matches(schemaId) && fields.matches(fieldId);
    }

    /** Of a schema that matches. */
    boolean matchesField(String fieldId) {
        return fields.matches(fieldId);
    }

    public boolean matchesSchema(String schemaId) {
        return schemas.matches(schemaId);
    }
}
