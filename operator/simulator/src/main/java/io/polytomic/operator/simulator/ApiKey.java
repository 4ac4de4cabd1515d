package io.polytomic.operator.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A key of one organization. Guarded by the lock of the world. */
final class ApiKey {
    /** USER and PARTNER keys travel as Bearer; every kind is also taken as the password of Basic (notes.md section 2). */
    enum Kind {
        USER,
        ORGANIZATION,
        PARTNER
    }

    final String value;
    final String organizationId;
    final Kind kind;
    final Actor actor;
    final String email;
    final String role;
    final List<Pattern> forbidden = new ArrayList<>();
    boolean revoked;

    ApiKey(String value, String organizationId, Kind kind, Actor actor, String email, String role) {
        this.value = value;
        this.organizationId = organizationId;
        this.kind = kind;
        this.actor = actor;
        this.email = email;
        this.role = role;
    }

    boolean mayNot(String method, String path) {
        return forbidden.stream()
                .anyMatch(pattern -> pattern.matcher(method + " " + path).matches());
    }
}
