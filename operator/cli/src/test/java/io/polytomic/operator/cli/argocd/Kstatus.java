package io.polytomic.operator.cli.argocd;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The rules of kstatus (sigs.k8s.io/cli-utils, pkg/kstatus/status: generic.go and the Ready condition) for a custom resource:
 * what Flux, kpt, Helm 4 and others think of an object.
 */
public enum Kstatus {
    CURRENT,
    IN_PROGRESS,
    FAILED,
    TERMINATING;

    public static Kstatus of(JsonNode object) {
        var metadata = object.path("metadata");
        var status = object.path("status");
        if (metadata.hasNonNull("deletionTimestamp")) {
            return TERMINATING;
        }
        if (status.hasNonNull("observedGeneration")
                && status.path("observedGeneration").asLong()
                        != metadata.path("generation").asLong()) {
            return IN_PROGRESS;
        }
        for (var condition : status.path("conditions")) {
            if (is(condition, "Reconciling", "True")) {
                return IN_PROGRESS;
            }
            if (is(condition, "Stalled", "True")) {
                return FAILED;
            }
        }
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return is(condition, "Ready", "True") ? CURRENT : IN_PROGRESS;
            }
        }
        return CURRENT;
    }

    private static boolean is(JsonNode condition, String type, String status) {
        return condition.path("type").asText().equals(type)
                && condition.path("status").asText().equals(status);
    }
}
