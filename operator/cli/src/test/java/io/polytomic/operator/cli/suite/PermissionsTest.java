package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.ModelSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.cluster.AuditedControlPlane;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.deploy.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as the service account, with the roles and with the arguments that deploy/kustomize renders. */
@ClusterTest
class PermissionsTest {
    private static final String HOME = "polytomic-operator";
    private static final String TEAM = "team-a";
    private static final String ACCOUNT = "system:serviceaccount:" + HOME + ":" + HOME;

    /** Enough of the Prometheus operator's CRD for the overlay to be applied whole. */
    private static final String SERVICE_MONITORS = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: servicemonitors.monitoring.coreos.com}
            spec:
              group: monitoring.coreos.com
              scope: Namespaced
              names: {kind: ServiceMonitor, plural: servicemonitors}
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """;

    private static final AuditLog.Access LEASE_UPDATE =
            new AuditLog.Access("coordination.k8s.io", "leases", "update", "polytomic-operator");

    /** Of durations in minutes; no manifest here states one like it. */
    private static final int FIRST_CHANGE = 1_000;

    @TempDir
    private static Path folder;

    private static AuditedControlPlane controlPlane;

    @BeforeAll
    static void start(Cluster cluster) {
        controlPlane = AuditedControlPlane.start(cluster.controlPlane().binaries(), folder);
        var admin = controlPlane.in("default");
        admin.kubectl("create", "namespace", TEAM).orFail();
        admin.kubectl().runWithInput(SERVICE_MONITORS, "apply", "-f", "-").orFail();
        admin.kubectl("wait", "--for=condition=Established", "crd/servicemonitors.monitoring.coreos.com")
                .orFail();
    }

    @AfterAll
    static void stop() {
        if (controlPlane != null) {
            controlPlane.close();
        }
    }

    @Test
    @DisplayName("overlays/production: the whole life of a sync and a run needs every verb of its roles, and no other")
    void production() {
        live("overlays/production");
    }

    @Test
    @DisplayName("overlays/namespaced: the same in one namespace, by a RoleBinding; other namespaces stay closed")
    void namespaced() {
        live("overlays/namespaced");
        var bundle = install("overlays/namespaced");
        try {
            assertThat(may("get", "secrets", TEAM)).isEqualTo("yes");
            assertThat(may("get", "secrets", "default")).isEqualTo("no");
            assertThat(may("list", "bulksyncs.sync.polytomic.com", "default")).isEqualTo("no");
        } finally {
            remove(bundle);
        }
    }

    @Test
    @DisplayName("Secrets can be read by name but neither listed nor followed nor changed, and no spec can be replaced")
    void limits() {
        var bundle = install("base");
        try {
            assertThat(may("get", "secrets", TEAM)).isEqualTo("yes");
            for (var verb : List.of("list", "watch", "create", "update", "patch", "delete")) {
                assertThat(may(verb, "secrets", TEAM)).as(verb).isEqualTo("no");
            }
            assertThat(may("update", "bulksyncs.sync.polytomic.com", TEAM)).isEqualTo("no");
            assertThat(may("delete", "bulksyncs.sync.polytomic.com", TEAM)).isEqualTo("no");
            assertThat(may("create", "bulksyncruns.sync.polytomic.com", TEAM)).isEqualTo("no");
            assertThat(may("patch", "modelsyncs.sync.polytomic.com", TEAM)).isEqualTo("no");
            assertThat(may("create", "pods", HOME)).isEqualTo("no");
        } finally {
            remove(bundle);
        }
    }

    private static void live(String overlay) {
        var bundle = install(overlay);
        var audit = new AuditLog(controlPlane.log(), ACCOUNT);
        try (var stage = Stage.dark(controlPlane.in(TEAM));
                var operator = ChildOperator.start(kubeconfig(), arguments(bundle))) {
            everything(stage);
            conflicts(stage, audit);
            end(stage);
            assertThat(operator.output())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("forbidden"))
                    .noneMatch(line -> line.contains(" ERROR "));
        } finally {
            remove(bundle);
        }
        var used = audit.allowed();
        var roles = bundle.ofKinds("ClusterRole", "Role").only(PermissionsTest::isTheOperators);
        assertThat(audit.refused()).as("asked for and refused").isEmpty();
        assertThat(AuditLog.grants(roles))
                .as("granted and never used")
                .isNotEmpty()
                .allMatch(grant -> used.stream().anyMatch(grant::covers) || grant.equals(LEASE_UPDATE));
    }

    @Test
    @DisplayName("Without update on its lease the framework does not even try, although it only ever patches it")
    void leaseUpdate() throws InterruptedException {
        var bundle = install("overlays/production");
        var cluster = controlPlane.in(HOME);
        cluster.kubectl(
                        "patch",
                        "role",
                        "polytomic-operator-leader-election",
                        "--type=json",
                        "--patch=[{\"op\": \"replace\", \"path\": \"/rules/1/verbs\", \"value\": [\"get\", \"patch\"]}]")
                .orFail();
        try (var operator = ChildOperator.start(kubeconfig(), arguments(bundle))) {
            assertThat(operator.ends()).isTrue();
            assertThat(String.join("\n", operator.output())).contains("The operator could not be started", "lease");
        } finally {
            remove(bundle);
        }
    }

    /** Whatever an operator does: created, changed twice alike, run, run expired, drift, deleted with its remote sync. */
    private static void everything(Stage stage) {
        stage.connect();
        stage.apply(Manifests.sync("orders", "deletion: Delete\nconcurrencyLimit: 2\n" + Manifests.ORDERS)
                + Manifests.object("BulkSyncRun", "first", "bulkSyncRef: {name: orders}\nttlAfterFinished: 1s"));
        stage.waitFor("bsync/orders", "Ready");
        Stage.eventually()
                .until(() -> stage.status("bsync/orders").path("runs").size() == 1 && !stage.exists("brun/first"));
        stage.apply(Manifests.object("ModelSync", "users", "name: Users to contacts"));
        stage.stalled("msync/users", "RemoteMissing");
        for (int limit : List.of(3, 2, 3, 2)) {
            stage.patch("bsync/orders", "{\"spec\": {\"concurrencyLimit\": %d}}".formatted(limit));
            stage.readyAgain("bsync/orders");
        }
    }

    /** Somebody else writes between the operator's look and its write: it reads the object again, whatever its kind. */
    private static void conflicts(Stage stage, AuditLog audit) {
        stage.patch("bsync/orders", "{\"spec\": {\"suspend\": true}}");
        stage.apply(Manifests.run("held", "orders"));
        var client = stage.cluster().client();
        collide(
                audit,
                "bulksyncruns",
                client.resources(BulkSyncRun.class),
                "held",
                "{\"spec\": {\"timeout\": \"%dm\"}}");
        stage.kubectl("delete", "brun", "held", "--timeout=30s");
        collide(
                audit,
                "modelsyncs",
                client.resources(ModelSync.class),
                "users",
                "{\"spec\": {\"name\": \"users %d\"}}");
        collide(
                audit,
                "polytomicorganizations",
                client.resources(PolytomicOrganization.class),
                "default",
                "{\"spec\": {\"sweepInterval\": \"%dm\"}}");
    }

    private static <T extends HasMetadata> void collide(
            AuditLog audit, String resource, MixedOperation<T, ?, Resource<T>> operation, String name, String change) {
        var object = operation.inNamespace(TEAM).withName(name);
        var merge = PatchContext.of(PatchType.JSON_MERGE);
        var count = new AtomicInteger(FIRST_CHANGE);
        Stage.eventually().until(() -> {
            object.patch(merge, change.formatted(count.incrementAndGet()));
            object.patch(merge, "{\"metadata\": {\"labels\": {\"touched\": \"%d\"}}}".formatted(count.get()));
            return audit.allowed().stream()
                    .anyMatch(access ->
                            access.resource().equals(resource) && access.verb().equals("get"));
        });
    }

    private static void end(Stage stage) {
        stage.kubectl("delete", "bsync", "orders", "--timeout=30s");
        stage.kubectl("delete", "porg", "default", "--timeout=30s");
        assertThat(stage.api().world().syncIds()).isEmpty();
    }

    /** Not those for people, which the operator is never bound to. */
    private static boolean isTheOperators(JsonNode role) {
        return !role.at("/metadata/labels").toString().contains("aggregate-to-");
    }

    private static Bundle install(String overlay) {
        var bundle = Bundle.kustomize(overlay);
        everywhere(bundle, "apply");
        return bundle;
    }

    private static void remove(Bundle bundle) {
        everywhere(bundle.only(object -> !object.path("kind").asText().equals("Namespace")), "delete");
    }

    /** kubectl is told a namespace here, and then takes no object of another one. */
    private static void everywhere(Bundle bundle, String verb) {
        for (var namespace : List.of(HOME, TEAM)) {
            var own = bundle.only(
                    object -> object.at("/metadata/namespace").asText(HOME).equals(namespace));
            if (!own.objects().isEmpty()) {
                controlPlane
                        .in(namespace)
                        .kubectl()
                        .runWithInput(own.yaml(), verb, "-f", "-")
                        .orFail();
            }
        }
    }

    /** As in the pod: the account's token, and its namespace as the operator's own. */
    private static Path kubeconfig() {
        var cluster = controlPlane.in(HOME);
        var token = cluster.kubectl("create", "token", HOME).orFail().strip();
        var kubeconfig = cluster.controlPlane()
                .kubeconfig()
                .replaceAll("token: \"[^\"]*\"", "token: \"" + token + "\"")
                .replace("namespace: default", "namespace: " + HOME);
        try {
            return Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the container, after the word run; but the simulated API is at another host than the real one. */
    private static String[] arguments(Bundle bundle) {
        var arguments = new ArrayList<String>();
        bundle.get("Deployment/polytomic-operator")
                .at("/spec/template/spec/containers/0/args")
                .forEach(argument -> arguments.add(argument.asText()));
        assertThat(arguments.remove(0)).isEqualTo("run");
        arguments.removeIf(argument -> argument.startsWith("--allowed-hosts="));
        return arguments.toArray(String[]::new);
    }

    private static String may(String verb, String resource, String namespace) {
        return controlPlane
                .in(namespace)
                .kubectl("auth", "can-i", verb, resource, "--as=" + ACCOUNT)
                .stdout()
                .strip();
    }
}
