package io.polytomic.operator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.manifest.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
    private static final String ORGANIZATION = """
            ---
            apiVersion: sync.polytomic.com/v1alpha1
            kind: PolytomicOrganization
            metadata: {name: default, namespace: data}
            spec:
              url: https://app.polytomic.com
              credentials: {secretRef: {name: polytomic, key: apiKey}}
            """;

    private static String sync(String name, String namespace, String more) {
        return """
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSync
                metadata: {name: %s, namespace: %s}
                spec: {syncId: 248df4b7-0000-4000-8000-00000000000%d%s}
                """.formatted(name, namespace, name.length(), more);
    }

    private static String run(String sync) {
        return """
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSyncRun
                metadata: {name: once, namespace: data}
                spec: {bulkSyncRef: {name: %s}}
                """.formatted(sync);
    }

    private static List<String> lines(String yaml) {
        return Validation.of(ManifestReader.read("f.yaml", yaml)).lines();
    }

    @Test
    @DisplayName("References that lead to an object of these files are fine")
    void found() {
        assertThat(lines(ORGANIZATION + sync("orders", "data", "") + run("orders")))
                .containsExactly("3 objects, 0 errors, 0 warnings.");
    }

    @Test
    @DisplayName("A reference beside others of its kind is an error with the nearest name, a lonely one a warning")
    void references() {
        assertThat(lines(sync("orders", "data", "") + run("order")))
                .containsExactly(
                        "f.yaml:5: BulkSync/orders: spec.organizationRef: warning: no PolytomicOrganization \"default\" in"
                                + " namespace data is among these files.",
                        "f.yaml:10: BulkSyncRun/once: spec.bulkSyncRef.name: there is no BulkSync \"order\" in namespace"
                                + " data; did you mean orders.",
                        "2 objects, 1 error, 1 warning.");
        assertThat(lines(ORGANIZATION + sync("orders", "other", "")))
                .first()
                .asString()
                .contains("there is no PolytomicOrganization \"default\" in namespace other");
    }

    @Test
    @DisplayName(
            "A name that is in another namespace is said to be there, and names of other namespaces are not proposed")
    void otherNamespaces() {
        var organizations = ORGANIZATION + ORGANIZATION.replace("namespace: data", "namespace: team-a");
        assertThat(lines(organizations + sync("orders", "team-a", "") + run("orders")))
                .first()
                .asString()
                .endsWith(
                        "there is no BulkSync \"orders\" in namespace data; orders is in namespace team-a, a run must be in the"
                                + " namespace of its sync.");
        assertThat(lines(organizations + sync("orders", "team-a", "") + sync("users", "data", "") + run("order")))
                .first()
                .asString()
                .endsWith("there is no BulkSync \"order\" in namespace data; there is users.");
        assertThat(lines(organizations + sync("orders", "team-a", "") + run("order")))
                .first()
                .asString()
                .endsWith("there is no BulkSync \"order\" in namespace data; there is none at all.");
        assertThat(lines(ORGANIZATION + sync("orders", "other", "")))
                .first()
                .asString()
                .endsWith(
                        "there is no PolytomicOrganization \"default\" in namespace other; default is in namespace data, which"
                                + " spec.organizationRef.namespace must name.");
    }

    @Test
    @DisplayName("Of many names five are listed, and the others counted")
    void many() {
        var syncs = new StringBuilder(ORGANIZATION);
        for (var name : List.of("a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg")) {
            syncs.append(sync(name, "data", ""));
        }
        assertThat(lines(syncs + run("something-else")))
                .first()
                .asString()
                .endsWith("there are a, bb, ccc, dddd, eeeee and 2 more.");
    }

    @Test
    @DisplayName("The same object twice names both places; the same remote sync twice is a warning")
    void duplicates() {
        var twice = lines(ORGANIZATION + sync("orders", "data", "") + sync("orders", "data", ""));
        assertThat(twice)
                .containsExactly(
                        "f.yaml:16: BulkSync/orders: metadata.name: the same object is given already in f.yaml:11.",
                        "f.yaml:17: BulkSync/orders: spec.syncId: warning: BulkSync/orders names the same sync (f.yaml:12);"
                                + " only one of them will manage it.",
                        "3 objects, 1 error, 1 warning.");
    }

    @Test
    @DisplayName("A thousand files are a matter of seconds")
    void aThousandFiles(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 1000; i++) {
            Files.writeString(folder.resolve(i + ".yaml"), """
                    apiVersion: sync.polytomic.com/v1alpha1
                    kind: BulkSync
                    metadata: {name: orders-%d}
                    spec:
                      mode: replicate
                      source: {connectionName: Postgres}
                      destination: {connectionName: Snowflake}
                      defaultSchedule: {frequency: daily, hour: 2, minute: 30}
                      schemas: [{id: public.orders, fields: [{id: email, obfuscate: true}]}]
                    """.formatted(i));
        }
        var before = System.nanoTime();
        var validation = Validation.of(ManifestReader.read(List.of(folder)));
        assertThat(validation.errors()).isZero();
        assertThat(validation.manifests().all()).hasSize(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    private static String copy(String name, String more) {
        return """
                ---
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSync
                metadata: {name: %s, namespace: data}
                spec:
                  mode: replicate
                  source: {connectionName: Postgres}
                  destination: {connectionName: Snowflake, configuration: {schema: analytics}}
                  defaultSchedule: {frequency: manual}
                """.formatted(name) + more.indent(2);
    }

    private static String warnings(String... syncs) {
        return String.join("\n", lines(ORGANIZATION + String.join("", syncs)));
    }

    @Test
    @DisplayName(
            "Two manifests that load the same tables into the same place are warned of, each with the other's place")
    void sameTables() {
        assertThat(warnings(
                        copy("a", "schemas: [{id: public.orders}, {id: public.users}]"),
                        copy("b", "schemas: [{id: public.users}]")))
                .contains("BulkSync/a: spec.destination: warning: BulkSync/b (f.yaml:25) loads the same tables"
                        + " (public.users), by a sync of its own.")
                .contains("BulkSync/b: spec.destination: warning: BulkSync/a (f.yaml:")
                .contains("0 errors, 2 warnings");
        assertThat(warnings(copy("a", "allSchemas: true"), copy("b", "schemas: [{id: public.users}]")))
                .contains("0 errors, 2 warnings");
        assertThat(warnings(copy("a", "allSchemas: true"), copy("b", "allSchemas: true")))
                .contains("loads the same tables (all)");
    }

    @Test
    @DisplayName(
            "No warning where tables, place or source differ, or both say which sync they mean, be it the same one")
    void otherTables() {
        var users = copy("a", "schemas: [{id: public.users}]");
        for (var other : List.of(
                copy("b", "schemas: [{id: public.orders}, {id: public.users, enabled: false}]"),
                copy("b", "schemas: [{id: public.users, userOutputName: people}]"),
                copy("b", "schemas: [{id: public.users}]").replace("analytics", "staging"),
                copy("b", "schemas: [{id: public.users}]\nname: a"),
                copy("b", "schemas: [{id: public.users}]").replace("Postgres", "MySQL"))) {
            assertThat(warnings(users, other)).as(other).contains("0 errors, 0 warnings");
        }
        assertThat(warnings(
                        copy("a", "schemas: [{id: u}]\nsyncId: 248df4b7-0000-4000-8000-000000000001"),
                        copy("b", "schemas: [{id: u}]\nsyncId: 248df4b7-0000-4000-8000-000000000002")))
                .contains("0 errors, 0 warnings");
    }

    @Test
    @DisplayName("Of many others, three are named")
    void threeOfMany() {
        var all = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            all.append(copy("s" + i, "schemas: [{id: public.users}]"));
        }
        assertThat(warnings(all.toString())).contains("0 errors, 900 warnings");
    }
}
