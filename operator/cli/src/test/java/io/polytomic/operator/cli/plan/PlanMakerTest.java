package io.polytomic.operator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.polytomic.operator.controller.engine.Preview.Action;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.simulator.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanMakerTest {
    static final String SYNCS = """
            syncs:
              - id: 248df4b7-0000-4000-8000-000000000001
                source: Postgres prod
                destination: Snowflake
                body:
                  name: orders
                  destination_configuration: {schema: analytics}
                  automatically_add_new_fields: none
                  schemas: [{id: public.orders}, {id: public.users, fields: [{id: email, obfuscate: true}]}]
              - {source: Postgres prod, destination: Snowflake, count: 60, body: {name: many}}
              - {source: Postgres prod, destination: Snowflake, body: {name: twin}}
              - {source: Postgres prod, destination: Snowflake, body: {name: twin}}
            """;

    private Remote remote;

    @BeforeEach
    void start() throws Exception {
        remote = new Remote(seeded());
    }

    static SimulatorOptions seeded() throws Exception {
        try (var in = SimulatorOptions.class.getResourceAsStream("/default-seed.yaml")) {
            return SimulatorOptions.defaults().withSeedYaml(new String(in.readAllBytes(), "UTF-8") + SYNCS);
        }
    }

    @AfterEach
    void stop() {
        assertThat(remote.methods()).as("a plan only reads").containsOnly("GET");
        remote.close();
    }

    static String sync(String name, String more) {
        return """
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSync
                metadata: {name: %s}
                spec:
                  mode: replicate
                  source: {connectionName: Postgres prod}
                  destination: {connectionName: Snowflake, configuration: {schema: analytics}}
                  defaultSchedule: {frequency: manual}
                """.formatted(name) + more.indent(2);
    }

    private static final String AS_IT_IS =
            "schemas: [{id: public.orders}, {id: public.users, fields: [{id: email, obfuscate: true}]}]";

    @Test
    @DisplayName("A manifest that says what is there changes nothing: exit code 0")
    void unchanged() {
        var result = remote.plan(sync("orders", AS_IT_IS));
        assertThat(result.objects()).extracting(Planned::action).containsExactly(Action.NONE);
        assertThat(result.objects().get(0).syncId()).isEqualTo("248df4b7-0000-4000-8000-000000000001");
        assertThat(result.exitCode()).isZero();
        assertThat(PlanOutput.text.write(result, false)).isEqualTo("""
                data/orders: unchanged (sync 248df4b7-0000-4000-8000-000000000001)
                1 object: 1 unchanged.
                """);
    }

    @Test
    @DisplayName("Other wishes for a sync that is there are a take-over that needs a yes as a whole: exit code 2")
    void adopt() {
        var result = remote.plan(sync("orders", AS_IT_IS + "\nconcurrencyLimit: 3"));
        var planned = result.objects().get(0);
        assertThat(planned.action()).isEqualTo(Action.ADOPT);
        assertThat(planned.hash()).isEqualTo(planned.plan().hash());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(PlanOutput.text.write(result, false))
                .contains("data/orders: take over and change (sync 248df4b7-0000-4000-8000-000000000001)")
                .contains("  + concurrencyLimit: (none) -> 3  [Metadata]")
                .contains("sync.polytomic.com/approved-plan=" + planned.hash());
    }

    @Test
    @DisplayName("Where the operator manages it already, it is an update, and only the gated changes need a yes")
    void update() {
        var yaml = sync("orders", AS_IT_IS.replace("obfuscate: true", "obfuscate: false") + "\nconcurrencyLimit: 3");
        var planned = remote.plan(yaml, ClusterState.UNKNOWN.assumingManaged())
                .objects()
                .get(0);
        assertThat(planned.action()).isEqualTo(Action.UPDATE);
        assertThat(planned.plan().impacts()).containsExactlyInAnyOrder(Impact.METADATA, Impact.EXPOSURE);
        assertThat(planned.hash()).as("neither needs approval by default").isNull();
        var gated = remote.plan(yaml + "  requireApprovalFor: [Exposure]\n", ClusterState.UNKNOWN.assumingManaged())
                .objects()
                .get(0);
        assertThat(gated.waiting().changes())
                .extracting(c -> c.path())
                .containsExactly("schemas[public.users].fields[email].obfuscate");
        assertThat(gated.hash())
                .isEqualTo(gated.waiting().hash())
                .isNotEqualTo(gated.plan().hash());
    }

    @Test
    @DisplayName("A sync nobody knows is created, every stated member with it")
    void create() {
        var result = remote.plan(sync("fresh", AS_IT_IS));
        assertThat(result.objects().get(0).action()).isEqualTo(Action.CREATE);
        assertThat(result.objects().get(0).plan().changes())
                .extracting(c -> c.path())
                .contains("mode", "schemas[public.users].fields[email].obfuscate");
    }

    @Test
    @DisplayName(
            "A mask rule that covers no column is warned of, of a new sync and of one that is there, in every output")
    void idleRule() {
        var misspelt = AS_IT_IS + "\nmaskRules: [{schemas: '*', fields: '*emial*'}, {schemas: '*', fields: '*EMAIL*'}]";
        var warning = "Warning: Mask rule {schemas: \"*\", fields: \"*emial*\"} matches no field yet.";
        for (var name : new String[] {"fresh", "orders"}) {
            var result = remote.plan(sync(name, misspelt));
            assertThat(PlanOutput.text.write(result, false)).contains("  " + warning + "\n");
            assertThat(result.objects().get(0).warnings()).as(name).hasSize(1);
            assertThat(PlanOutput.markdown.write(result, false)).contains("**Warning** data/" + name, "emial");
            assertThat(PlanOutput.json.write(result, false)).contains("\"warnings\" : [ \"Mask rule");
        }
    }

    @Test
    @DisplayName("Two objects that load the same tables are warned of: one that was renamed in Git loads twice")
    void sameTables() {
        var result = remote.plan(sync("fresh", AS_IT_IS) + sync("renamed", "schemas: [{id: public.users}]"));
        assertThat(result.objects().get(0).warnings())
                .containsExactly(
                        "BulkSync data/renamed loads the same tables (public.users), by a sync of its own. If it is this object"
                                + " under another name, state that name in spec.name.");
        assertThat(result.objects().get(1).warnings()).hasSize(1);
        assertThat(result.exitCode()).as("a warning is no error").isEqualTo(2);
    }

    @Test
    @DisplayName("A denied impact makes it an error that names object and impact")
    void deny() {
        var yaml = sync("orders", AS_IT_IS.replace("obfuscate: true", "obfuscate: false"));
        assertThat(remote.plan(yaml, Impact.RESYNC).exitCode()).isEqualTo(2);
        var result = remote.plan(yaml, Impact.RESYNC, Impact.EXPOSURE);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(PlanOutput.text.write(result, false))
                .endsWith("data/orders: its plan has the denied impact Exposure.\n");
    }

    @Test
    @DisplayName("What stands in the way is a sentence for each object, and the others are planned all the same")
    void problems() {
        var result = remote.plan(sync("twin", AS_IT_IS)
                + sync("lost", AS_IT_IS).replace("Postgres prod", "Postgers")
                + sync("wrong", "schemas: [{id: public.user}]")
                + sync("field", "schemas: [{id: public.users, fields: [{id: emial, obfuscate: true}]}]")
                + sync("typo", "shemas: []")
                + sync("gone", "syncId: 248df4b7-0000-4000-8000-00000000dead")
                + sync("orders", AS_IT_IS));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(PlanOutput.text.write(result, false))
                .contains("data/twin: problem (AmbiguousMatch)")
                .contains("2 remote syncs have this name, source and destination: ")
                .contains(
                        "source.connectionName: there is no connection \"Postgers\"; there are: Postgres prod, Salesforce")
                .contains("schemas: the source has no schema \"public.user\"; the nearest are public.users")
                .contains("there is no field \"emial\"; the nearest are email")
                .contains("spec.shemas: there is no member \"shemas\"; did you mean schemas.\n  syncs.yaml:50")
                .contains("data/gone: problem (RemoteMissing)")
                .contains("data/orders: unchanged")
                .contains("7 objects: 1 unchanged, 6 with a problem.");
    }

    @Test
    @DisplayName("Of a manifest everything that validate finds wrong is told, not only the first of it")
    void allThatIsWrong() {
        assertThat(remote.plan(sync("typos", "shemas: []\nconcurrencyLimit: many"))
                        .objects()
                        .get(0)
                        .problem())
                .isEqualTo(
                        "spec.shemas: there is no member \"shemas\"; did you mean schemas. spec.concurrencyLimit: must be a"
                                + " whole number from 0 to 10000, found \"many\".");
    }

    @Test
    @DisplayName("Two manifests that mean the same new sync: the second waits for the first, as in a cluster")
    void competing() {
        var result = remote.plan(sync("a", AS_IT_IS + "\nname: fresh") + sync("b", AS_IT_IS + "\nname: fresh"));
        assertThat(result.objects()).extracting(Planned::action).containsExactly(Action.CREATE, Action.PROBLEM);
        assertThat(result.objects().get(1).problem())
                .isEqualTo("BulkSync a has the same name, source and destination and goes first.");
    }

    @Test
    @DisplayName("The whole list is read: a sync of the second page is found")
    void secondPage() {
        assertThat(remote.plan(sync("many-00060", AS_IT_IS)).objects().get(0).action())
                .isEqualTo(Action.ADOPT);
        assertThat(remote.plan(sync("many-00001", AS_IT_IS)).objects().get(0).action())
                .isEqualTo(Action.ADOPT);
    }

    @Test
    @DisplayName("A sync of another organization is skipped with a sentence, not planned against this one")
    void elsewhere() {
        var result = remote.plan(sync("orders", AS_IT_IS) + """
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: PolytomicOrganization
                metadata: {name: default}
                spec:
                  url: https://app.polytomic.com
                  organizationId: 248df4b7-0000-4000-8000-000000000099
                  credentials: {secretRef: {name: polytomic, key: apiKey}}
                """);
        assertThat(result.objects()).isEmpty();
        assertThat(result.elsewhere())
                .containsExactly(
                        "data/orders: belongs to organization 248df4b7-0000-4000-8000-000000000099; the key is one"
                                + " of 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01.");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    @DisplayName("An organization that does not admit the namespace is a problem here, too")
    void access() {
        var result =
                remote.plan(sync("orders", AS_IT_IS + "\norganizationRef: {name: shared, namespace: platform}") + """
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: PolytomicOrganization
                metadata: {name: shared, namespace: platform}
                spec:
                  url: https://app.polytomic.com
                  credentials: {secretRef: {name: polytomic, key: apiKey}}
                """);
        assertThat(result.objects().get(0).reason()).isEqualTo("OrganizationAccessDenied");
    }

    @Test
    @DisplayName("The JSON has the documented members")
    void json() throws Exception {
        var result = remote.plan(sync("orders", AS_IT_IS + "\nconcurrencyLimit: 3") + """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: other}
                """);
        var json = new ObjectMapper().readTree(PlanOutput.json.write(result, true));
        var object = json.path("objects").get(0);
        assertThat(json.path("formatVersion").asInt()).isEqualTo(1);
        assertThat(json.path("exitCode").asInt()).isEqualTo(2);
        assertThat(json.path("skipped").path("Deployment").asInt()).isEqualTo(1);
        assertThat(json.path("totals").path("adopt").asInt()).isEqualTo(1);
        assertThat(json.path("totals").path("impacts").path("Metadata").asInt()).isEqualTo(1);
        assertThat(object.path("action").asText()).isEqualTo("adopt");
        assertThat(object.path("namespace").asText() + "/" + object.path("name").asText())
                .isEqualTo("data/orders");
        assertThat(object.path("hash").asText())
                .isEqualTo(result.objects().get(0).hash())
                .startsWith("v1-");
        assertThat(object.path("changes").get(0).toString())
                .isEqualTo(
                        "{\"path\":\"concurrencyLimit\",\"from\":null,\"to\":3,\"impacts\":[\"Metadata\"],\"needsApproval\":true}");
    }

    @Test
    @DisplayName(
            "A comment on a pull request shows no subscriber and no filter value, and no value can break out of it")
    void markdown() {
        var result = remote.plan(sync("orders", """
                errorHandling: {subscribers: [secret.person@example.com]}
                schemas:
                  - id: public.users
                    userOutputName: "```</details><b>"
                    filters: [{fieldId: country, function: Equality, value: Atlantis}]
                """));
        var markdown = PlanOutput.markdown.write(result, true);
        assertThat(markdown)
                .startsWith("### Polytomic plan\n\n1 object: 1 to take over.")
                .contains("| data/orders | take over and change |")
                .contains("errorHandling.subscribers: 0 entries -> 1 entry")
                .contains("\n````diff\n")
                .doesNotContain("secret.person")
                .doesNotContain("Atlantis");
        assertThat(PlanOutput.text.write(result, false))
                .contains("secret.person")
                .contains("Atlantis");
    }
}
