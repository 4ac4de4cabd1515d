package io.polytomic.operator.cli.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polytomic.operator.cli.export.Exported;
import io.polytomic.operator.cli.export.Exporter;
import io.polytomic.operator.cli.plan.PlanOutput;
import io.polytomic.operator.cli.plan.Remote;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerraformImportTest {
    private static final String ORDERS = "248df4b7-0000-4000-8000-000000000001";
    private static final String EVENTS = "248df4b7-0000-4000-8000-000000000002";
    private static final String NOWHERE = "248df4b7-0000-4000-8000-000000000009";
    private static final String SECRET = "hunter2-hunter2";

    /** As the provider writes it: its one schedule, its schemas as a set, its configurations as JSON in a text. */
    private static final String STATE = """
            {
              "version": 4,
              "terraform_version": "1.9.8",
              "serial": 12,
              "lineage": "0b7c2e0e-6f1c-4b8e-9a53-7c9f6f1c2d11",
              "outputs": {"password": {"value": "%4$s", "type": "string", "sensitive": true}},
              "resources": [
                {"mode": "data", "type": "polytomic_bulk_source", "name": "source", "instances": [{"attributes": {"connection_id": "x"}}]},
                {"mode": "managed", "type": "polytomic_postgresql_connection", "name": "pg",
                 "provider": "provider[\\"registry.terraform.io/polytomic/polytomic\\"]",
                 "instances": [{"schema_version": 0, "attributes": {"id": "c1", "configuration": {"password": "%4$s"}}}]},
                {"mode": "managed", "type": "polytomic_bulk_sync", "name": "orders",
                 "provider": "provider[\\"registry.terraform.io/polytomic/polytomic\\"]",
                 "instances": [{"schema_version": 0, "attributes": {
                    "id": "%1$s", "name": "orders", "active": true, "mode": "replicate", "organization": null,
                    "source": {"connection_id": "c1", "configuration": "{\\"password\\":\\"%4$s\\"}"},
                    "schedule": {"frequency": "daily", "hour": "3", "minute": "30"},
                    "schemas": [{"id": "public.orders", "enabled": true}]}}]},
                {"module": "module.eu[\\"a.b\\"]", "mode": "managed", "type": "polytomic_bulk_sync", "name": "each",
                 "instances": [
                   {"index_key": "it's", "attributes": {"id": "%2$s"}},
                   {"index_key": "gone", "attributes": {"id": "%3$s"}}]},
                {"mode": "managed", "type": "polytomic_sync", "name": "model",
                 "instances": [{"attributes": {"id": "m1"}, "dependencies": ["polytomic_bulk_sync.orders"]}]}
              ]
            }
            """.formatted(ORDERS, EVENTS, NOWHERE, SECRET);

    /** What no attribute of the provider can say: a second schedule, history, error handling. */
    private static final String SYNCS = """
            syncs:
              - id: %s
                source: Postgres prod
                destination: Snowflake
                body:
                  name: orders
                  source_configuration: {password: %s}
                  default_schedule: {frequency: daily, hour: "3", minute: "30"}
                  additional_schedules: [{frequency: hourly, minute: "0", schemas: [public.orders]}]
                  schemas: [{id: public.orders}, {id: public.users, fields: [{id: email, obfuscate: true, user_output_name: hash}]}]
              - {id: %s, source: Salesforce, destination: Snowflake, body: {name: events, schemas: [Account]}}
            """.formatted(ORDERS, SECRET, EVENTS);

    private final List<String> said = new ArrayList<>();
    private final List<Exported> written = new ArrayList<>();
    private Remote remote;

    @BeforeEach
    void start() throws IOException {
        try (var in = SimulatorOptions.class.getResourceAsStream("/default-seed.yaml")) {
            var seed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            remote = new Remote(SimulatorOptions.defaults()
                    .withSeedYaml(seed.substring(0, seed.indexOf("\nmodel_syncs:")) + "\n" + SYNCS));
        }
        remote.simulator.admin().clearJournal();
    }

    @AfterEach
    void stop() {
        assertThat(remote.methods()).as("an import only reads").containsOnly("GET");
        remote.close();
    }

    private static TerraformState read(String text) throws IOException {
        return TerraformState.read("t.tfstate", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Release take(String text) throws IOException {
        var state = read(text);
        var exporter = new Exporter(remote.api, false, "data", (done, all) -> {});
        return new Release(state.syncs(), new Takeover(remote.api, exporter, said::add).take(state, written::add));
    }

    @Test
    @DisplayName("Every sync of the state is a manifest with its id, and planning them finds nothing to do")
    void thenPlan() throws IOException {
        take(STATE);
        assertThat(written).extracting(Exported::syncId).containsExactly(ORDERS, EVENTS);
        var yaml = written.stream().map(e -> "---\n" + e.yaml()).collect(Collectors.joining());
        assertThat(yaml)
                .contains("syncId: " + ORDERS)
                .as("what the state does not say is read from the API")
                .contains("additionalSchedules:", "userOutputName: hash", "obfuscate: true");
        var result = remote.plan(yaml);
        assertThat(result.exitCode()).as(PlanOutput.text.write(result, false)).isZero();
        assertThat(result.objects()).hasSize(2);
    }

    @Test
    @DisplayName("A whole resource gets a removed block; of one that partly stays, each instance its command")
    void release() throws IOException {
        var release = take(STATE);
        assertThat(release.blocks()).endsWith("""
                and "0 to destroy".

                removed {
                  from = polytomic_bulk_sync.orders

                  lifecycle {
                    destroy = false
                  }
                }

                # Some of module.eu.polytomic_bulk_sync.each stay with Terraform, and a removed block would let go of all of them. Instead:
                #   terraform state rm 'module.eu["a.b"].polytomic_bulk_sync.each["it'\\''s"]'
                """);
        assertThat(release.commands()).isEqualTo("""
                terraform state rm 'polytomic_bulk_sync.orders'
                terraform state rm 'module.eu["a.b"].polytomic_bulk_sync.each["it'\\''s"]'
                """);
    }

    @Test
    @DisplayName("What is left is said: other types by number, a sync that is gone, and what depends on one that goes")
    void sentences() throws IOException {
        take(STATE);
        assertThat(said)
                .containsExactly(
                        "Left alone: polytomic_postgresql_connection 1, polytomic_sync 1.",
                        "module.eu[\"a.b\"].polytomic_bulk_sync.each[\"gone\"]: left to Terraform: the API knows no sync "
                                + NOWHERE + ".",
                        "polytomic_bulk_sync.orders: polytomic_sync.model depends on it; write the id there before the"
                                + " resource block goes.");
    }

    @Test
    @DisplayName("No secret of state or API stands in a manifest, a block or a sentence")
    void secrets() throws IOException {
        var release = take(STATE);
        assertThat(written.toString() + said + release.blocks() + release.commands())
                .contains("holds or may hold a secret")
                .doesNotContain(SECRET);
    }

    @Test
    @DisplayName(
            "A sync of another organization, one without id, a deposed one and one named twice stay with Terraform")
    void left() throws IOException {
        take("""
                {"version": 4, "resources": [{"mode": "managed", "type": "polytomic_bulk_sync", "name": "a", "instances": [
                  {"index_key": 0, "attributes": {"id": "%1$s", "organization": "9d2e7b40-0000-4000-8000-000000000002"}},
                  {"index_key": 1, "attributes": {"id": null}},
                  {"index_key": 2, "attributes": {"id": "%1$s"}},
                  {"index_key": 3, "attributes": {"id": "%1$s"}},
                  {"index_key": 4, "deposed": "ab12cd34", "attributes": {"id": "%1$s"}}]}]}
                """.formatted(ORDERS));
        assertThat(written).extracting(Exported::syncId).containsExactly(ORDERS);
        assertThat(said)
                .extracting(sentence -> sentence.replaceFirst("(organization) .*", "$1"))
                .containsExactly(
                        "polytomic_bulk_sync.a[0]: left to Terraform: it belongs to organization",
                        "polytomic_bulk_sync.a[1]: left to Terraform: the state has no id of it.",
                        "polytomic_bulk_sync.a[3]: left to Terraform: polytomic_bulk_sync.a[2] is the same sync.",
                        "polytomic_bulk_sync.a[4]: left to Terraform: Terraform was about to destroy it (deposed).");
    }

    @Test
    @DisplayName("What is no state of format 4 is refused in a sentence that repeats nothing of it")
    void refused() {
        remote.api.me();
        assertThatThrownBy(() -> read("{\"version\": 4, \"resources\": [" + SECRET))
                .hasMessage("STATE: t.tfstate is not JSON (line 1); a state is what \"terraform state pull\" prints.")
                .hasNoCause();
        assertThatThrownBy(() -> read("{\"version\": 3}"))
                .hasMessage("STATE: t.tfstate has the state format 3; this version reads format 4.");
        assertThatThrownBy(() -> read("{\"format_version\": \"1.0\", \"values\": {}}"))
                .hasMessageContaining("terraform show -json");
        assertThatThrownBy(() -> read("{\"encrypted_data\": \"x\"}")).hasMessageContaining("is encrypted");
    }
}
