package io.polytomic.operator.api.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a newer CRD takes away from the users of an older one, a sentence each; empty when it only adds. */
final class CrdCompatibility {
    private final List<String> problems = new ArrayList<>();

    private CrdCompatibility() {}

    static List<String> problems(JsonNode released, JsonNode now) {
        var check = new CrdCompatibility();
        check.names(released.path("spec"), now.path("spec"));
        for (var version : released.at("/spec/versions")) {
            check.version(version, now.at("/spec/versions"));
        }
        return check.problems;
    }

    private void names(JsonNode released, JsonNode now) {
        for (var pointer : List.of("/group", "/scope", "/names/kind", "/names/plural")) {
            if (!released.at(pointer).equals(now.at(pointer))) {
                problems.add("%s changed from %s to %s"
                        .formatted(
                                pointer.substring(1),
                                released.at(pointer).asText(),
                                now.at(pointer).asText()));
            }
        }
        for (var shortName : released.at("/names/shortNames")) {
            if (!contains(now.at("/names/shortNames"), shortName)) {
                problems.add("short name " + shortName.asText() + " is gone");
            }
        }
    }

    private void version(JsonNode released, JsonNode versions) {
        var name = released.path("name").asText();
        for (var version : versions) {
            if (version.path("name").asText().equals(name)
                    && version.path("served").asBoolean()) {
                var schemas = new SchemaCompatibility(problems);
                schemas.compare("", released.at("/schema/openAPIV3Schema"), version.at("/schema/openAPIV3Schema"));
                if (released.path("subresources").has("status")
                        && !version.path("subresources").has("status")) {
                    problems.add("the subresource status is gone");
                }
                return;
            }
        }
        problems.add("version " + name + " is not served any more");
    }

    static boolean contains(JsonNode list, JsonNode wanted) {
        for (var element : list) {
            if (element.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
