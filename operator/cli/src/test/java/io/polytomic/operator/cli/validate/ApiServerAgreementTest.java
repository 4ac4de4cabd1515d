package io.polytomic.operator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.cli.cluster.Cluster;
import io.polytomic.operator.cli.cluster.ClusterTest;
import io.polytomic.operator.cli.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code validate} and the real API server say the same of every manifest of a large corpus. */
@ClusterTest
class ApiServerAgreementTest {
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final Map<String, String> PLURALS = Map.of(
            "PolytomicOrganization",
            "polytomicorganizations",
            "BulkSync",
            "bulksyncs",
            "BulkSyncRun",
            "bulksyncruns",
            "ModelSync",
            "modelsyncs");

    @Test
    @DisplayName("What validate takes the API server takes, what it refuses the API server refuses")
    void agree(Cluster cluster) throws IOException {
        var validator = new Validator();
        var corpus = Corpus.read();
        var differing = new ArrayList<String>();
        assertThat(corpus).hasSizeGreaterThan(500);
        int accepted = 0;
        for (var entry : corpus.entrySet()) {
            var offline = validator.check(entry.getValue());
            var online = refusal(cluster, entry.getValue());
            accepted += online.isEmpty() ? 1 : 0;
            if (offline.isEmpty() != online.isEmpty()) {
                differing.add("%s: validate %s, server %s"
                        .formatted(
                                entry.getKey(),
                                offline.stream().map(Finding::sentence).toList(),
                                online.orElse("takes it")));
            }
        }
        assertThat(differing).isEmpty();
        assertThat(accepted).as("good ones of %d", corpus.size()).isBetween(100, corpus.size() - 100);
    }

    /** What {@code kubectl apply --dry-run=server} would be told; empty when it is accepted. */
    private static Optional<String> refusal(Cluster cluster, Manifest manifest) {
        var uri = "%sapis/sync.polytomic.com/v1alpha1/namespaces/%s/%s?dryRun=All&fieldValidation=Strict"
                .formatted(cluster.client().getMasterUrl(), cluster.namespace(), PLURALS.get(manifest.kind()));
        var content = manifest.content().deepCopy();
        if (content.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("namespace");
        }
        try {
            cluster.client().raw(uri, "POST", content.toString());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isIn(BAD_REQUEST, UNPROCESSABLE);
            return Optional.of(e.getMessage());
        }
    }
}
