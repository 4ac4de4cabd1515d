package io.polytomic.operator.core.sync;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a manifest says of schemas and fields that it does not list. The API knows no such members: once a sync exists a rule
 * shows as the changes it brings about, and only the plan of a creation, which knows no schemas yet, names the rule itself.
 */
public enum SelectionRule implements Member {
    ALL_SCHEMAS("allSchemas", Form.FLAG),
    MASK_RULES("maskRules", Form.SET),
    /** Of one schema. */
    UNLISTED_FIELDS("unlistedFields", Form.TEXT);

    private final String path;
    private final Form form;

    SelectionRule(String path, Form form) {
        this.path = path;
        this.form = form;
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
        return EnumSet.of(Impact.CREATE);
    }
}
