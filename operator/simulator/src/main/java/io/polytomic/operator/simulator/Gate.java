package io.polytomic.operator.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lets callers in: authentication, version, rate limit (notes.md sections 1, 2, 7). */
final class Gate {
    static final String VERSION = "2025-09-18";
    private static final Set<String> VERSIONS = Set.of(VERSION, "2024-02-08", "2023-04-25", "2022-12-12", "2021-05-23");

    private record Window(Instant start, int count) {}

    private final World world;
    private final Map<String, Window> windows = new HashMap<>();

    Gate(World world) {
        this.world = world;
    }

    Caller admit(Call call) {
        Caller caller = authenticate(call);
        limit(caller.key());
        String version = call.header("X-Polytomic-Version");
        if (version == null && world.switches.is(Switch.MISSING_VERSION, "reject")) {
            throw ApiProblem.badRequest("X-Polytomic-Version is required");
        }
        if (version != null && !VERSIONS.contains(version)) {
            throw ApiProblem.badRequest("X-Polytomic-Version \"" + version + "\" is not supported");
        }
        if (caller.key().mayNot(call.method(), call.path())) {
            throw new ApiProblem(403, "forbidden", "this key may not " + call.method() + " " + call.path());
        }
        return caller;
    }

    private Caller authenticate(Call call) {
        String header = call.header("Authorization");
        String scheme = scheme(header);
        String key = "";
        String organization = null;
        if (scheme.equals("Bearer")) {
            key = header.substring("Bearer ".length()).trim();
        } else if (scheme.equals("Basic")) {
            String pair = decoded(header.substring("Basic ".length()).trim());
            int colon = pair.indexOf(':');
            organization = colon < 0 ? "" : pair.substring(0, colon);
            key = pair.substring(colon + 1);
        }
        ApiKey found = world.keys.get(key);
        boolean wrongOrganization = organization != null && found != null && !found.organizationId.equals(organization);
        boolean wrongScheme = found != null && scheme.equals("Bearer") && found.kind == ApiKey.Kind.ORGANIZATION;
        if (found == null || found.revoked || wrongOrganization || wrongScheme) {
            throw new ApiProblem(401, "unauthorized", "credentials are missing or not valid");
        }
        return new Caller(world.organizations.get(found.organizationId), found, scheme);
    }

    static String scheme(String header) {
        if (header == null) {
            return "";
        }
        return header.startsWith("Bearer ") ? "Bearer" : header.startsWith("Basic ") ? "Basic" : "";
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void limit(ApiKey key) {
        int allowed = world.switches.number(Switch.REQUESTS_PER_MINUTE);
        if (allowed == 0) {
            return;
        }
        Instant now = world.now();
        Window window = windows.get(key.value);
        if (window == null || !now.isBefore(window.start().plus(Duration.ofMinutes(1)))) {
            window = new Window(now, 0);
        }
        if (window.count() >= allowed) {
            Duration wait = Duration.between(now, window.start().plus(Duration.ofMinutes(1)));
            throw new RateLimited(
                    Math.max(1, world.clock.realSeconds(wait.plusMillis(999).toSeconds())));
        }
        windows.put(key.value, new Window(window.start(), window.count() + 1));
    }
}
