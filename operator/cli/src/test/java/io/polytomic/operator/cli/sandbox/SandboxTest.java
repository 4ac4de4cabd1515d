package io.polytomic.operator.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.polytomic.operator.cli.operator.OperatorProcess;
import io.polytomic.operator.cli.operator.OperatorSettings;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a process would run it, on the control plane of this machine or the mock. */
class SandboxTest {
    private static final String STUCK = """
            apiVersion: v1
            kind: Secret
            metadata: {name: polytomic, namespace: data}
            stringData: {apiKey: sandbox-key}
            ---
            apiVersion: sync.polytomic.com/v1alpha1
            kind: PolytomicOrganization
            metadata: {name: default, namespace: data}
            spec:
              url: https://app.polytomic.com
              credentials: {secretRef: {name: polytomic, key: apiKey}}
            ---
            apiVersion: sync.polytomic.com/v1alpha1
            kind: BulkSync
            metadata: {name: orders, namespace: data}
            spec:
              requireApprovalFor: [Create]
              mode: replicate
              source: {connectionName: Postgres prod}
              destination: {connectionName: Snowflake}
              defaultSchedule: {frequency: manual}
              schemas: [{id: public.orders}]
            ---
            apiVersion: sync.polytomic.com/v1alpha1
            kind: BulkSyncRun
            metadata: {name: now, namespace: data}
            spec: {bulkSyncRef: {name: orders}}
            """;

    @Test
    @Timeout(120)
    @DisplayName("A sync that waits for a person ends it, with the reasons in a line each; missing namespaces are made")
    void stuck(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("all.yaml"), STUCK);
        var out = new StringWriter();
        try (var sandbox = new Sandbox(new PrintWriter(out), 1, false, true)) {
            sandbox.apply(Folder.read(folder));
            assertThat(sandbox.watch(false)).isFalse();
        }
        assertThatItWaitsForAPerson(out.toString());
    }

    @Test
    @Timeout(120)
    @DisplayName("Without an operator of its own it names the kubeconfig with which another one does the same")
    void anotherOperator(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("all.yaml"), STUCK);
        var out = new StringWriter();
        try (var sandbox = new Sandbox(new PrintWriter(out), 1, false, false);
                var operator = operator(out.toString())) {
            sandbox.apply(Folder.read(folder));
            operator.start();
            assertThat(sandbox.watch(false)).isFalse();
        }
        assertThatItWaitsForAPerson(out.toString());
    }

    private static OperatorProcess operator(String printed) {
        var kubeconfig = printed.replaceAll("(?s).*export KUBECONFIG=(\\S+).*", "$1");
        return new OperatorProcess(
                new OperatorSettings(
                        Config.fromKubeconfig(new File(kubeconfig)),
                        Set.of(),
                        null,
                        2,
                        AllowedHosts.DEFAULT,
                        true,
                        false),
                Metrics.NOOP,
                CallListener.NONE);
    }

    private static void assertThatItWaitsForAPerson(String out) {
        var end = out.substring(out.indexOf("Nothing can move any more:"));
        assertThat(end.lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.startsWith("BulkSync orders: ApprovalRequired: ") && line.contains("kubectl annotate"))
                .anyMatch(line -> line.startsWith("BulkSyncRun now: Pending: BulkSync orders is not ready"));
    }
}
