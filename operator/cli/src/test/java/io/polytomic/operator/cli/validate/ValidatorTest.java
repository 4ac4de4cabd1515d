package io.polytomic.operator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.manifest.ManifestReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorTest {
    private static final String NEW_SYNC = """
            apiVersion: sync.polytomic.com/v1alpha1
            kind: BulkSync
            metadata: {name: orders}
            spec:
              mode: replicate
              source: {connectionName: Postgres}
              destination: {connectionName: Snowflake}
              defaultSchedule: {frequency: manual}
              schemas: [{id: public.orders}]
            """;

    private static List<String> check(String yaml) {
        return Validation.of(ManifestReader.read("f.yaml", yaml)).findings().stream()
                .filter(f -> !f.warning())
                .map(Finding::toString)
                .toList();
    }

    @Test
    @DisplayName("A null is dropped by the API server, so it is a warning")
    void nulls() {
        assertThat(Validation.of(ManifestReader.read("f.yaml", NEW_SYNC + "  concurrencyLimit:\n"))
                        .findings())
                .extracting(Finding::toString)
                .contains("f.yaml:10: BulkSync/orders: spec.concurrencyLimit: warning: is null, which counts as not"
                        + " stated; leave the member out.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "->", textBlock = """
            concurrencyLimit: 5                  ->
            concurrencyLimit: 5.0                ->
            concurrencyLimit: "5"                -> f.yaml:10: BulkSync/orders: spec.concurrencyLimit: must be a whole number from 0 to 10000, found "5".
            concurrencyLimit: 10001              -> f.yaml:10: BulkSync/orders: spec.concurrencyLimit: is 10001; the most is 10000.
            concurrencyLimit: -1                 -> f.yaml:10: BulkSync/orders: spec.concurrencyLimit: is -1; the least is 0.
            concurrencyLimit:                    ->
            policies: [null]                     -> f.yaml:10: BulkSync/orders: spec.policies[0]: must be a text, found nothing (null).
            concurencyLimit: 5                   -> f.yaml:10: BulkSync/orders: spec.concurencyLimit: there is no member "concurencyLimit"; did you mean concurrencyLimit.
            drift: correct                       -> f.yaml:10: BulkSync/orders: spec.drift: "correct" is not allowed; allowed are Correct, Report; did you mean Correct.
            drift:                               ->
            normalizeNames: no                   -> f.yaml:10: BulkSync/orders: spec.normalizeNames: must be a text, found "false".
            policies: [x]                        -> f.yaml:10: BulkSync/orders: spec.policies[0]: "x" is not a UUID (36 hexadecimal digits and hyphens).
            freshness: 6 hours                   -> f.yaml:10: BulkSync/orders: spec.freshness: "6 hours" is not a duration such as 12h, 90m or 1h30m.
            name: ""                             -> f.yaml:10: BulkSync/orders: spec.name: must not be empty.
            maskRules: [{schemas: a}]            -> f.yaml:10: BulkSync/orders: spec.maskRules[0]: "fields" is missing; it must be stated.
            errorHandling: []                    -> f.yaml:10: BulkSync/orders: spec.errorHandling: must be an object, found a list.
            """)
    @DisplayName("Each keyword of the schema speaks in a sentence, with the line")
    void keywords(String member, String message) {
        var expected = message == null ? List.<String>of() : List.of(message);
        assertThat(check(NEW_SYNC + "  " + member + "\n")).containsExactlyElementsOf(expected);
    }

    @Test
    @DisplayName("Two schemas with one id are a duplicate, in the line of the second")
    void listMapKeys() {
        assertThat(check(NEW_SYNC.replace("[{id: public.orders}]", "\n    - id: a\n    - id: b\n    - id: a")))
                .containsExactly(
                        "f.yaml:12: BulkSync/orders: spec.schemas[2]: is a duplicate of an earlier item (\"{\"id\":\"a\"}\").");
    }

    @Test
    @DisplayName("An error in one place does not hide the rule that is broken in another")
    void rulesBesideErrors() {
        assertThat(check(NEW_SYNC.replace("frequency: manual", "frequency: hourly") + "  nmae: x\n"))
                .containsExactly(
                        "f.yaml:8: BulkSync/orders: spec.defaultSchedule: frequency hourly needs minute and takes no other"
                                + " schedule part.",
                        "f.yaml:10: BulkSync/orders: spec.nmae: there is no member \"nmae\"; did you mean name.");
    }

    @Test
    @DisplayName("Metadata is held to what the API server holds it to")
    void metadata() {
        assertThat(check(NEW_SYNC.replace(
                        "{name: orders}", "{name: Orders_1, namespace: a.b, labels: {team: 5}, anotations: {a: b}}")))
                .containsExactly(
                        "f.yaml:3: BulkSync/Orders_1: metadata.anotations: there is no member \"anotations\"; did you mean"
                                + " annotations.",
                        "f.yaml:3: BulkSync/Orders_1: metadata.name: \"Orders_1\" is not a name: at most 253 lower-case"
                                + " letters, digits, '-' and '.', with a letter or digit at both ends, as a text.",
                        "f.yaml:3: BulkSync/Orders_1: metadata.namespace: \"a.b\" is not a namespace: at most 63 lower-case"
                                + " letters, digits and '-', as a text.",
                        "f.yaml:3: BulkSync/Orders_1: metadata.labels.team: must be a text, found \"5\"; put it in quotes.");
    }
}
