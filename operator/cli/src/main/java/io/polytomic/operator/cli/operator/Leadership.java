package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process still leads. The elector alone cannot say so in time: a process that was paused goes on in the
 * middle of a pass before its elector finds out. So whoever is about to act asks here, and the lease itself answers, at most
 * {@link #TRUSTED} ago. Another replica may lead {@link #LEASE} after the last renewal; one renewed longer than {@link #RENEW}
 * ago counts as lost, and the difference is more than an answer is trusted for.
 */
final class Leadership {
    static final Duration LEASE = Duration.ofSeconds(15);
    static final Duration RENEW = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration TRUSTED = Duration.ofSeconds(2);
    private static final String NAME = "polytomic-operator";
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock;
    private final LongSupplier nanos;
    private final String identity =
            "%s_%s".formatted(System.getenv().getOrDefault("HOSTNAME", "polytomic-operator"), UUID.randomUUID());
    private long askedAt;
    private boolean asked;
    private boolean held;

    /** @param nanos a clock that never jumps and goes on while the process is paused */
    Leadership(KubernetesClient client, String namespace, Clock clock, LongSupplier nanos) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** @param lost called once when this process led and does not any more */
    LeaderElectionConfiguration configuration(Runnable lost) {
        var callbacks = new LeaderCallbacks(() -> LOG.info("leads identity={}", identity), lost, leader -> {});
        return new LeaderElectionConfiguration(NAME, namespace, LEASE, RENEW, RETRY, identity, callbacks, false);
    }

    /** False when another one may lead now, or nobody can tell. */
    synchronized boolean isHeld() {
        long now = nanos.getAsLong();
        if (!asked || now - askedAt >= TRUSTED.toNanos()) {
            held = isOurs();
            askedAt = now;
            asked = true;
        }
        return held;
    }

    private boolean isOurs() {
        try {
            return isOurs(client.leases().inNamespace(namespace).withName(NAME).get());
        } catch (KubernetesClientException nobodyCanTell) {
            return false;
        }
    }

    private boolean isOurs(Lease lease) {
        return lease != null
                && identity.equals(lease.getSpec().getHolderIdentity())
                && lease.getSpec().getRenewTime().toInstant().plus(RENEW).isAfter(clock.instant());
    }
}
