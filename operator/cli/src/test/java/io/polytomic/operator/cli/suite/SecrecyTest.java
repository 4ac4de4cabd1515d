package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The look-over at the end of every stage searches objects, events and logs for keys; here the keys are pushed at them. */
@ClusterTest
class SecrecyTest {

    @ParameterizedTest(name = "status {0}")
    @CsvSource({
        "400, POST, /api/bulk/syncs",
        "422, POST, /api/bulk/syncs/[^/]+/executions",
        "403, GET, /api/connections",
        "401, GET, /api/bulk/syncs",
        "500, GET, /api/me"
    })
    @DisplayName("An API that quotes the key in an error is not quoted in turn")
    void echoed(int status, String method, String path, Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.api()
                    .fault(Fault.always(FaultKind.STATUS, method, path)
                            .withStatus(status)
                            .withBody("{\"message\": \"token %s is not good for this\", \"status\": %d}"
                                    .formatted(Stage.KEY, status)));
            stage.apply(Manifests.secret("polytomic", Stage.KEY)
                    + Manifests.organization("default", "polytomic", stage.url())
                    + Manifests.sync("orders", Manifests.ORDERS)
                    + Manifests.run("first", "orders"));

            Stage.eventually()
                    .until(() -> stage.callsSince(0).stream()
                            .anyMatch(call -> !call.fault().isEmpty()));
            Stage.eventually()
                    .untilAsserted(() -> assertThat(stage.kubectl(
                                    "get", "polytomic", "-o", "jsonpath={.items[*].status.conditions[*].status}"))
                            .contains("False"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Stage.KEY + "\\u0007", "Bearer " + Stage.KEY, Stage.KEY + " " + Stage.KEY})
    @DisplayName("A Secret that holds no usable key is described, not shown")
    void unusable(String value, Cluster cluster) {
        try (var stage = Stage.open(cluster)) {
            stage.apply(
                    Manifests.secret("polytomic", value) + Manifests.organization("default", "polytomic", stage.url()));

            Stage.eventually()
                    .until(() -> stage.condition("porg/default", "Stalled")
                            .path("status")
                            .asText()
                            .equals("True"));
        }
    }
}
