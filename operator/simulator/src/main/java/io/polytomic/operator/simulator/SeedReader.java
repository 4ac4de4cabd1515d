package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Fills a world from a seed (SEED.md). */
final class SeedReader {
    private static final Set<String> TOP = Set.of("organizations", "connections", "syncs", "model_syncs", "switches");

    private final World world;
    private final SeedNode seed;

    SeedReader(World world, JsonNode seed, String file) {
        this.world = world;
        this.seed = new SeedNode(file, "", seed);
    }

    void read() {
        seed.only(TOP);
        seed.map("switches", Json.object()).properties().forEach(member -> {
            try {
                world.switches.set(member.getKey(), member.getValue().asText());
            } catch (IllegalArgumentException e) {
                throw seed.child("switches").problem(member.getKey(), e.getMessage(), "see SEED.md");
            }
        });
        seed.list("organizations").forEach(this::organization);
        if (world.organizations.isEmpty()) {
            throw seed.problem("organizations", "none", "at least one organization with id, name and keys");
        }
        SeedConnections connections = new SeedConnections(world);
        seed.list("connections").forEach(node -> connections.read(node, organizationOf(node)));
        seed.list("syncs").forEach(this::sync);
        seed.list("model_syncs").forEach(this::modelSync);
    }

    private void organization(SeedNode node) {
        node.only(Set.of("id", "name", "keys"));
        Organization organization = new Organization(uuid(node, "id"), node.text("name"));
        world.organizations.put(organization.id(), organization);
        node.list("keys").forEach(key -> key(key, organization));
    }

    private void key(SeedNode node, Organization organization) {
        node.only(Set.of("key", "kind", "name", "email", "user_id", "role", "revoked", "forbidden"));
        ApiKey.Kind kind = ApiKey.Kind.valueOf(node.word("kind", Set.of("user", "organization", "partner"), "user")
                .toUpperCase(Locale.ROOT));
        String value = node.text("key");
        String name = node.text("name", kind == ApiKey.Kind.USER ? "Sandbox User" : organization.name());
        String type = kind == ApiKey.Kind.USER ? "user" : "organization";
        String id = node.has("user_id") ? uuid(node, "user_id") : derived("key/" + value);
        ApiKey key = new ApiKey(
                value,
                organization.id(),
                kind,
                new Actor(id, name, type),
                node.text("email", "sandbox@example.com"),
                node.text("role", "admin"));
        key.revoked = node.flag("revoked", false);
        node.list("forbidden").forEach(pattern -> key.forbidden.add(pattern(pattern)));
        if (world.keys.put(value, key) != null) {
            throw node.problem("key", "a key that exists already", "keys that are unique over all organizations");
        }
    }

    private static Pattern pattern(SeedNode node) {
        try {
            return Pattern.compile(node.node().asText());
        } catch (PatternSyntaxException e) {
            throw node.problem("", node.node().toString(), "a regular expression for METHOD and path");
        }
    }

    private String organizationOf(SeedNode node) {
        String fallback = world.organizations.keySet().iterator().next();
        return node.word("organization", world.organizations.keySet(), fallback);
    }

    private Actor actorOf(String organizationId) {
        return world.keys.values().stream()
                .filter(key -> key.organizationId.equals(organizationId))
                .map(key -> key.actor)
                .findFirst()
                .orElse(new Actor(organizationId, "seed", "organization"));
    }

    private void sync(SeedNode node) {
        node.only(Set.of("id", "organization", "count", "source", "destination", "body", "execution", "executions"));
        String organization = organizationOf(node);
        ObjectNode body = node.map("body", Json.object());
        body.put("source_connection_id", connection(node, "source", organization));
        body.put("destination_connection_id", connection(node, "destination", organization));
        defaults(body);
        long count = node.number("count", 1);
        String name = body.path("name").asText("sync");
        for (int i = 1; i <= count; i++) {
            body.put("name", count == 1 ? name : "%s-%05d".formatted(name, i));
            create(node, organization, body, count == 1 && node.has("id") ? uuid(node, "id") : world.newId());
        }
    }

    private static void defaults(ObjectNode body) {
        if (!body.has("mode")) {
            body.put("mode", "replicate");
        }
        if (!body.has("destination_configuration")) {
            body.putObject("destination_configuration");
        }
        if (!body.has("default_schedule")) {
            body.putObject("default_schedule").put("frequency", "manual");
        }
    }

    private void create(SeedNode node, String organization, ObjectNode body, String id) {
        BulkSync sync;
        try {
            sync = world.bulkSyncs.create(organization, actorOf(organization), body, id);
        } catch (ApiProblem e) {
            throw node.problem("body", e.getMessage(), "a body that create accepts");
        }
        if (node.has("execution")) {
            sync.script = script(node.child("execution"));
        }
        node.list("executions").forEach(each -> sync.scripts.add(script(each)));
    }

    private void modelSync(SeedNode node) {
        node.only(Set.of("id", "organization", "count", "target", "active", "body", "execution"));
        String organization = organizationOf(node);
        ObjectNode body = node.map("body", Json.object());
        ObjectNode target = body.has("target") ? (ObjectNode) body.get("target") : body.putObject("target");
        target.put("connection_id", connection(node, "target", organization));
        long count = node.number("count", 1);
        String name = body.path("name").asText("model sync");
        for (int i = 1; i <= count; i++) {
            body.put("name", count == 1 ? name : "%s-%05d".formatted(name, i));
            modelSync(node, organization, body.deepCopy(), count == 1 && node.has("id"));
        }
    }

    private void modelSync(SeedNode node, String organization, ObjectNode body, boolean ownId) {
        String id = ownId ? uuid(node, "id") : world.newId();
        ModelSync sync = new ModelSync(id, organization, body, world.now(), actorOf(organization));
        sync.active = node.flag("active", true);
        if (node.has("execution")) {
            sync.script = script(node.child("execution"));
        }
        world.modelRuns.add(sync);
    }

    private String connection(SeedNode node, String member, String organization) {
        String wanted = node.text(member);
        List<Connection> all = world.connections.values().stream()
                .filter(each -> each.organizationId.equals(organization))
                .toList();
        return all.stream()
                .filter(each -> each.name.equals(wanted) || each.id.equals(wanted))
                .map(each -> each.id)
                .findFirst()
                .orElseThrow(() -> node.problem(
                        member,
                        "\"" + wanted + "\"",
                        "the name or id of a connection: "
                                + all.stream().map(each -> each.name).toList()));
    }

    /** An execution script: duration, outcome, message, failed_schemas, error_count, warning_count, records. */
    static ExecutionScript script(SeedNode node) {
        node.only(
                Set.of("duration", "outcome", "message", "failed_schemas", "error_count", "warning_count", "records"));
        Map<String, String> failed = new LinkedHashMap<>();
        node.map("failed_schemas", Json.object())
                .properties()
                .forEach(member -> failed.put(member.getKey(), member.getValue().asText()));
        return new ExecutionScript(
                node.duration("duration", null),
                node.word("outcome", ExecutionScript.OUTCOMES, "completed"),
                node.text("message", null),
                failed,
                node.number("error_count", 0),
                node.number("warning_count", 0),
                node.number("records", -1));
    }

    static String uuid(SeedNode node, String member) {
        String text = node.text(member);
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw node.problem(member, "\"" + text + "\"", "a lower-case UUID");
        }
        return text;
    }

    static String derived(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Set<String> words(SeedNode node, String member, Collection<String> allowed, Set<String> fallback) {
        if (!node.has(member)) {
            return fallback;
        }
        Set<String> words = new LinkedHashSet<>();
        for (SeedNode item : node.list(member)) {
            if (!allowed.contains(item.node().asText())) {
                throw item.problem(
                        "",
                        item.node().toString(),
                        String.join(", ", allowed.stream().sorted().toList()));
            }
            words.add(item.node().asText());
        }
        return words;
    }
}
