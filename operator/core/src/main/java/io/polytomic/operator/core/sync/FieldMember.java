package io.polytomic.operator.core.sync;

import static io.polytomic.operator.core.sync.Impact.EXPOSURE;
import static io.polytomic.operator.core.sync.Impact.RESYNC;
import static io.polytomic.operator.core.sync.Impact.SELECTION;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/** The members of one field of a schema. */
public enum FieldMember implements Member {
    ENABLED("enabled", (from, to) -> EnumSet.of(Boolean.TRUE.equals(to) ? EXPOSURE : SELECTION), Form.FLAG),
    OBFUSCATE("obfuscate", (from, to) -> EnumSet.of(Boolean.TRUE.equals(to) ? SELECTION : EXPOSURE), Form.FLAG),
    USER_OUTPUT_NAME("userOutputName", (from, to) -> EnumSet.of(RESYNC), Form.TEXT);

    private final String path;
    private final Form form;
    private final BiFunction<Object, Object, Set<Impact>> impact;

    FieldMember(String path, BiFunction<Object, Object, Set<Impact>> impact, Form form) {
        this.path = path;
        this.form = form;
        this.impact = impact;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Set<Impact> impact(Object from, Object to) {
        return impact.apply(from, to);
    }
}
