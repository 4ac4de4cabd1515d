package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.client.Config;
import io.polytomic.operator.client.http.AllowedHosts;
import java.util.Set;

/**
 * How one operator runs.
 *
 * @param kubernetes which cluster, as whom
 * @param namespaces watched namespaces, empty for all
 * @param leaseNamespace where the leader election lease lives; null for no leader election
 * @param threads reconciliation threads
 * @param checksCrds whether start-up fails when the CRDs are not installed or older than the operator
 * @param takesWebhooks whether somebody hands deliveries to {@link OperatorProcess#webhooks}
 */
public record OperatorSettings(
        Config kubernetes,
        Set<String> namespaces,
        String leaseNamespace,
        int threads,
        AllowedHosts allowedHosts,
        boolean checksCrds,
        boolean takesWebhooks) {
    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }
}
