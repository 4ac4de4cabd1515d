package io.polytomic.operator.cli.plan;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import java.util.List;

/**
 * What is known of the cluster besides the manifests.
 *
 * @param managed true to take for granted that every object already holds the remote sync it matches
 */
public record ClusterState(List<PolytomicOrganization> organizations, List<BulkSync> syncs, boolean managed) {
    /** Nothing: every object is taken as a new one, as far as its manifest does not say otherwise. */
    public static final ClusterState UNKNOWN = new ClusterState(List.of(), List.of(), false);

    public ClusterState {
        organizations = List.copyOf(organizations);
        syncs = List.copyOf(syncs);
    }

    public ClusterState assumingManaged() {
        return new ClusterState(organizations, syncs, true);
    }
}
