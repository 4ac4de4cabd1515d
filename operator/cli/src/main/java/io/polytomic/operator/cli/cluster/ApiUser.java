package io.polytomic.operator.cli.cluster;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** A user of a control plane, known by a token that no other control plane accepts. */
record ApiUser(String name, List<String> groups, String token) {

    static final String ADMIN = "admin";

    ApiUser {
        groups = List.copyOf(groups);
    }

    static ApiUser of(String name, List<String> groups, SecureRandom random) {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        return new ApiUser(name, groups, HexFormat.of().formatHex(secret));
    }

    /** A line of the file behind {@code --token-auth-file}: token, user, uid, groups. */
    String tokenLine() {
        return "%s,\"%s\",\"%s\",\"%s\"".formatted(token, name, name, String.join(",", groups));
    }
}
