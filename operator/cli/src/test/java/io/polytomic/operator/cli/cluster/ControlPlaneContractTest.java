package io.polytomic.operator.cli.cluster;

import org.junit.jupiter.api.BeforeEach;

/** The contract as the real kube-apiserver keeps it: this one is right by definition. */
@ClusterTest
class ControlPlaneContractTest extends KubernetesApiContract {

    @BeforeEach
    void useCluster(Cluster cluster) {
        use(cluster.client(), cluster.namespace());
        applyCrd();
    }
}
