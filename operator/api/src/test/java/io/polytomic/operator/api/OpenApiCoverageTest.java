package io.polytomic.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every writable member of the API has a place in a CRD; the exceptions are a list with a reason each. */
class OpenApiCoverageTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    /** Member of a request to the path where it stands in the CRD, when that is not its name in camelCase. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "source_connection_id", "source.connectionId",
            "source_configuration", "source.configuration",
            "destination_connection_id", "destination.connectionId",
            "destination_configuration", "destination.configuration",
            "obfuscated", "obfuscate");

    private static final Map<String, String> EXCEPTIONS = Map.of(
            "CreateBulkSyncRequest.organization_id", "partner callers only; the key decides the organization",
            "UpdateBulkSyncRequest.organization_id", "partner callers only; the key decides the organization",
            "BulkSyncDefaultScheduleRequest.id", "known ids are sent back by the operator, matched by content",
            "BulkSyncAdditionalScheduleRequest.id", "known ids are sent back by the operator, matched by content",
            "ScheduleWrite.selectiveMode", "the sub-resource is not used: schedules are written through the sync");

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("CreateBulkSyncRequest", "bulksyncs", ""),
                Arguments.of("UpdateBulkSyncRequest", "bulksyncs", ""),
                Arguments.of("BulkSyncDefaultScheduleRequest", "bulksyncs", "defaultSchedule"),
                Arguments.of("BulkSyncAdditionalScheduleRequest", "bulksyncs", "additionalSchedules[]"),
                Arguments.of("SchemaConfiguration", "bulksyncs", "schemas[]"),
                Arguments.of("UpdateBulkSchema", "bulksyncs", "schemas[]"),
                Arguments.of("FieldConfiguration", "bulksyncs", "schemas[].fields[]"),
                Arguments.of("UpdateBulkField", "bulksyncs", "schemas[].fields[]"),
                Arguments.of("BulkFilter", "bulksyncs", "schemas[].filters[]"),
                Arguments.of("ScheduleWrite", "bulksyncs", "defaultSchedule"),
                Arguments.of("UpdateBulkSyncErrorHandlingRequest", "bulksyncs", "errorHandling"),
                Arguments.of("StartBulkSyncRequest", "bulksyncruns", ""));
    }

    @ParameterizedTest(name = "{0} is covered by {1}.spec.{2}")
    @MethodSource("requests")
    void everyWritableMemberHasAPlace(String request, String plural, String where) throws IOException {
        var members = openApi().at("/components/schemas/" + request + "/properties");
        assertThat(members.isObject()).as("openapi.yaml has " + request).isTrue();
        var missing = new ArrayList<String>();
        members.fieldNames().forEachRemaining(member -> {
            boolean excepted = EXCEPTIONS.containsKey(request + "." + member);
            if (!excepted
                    && at(spec(plural), (where.isEmpty() ? "" : where + ".") + place(member))
                            .isMissingNode()) {
                missing.add(member);
            }
        });
        assertThat(missing)
                .as("members of %s without a place below spec.%s", request, where)
                .isEmpty();
    }

    @ParameterizedTest(name = "every word of {0} is a word of {1}.spec.{2}")
    @MethodSource("requests")
    void everyWordOfTheApiIsAllowed(String request, String plural, String where) throws IOException {
        var openApi = openApi();
        var members = openApi.at("/components/schemas/" + request + "/properties");
        var missing = new ArrayList<String>();
        members.properties().forEach(member -> {
            var name = member.getValue().path("$ref").asText().replaceAll(".*/", "");
            var words = openApi.at("/components/schemas/" + name + "/enum");
            var allowed = at(spec(plural), (where.isEmpty() ? "" : where + ".") + place(member.getKey()))
                    .path("enum");
            words.forEach(word -> {
                if (allowed.isArray() && !contains(allowed, word.asText())) {
                    missing.add(member.getKey() + "=" + word.asText());
                }
            });
            if (words.isArray() && !EXCEPTIONS.containsKey(request + "." + member.getKey()) && !allowed.isArray()) {
                missing.add(member.getKey() + " has no enum");
            }
        });
        assertThat(missing).isEmpty();
    }

    private static boolean contains(JsonNode list, String word) {
        for (var item : list) {
            if (item.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static String place(String member) {
        return ELSEWHERE.getOrDefault(
                member, UNDERSCORE.matcher(member).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT)));
    }

    private static JsonNode at(JsonNode schema, String path) {
        var node = schema;
        for (var step : List.of(path.split("\\."))) {
            node = node.path("properties").path(step.replace("[]", ""));
            node = step.endsWith("[]") ? node.path("items") : node;
        }
        return node;
    }

    private static JsonNode spec(String plural) {
        try {
            var file = root().resolve("crds/" + plural + ".sync.polytomic.com-v1.yml");
            return YAML.readTree(file.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode openApi() throws IOException {
        var file = root().resolve("../shared/polytomic-api/openapi.yaml").normalize();
        Assumptions.assumeTrue(Files.exists(file), "SKIPPED: the API description is not at " + file);
        return YAML.readTree(file.toFile());
    }

    private static Path root() {
        return Path.of(System.getProperty("repository.root"));
    }
}
