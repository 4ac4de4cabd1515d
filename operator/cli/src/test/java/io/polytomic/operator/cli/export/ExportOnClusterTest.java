package io.polytomic.operator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.cluster.RunningOperator;
import io.polytomic.operator.cli.plan.Remote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code export | kubectl apply -f -} on the real API server. */
@ClusterTest
class ExportOnClusterTest {

    @Test
    @DisplayName("Every sync of an organization is adopted, without one write to the remote")
    void adoptsAll(Cluster cluster) throws Exception {
        try (var remote =
                new Remote(ExporterTest.world().withStart(Instant.now()).withSpeed(1))) {
            var exported = new ArrayList<Exported>();
            new Exporter(remote.api, false, null, (done, all) -> {}).export(List.of(), exported::add);
            assertThat(exported).hasSize(60);
            try (var operator = RunningOperator.start(cluster, remote.simulator.url())) {
                assertThat(operator).isNotNull();
                RunningOperator.apply(
                        cluster, exported.stream().map(e -> "---\n" + e.yaml()).collect(Collectors.joining()));
                cluster.kubectl("wait", "--for=condition=Ready", "bulksync", "--all", "--timeout=90s")
                        .orFail();
            }
            var held = cluster.client()
                    .resources(BulkSync.class)
                    .inNamespace(cluster.namespace())
                    .list()
                    .getItems();
            assertThat(held)
                    .extracting(sync -> sync.getStatus().syncId())
                    .containsExactlyInAnyOrderElementsOf(
                            exported.stream().map(Exported::syncId).toList());
            assertThat(remote.methods()).as("the journal of the API").containsOnly("GET");
        }
    }
}
