package io.polytomic.operator.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.deploy.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a service account asked of the API server, held against what its roles allow. */
final class AuditLog {

    /**
     * One thing that may be done.
     *
     * @param resource with its subresource, as roles write it
     * @param name "*" for any
     */
    record Access(String group, String resource, String verb, String name) {
        boolean covers(Access request) {
            return group.equals(request.group)
                    && resource.equals(request.resource)
                    && verb.equals(request.verb)
                    && (name.equals("*") || name.equals(request.name));
        }
    }

    private final Path file;
    private final String user;
    private final int allowedBefore;
    private final int refusedBefore;

    AuditLog(Path file, String user) {
        this.file = file;
        this.user = user;
        this.allowedBefore = events(false).size();
        this.refusedBefore = events(true).size();
    }

    /** What was asked for and allowed since this was made, each time. */
    List<Access> allowed() {
        return events(false).stream().skip(allowedBefore).toList();
    }

    /** What was asked for and refused since then. */
    List<Access> refused() {
        return events(true).stream().skip(refusedBefore).toList();
    }

    private List<Access> events(boolean forbidden) {
        try (var lines = Files.lines(file)) {
            return lines.map(Stage::json)
                    .filter(event -> event.at("/user/username").asText().equals(user) && event.has("objectRef"))
                    .filter(event ->
                            forbidden == (event.at("/responseStatus/code").asInt() == 403))
                    .map(AuditLog::access)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Access access(JsonNode event) {
        var object = event.path("objectRef");
        var subresource = object.path("subresource").asText("");
        return new Access(
                object.path("apiGroup").asText(""),
                object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                event.path("verb").asText(),
                object.path("name").asText(""));
    }

    /** Every verb of every rule of the roles, one by one; for every name, if names are listed. */
    static List<Access> grants(Bundle roles) {
        var grants = new ArrayList<Access>();
        for (var role : roles.objects().values()) {
            for (var rule : role.path("rules")) {
                addAll(rule, grants);
            }
        }
        return grants;
    }

    private static void addAll(JsonNode rule, List<Access> grants) {
        for (var group : rule.path("apiGroups")) {
            for (var resource : rule.path("resources")) {
                for (var verb : rule.path("verbs")) {
                    for (var name : names(rule)) {
                        grants.add(new Access(group.asText(), resource.asText(), verb.asText(), name));
                    }
                }
            }
        }
    }

    private static List<String> names(JsonNode rule) {
        var names = new ArrayList<String>();
        rule.path("resourceNames").forEach(name -> names.add(name.asText()));
        return names.isEmpty() ? List.of("*") : names;
    }
}
