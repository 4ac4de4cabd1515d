package io.polytomic.operator.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.cluster.CiScript;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No kind is forgotten where kinds are listed by name. */
class RolesTest {
    private static final String GROUP = ".sync.polytomic.com";
    private static final TreeSet<String> PLURALS = new TreeSet<>();

    @BeforeAll
    static void kinds() throws IOException {
        try (var files = Files.list(CiScript.repositoryRoot().resolve("crds"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .forEach(name -> PLURALS.add(name.substring(0, name.indexOf('.'))));
        }
        assertThat(PLURALS).contains("bulksyncs");
    }

    private static JsonNode rules(String file, String role) throws IOException {
        var text = Files.readString(Bundle.DEPLOY.resolve("kustomize/base").resolve(file));
        return Bundle.of(text).get("ClusterRole/" + role).path("rules");
    }

    private static TreeSet<String> listed(JsonNode values) {
        var listed = new TreeSet<String>();
        values.forEach(value -> listed.add(value.asText()));
        return listed;
    }

    @Test
    @DisplayName("The operator may follow every kind, write its status and read its CRD")
    void operator() throws IOException {
        var rules = rules("cluster-role.yaml", "polytomic-operator");
        var followed = listed(rules.at("/0/resources"));
        followed.addAll(listed(rules.at("/1/resources")));
        assertThat(followed).isEqualTo(PLURALS);
        assertThat(listed(rules.at("/1/verbs")))
                .as("model syncs are only looked at")
                .doesNotContain("patch");
        assertThat(listed(rules.at("/2/resources")))
                .containsExactlyElementsOf(
                        PLURALS.stream().map(plural -> plural + "/status").toList());
        var crds = rules("crd-reader-role.yaml", "polytomic-operator-crd-reader");
        assertThat(listed(crds.at("/0/resourceNames")))
                .containsExactlyElementsOf(
                        PLURALS.stream().map(plural -> plural + GROUP).toList());
    }

    @Test
    @DisplayName("People may view and edit every kind, and the status of none")
    void people() throws IOException {
        for (var role : new String[] {"polytomic-operator-view", "polytomic-operator-edit"}) {
            assertThat(listed(rules("user-roles.yaml", role).at("/0/resources")))
                    .isEqualTo(PLURALS);
        }
    }
}
