package io.polytomic.operator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.polytomic.operator.cli.manifest.ManifestReader;
import io.polytomic.operator.cli.plan.PlanOutput;
import io.polytomic.operator.cli.plan.Remote;
import io.polytomic.operator.cli.validate.Validation;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterTest {
    private static final String WORLD = """
              - name: Warehouse
                type: postgresql
                supports_data_cutoff: true
                schemas:
                  - {id: public.events, fields: [id, email, country, {id: updated_at, type: datetime}]}
                  - {id: public.plain, fields: [id]}
                  - {id: public.off, fields: [id]}
              - {name: Twin, type: snowflake, modes: [replicate, snapshot, append], supports_history: true}
              - {name: Twin, type: snowflake, id: 8d4f6c13-2a95-4b7e-a1c6-3e0d5f9b7a99, supports_history: true}
            syncs:
              - id: 248df4b7-0000-4000-8000-000000000001
                source: Warehouse
                destination: Snowflake
                body:
                  name: "Every: member / Größe 1"
                  active: false
                  mode: replicate
                  source_configuration: {slot: s1, ratio: 0.1, big: 100, api_token: very-secret, nested: {password: very-secret, on: true}}
                  destination_configuration: {schema: analytics, country: "NO", octal: "010", list: [1, "yes", null], none: null}
                  default_schedule: {frequency: weekly, day_of_week: monday, hour: "02", minute: "5"}
                  additional_schedules:
                    - {frequency: hourly, minute: "0", schemas: [public.events], selective_mode: incrementalFields}
                    - {frequency: daily, hour: "3", minute: "30", resync_mode: rebuild}
                    - {frequency: continuous}
                  automatically_add_new_objects: onlyIncremental
                  automatically_add_new_fields: all
                  normalize_names: legacy
                  disable_record_timestamps: true
                  concurrency_limit: 3
                  resync_concurrency_limit: 2
                  data_cutoff_timestamp: "2024-01-01T00:00:00+01:00"
                  policies: [5d1c0000-0000-4000-8000-000000000002]
                  schemas:
                    - id: public.events
                      partition_key: country
                      tracking_field: updated_at
                      user_output_name: events_out
                      data_cutoff_timestamp: "2025-01-01T00:00:00Z"
                      disable_data_cutoff: true
                      history_enabled: true
                      filters:
                        - {field_id: country, function: StringOneOf, value: [SE, "NO"]}
                        - {field_id: id, function: GreaterThan, value: 42}
                      fields:
                        - {id: id}
                        - {id: email, obfuscate: true, user_output_name: email_hash}
                        - {id: country, enabled: false}
                    - {id: public.plain}
              - {source: Postgres prod, destination: Twin, body: {name: orders, schemas: [public.orders]}}
              - {source: Postgres prod, destination: Snowflake, body: {name: orders, schemas: []}}
              - {source: Salesforce, destination: Snowflake, body: {name: "---"}}
              - {source: Salesforce, destination: Snowflake, body: {name: custom, default_schedule: {frequency: custom, hour: "3", minute: "10", day_of_month: "1", month: "2"}}}
              - {source: Salesforce, destination: Snowflake, count: 55, body: {name: many, schemas: [Account]}}
            """;

    private Remote remote;

    static SimulatorOptions world() throws Exception {
        try (var in = SimulatorOptions.class.getResourceAsStream("/default-seed.yaml")) {
            var seed = new String(in.readAllBytes(), "UTF-8");
            int connectionsEnd = seed.indexOf("\nmodel_syncs:");
            return SimulatorOptions.defaults().withSeedYaml(seed.substring(0, connectionsEnd) + "\n" + WORLD.indent(0));
        }
    }

    @BeforeEach
    void start() throws Exception {
        remote = new Remote(world());
        remote.simulator
                .admin()
                .world()
                .setErrorHandling(
                        "248df4b7-0000-4000-8000-000000000001",
                        new ObjectMapper()
                                .readTree(
                                        "{\"subscribers\": [\"a@example.com\"], \"ingestion_failure_threshold\": 600}"));
        remote.simulator.admin().clearJournal();
    }

    @AfterEach
    void stop() {
        assertThat(remote.methods()).as("an export only reads").containsOnly("GET");
        remote.close();
    }

    private List<Exported> export(boolean full, String... syncs) {
        var all = new ArrayList<Exported>();
        new Exporter(remote.api, full, "data", (done, of) -> {}).export(List.of(syncs), all::add);
        return all;
    }

    private static String yaml(List<Exported> all) {
        return all.stream().map(e -> "---\n" + e.yaml()).collect(Collectors.joining());
    }

    @ParameterizedTest(name = "--full: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("What was exported is valid, and planning it finds nothing to do for any sync")
    void exportThenPlan(boolean full) {
        var yaml =
                yaml(export(full, "248df4b7-0000-4000-8000-000000000001", "custom", "---", "many-00055", "many-00001"));
        assertThat(Validation.of(ManifestReader.read("f.yaml", yaml)).findings())
                .filteredOn(f -> !f.warning())
                .isEmpty();
        var result = remote.plan(yaml);
        assertThat(result.exitCode()).as(PlanOutput.text.write(result, false)).isZero();
        assertThat(result.objects()).hasSize(5);
    }

    @Test
    @DisplayName("All syncs of all pages, each under a name of its own that Kubernetes takes")
    void names() {
        var all = export(false);
        assertThat(all).hasSize(60);
        assertThat(all)
                .extracting(Exported::name)
                .doesNotHaveDuplicates()
                .contains("sync", "every-member-gro-e-1", "orders", "orders-2", "many-00055");
        assertThat(all).extracting(Exported::syncId).doesNotHaveDuplicates();
        var result = remote.plan(yaml(all));
        assertThat(result.exitCode()).as(PlanOutput.text.write(result, false)).isZero();
    }

    @Test
    @DisplayName("Only what creating it anew would not give is stated, in the order of the reference page")
    void lean() {
        assertThat(export(false, "custom").get(0).yaml())
                .isEqualTo("""
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSync
                metadata:
                  name: custom
                  namespace: data
                spec:
                  syncId: %s
                  name: custom
                  mode: replicate
                  source:
                    connectionName: Salesforce
                  destination:
                    connectionName: Snowflake
                    configuration:
                      advanced: {}
                      mirror_schemas: false
                  defaultSchedule:
                    frequency: custom
                    dayOfMonth: 1
                    dayOfWeek: sunday
                    hour: 3
                    minute: 10
                    month: 2
                  automaticallyAddNewFields: all
                  schemas:
                    - id: Account
                    - id: Contact
                    - id: Opportunity
                """.formatted(export(false, "custom").get(0).syncId()));
    }

    @Test
    @DisplayName(
            "Secrets are left out and said to be, words that YAML 1.1 misreads are quoted, names that are not unique are ids")
    void careful() {
        var every = export(false, "248df4b7-0000-4000-8000-000000000001").get(0);
        assertThat(every.yaml())
                .doesNotContain("very-secret")
                .contains("country: 'NO'")
                .contains("octal: '010'")
                .contains("connectionName: Warehouse")
                .contains("# Left out: spec.source.configuration.api_token holds or may hold a secret");
        assertThat(every.leftOut()).hasSize(2);
        assertThat(yaml(export(false))).contains("connectionId: ").doesNotContain("connectionName: Twin");
    }

    @Test
    @DisplayName("A wish for a sync that is not there, or for a name two syncs have, is refused in a sentence")
    void wanted() {
        assertThatThrownBy(() -> export(false, "nothing"))
                .hasMessage("--sync: there is no sync with the id or name \"nothing\".");
        assertThatThrownBy(() -> export(false, "orders"))
                .hasMessageStartingWith("--sync: 2 syncs are named \"orders\"; use an id: ");
    }
}
