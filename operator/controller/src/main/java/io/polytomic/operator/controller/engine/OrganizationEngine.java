package io.polytomic.operator.controller.engine;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.Credentials;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationStatus;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.CredentialException;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.EndpointException;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.translate.DurationText;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.OrganizationWatch;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.controller.watch.WatchScheduler;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One PolytomicOrganization, one pass: its address, its Secret, its key, whose key that is; then its watcher ticks. */
public final class OrganizationEngine {
    /** The Secret is read this often, so a rotated key is taken up within a minute. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(60);

    private static final int NAMES_SHOWN = 20;

    /** What a pass leaves behind. */
    public record Result(PolytomicOrganizationStatus status, Duration next) {}

    private record Open(
            Endpoint endpoint, Credential credential, int requestsPerMinute, String rhythm, PolytomicApi api) {}

    private final Organizations organizations;
    private final SecretReader secrets;
    private final WebhookSecrets webhooks;
    private final ApiOpener opener;
    private final AllowedHosts allowedHosts;
    private final WatchScheduler scheduler;
    private final Function<PolytomicOrganization, WatchListener> listeners;
    private final OrganizationReport report;
    private final Clock clock;
    private final Map<ResourceID, Open> open = new ConcurrentHashMap<>();

    /** @param sweepLate for how long the sweep of an object has been due, zero when it is not late */
    public OrganizationEngine(
            Organizations organizations,
            SecretReader secrets,
            WebhookSecrets webhooks,
            ApiOpener opener,
            AllowedHosts allowedHosts,
            WatchScheduler scheduler,
            Function<PolytomicOrganization, WatchListener> listeners,
            BiFunction<BulkSync, LiveOrganization, Duration> sweepLate,
            Clock clock) {
        this.organizations = organizations;
        this.secrets = secrets;
        this.webhooks = webhooks;
        this.opener = opener;
        this.allowedHosts = allowedHosts;
        this.scheduler = scheduler;
        this.listeners = listeners;
        this.report = new OrganizationReport(listeners, sweepLate, clock);
        this.clock = clock;
    }

    public Result pass(PolytomicOrganization organization) {
        var id = ResourceID.fromResource(organization);
        Outcome outcome;
        try {
            outcome = connect(id, organization);
        } catch (Stop stop) {
            outcome = stop.outcome();
        } catch (ApiException e) {
            outcome = unreachable(organization, e);
        }
        if (!(outcome instanceof Outcome.Settled) && (closesTheDoor(outcome) || leadsElsewhere(id))) {
            shut(id, outcome);
        } else {
            outcome = outcome.saying(webhooks.take(organization));
        }
        return new Result(report.of(organization, organizations.live(id), outcome), LOOK_AGAIN);
    }

    /** As {@link #pass} for one that is being deleted while these objects still need it; its status says so. */
    public Result passWhileNeeded(PolytomicOrganization organization, List<String> needing) {
        var result = pass(organization);
        var shown = String.join(", ", needing.subList(0, Math.min(needing.size(), NAMES_SHOWN)));
        var waits = new Outcome.Waiting(
                Reason.DELETING,
                "%d BulkSyncs with deletion: Delete still need this organization: %s. Delete them, or set their"
                                .formatted(needing.size(), shown)
                        + " spec.deletion to Retain.",
                LOOK_AGAIN);
        var status = result.status();
        var conditions = new Conditions(
                        status.conditions(), organization.getMetadata().getGeneration(), clock.instant())
                .of(waits)
                .list();
        return new Result(
                new PolytomicOrganizationStatus(
                        status.observedGeneration(),
                        conditions,
                        status.organizationId(),
                        status.organizationName(),
                        status.syncs(),
                        status.sweepPeriod(),
                        status.lastPollTime()),
                result.next());
    }

    /** The object is gone: its watcher stops and its key is forgotten. */
    public void forget(PolytomicOrganization organization) {
        var id = ResourceID.fromResource(organization);
        scheduler.stop(id);
        webhooks.forget(id);
        organizations.gone(id);
        release(id);
    }

    private Outcome connect(ResourceID id, PolytomicOrganization organization) {
        var endpoint = endpoint(organization);
        var credential = credential(organization);
        var spec = organization.getSpec();
        var rhythm = spec.pollIntervalOrDefault() + "/" + spec.runningPollIntervalOrDefault() + "/"
                + spec.sweepIntervalOrDefault();
        var wanted = new Open(endpoint, credential, spec.requestsPerMinuteOrDefault(), rhythm, null);
        var known = open.get(id);
        var live = organizations.live(id);
        boolean isOpen = known != null
                && known.endpoint().equals(wanted.endpoint())
                && known.credential().equals(wanted.credential())
                && known.requestsPerMinute() == wanted.requestsPerMinute()
                && known.rhythm().equals(wanted.rhythm());
        if (isOpen
                && live != null
                && live.api() == known.api()
                && live.watch().health().reason() != Reason.CREDENTIALS_REJECTED) {
            checkPin(organization, live.identity());
            organizations.ready(
                    id,
                    new LiveOrganization(
                            organization, live.api(), live.identity(), live.watch(), credential.fingerprint()));
            return tellWatch(organizations.live(id));
        }
        var api = isOpen ? known.api() : reopen(id, wanted);
        var identity = api.me();
        checkPin(organization, identity);
        var watch = new OrganizationWatch(name(organization), identity, api, listeners.apply(organization), clock);
        organizations.ready(id, new LiveOrganization(organization, api, identity, watch, credential.fingerprint()));
        scheduler.start(
                id,
                watch,
                DurationText.parse(spec.pollIntervalOrDefault()),
                DurationText.parse(spec.runningPollIntervalOrDefault()));
        return connected(organizations.live(id));
    }

    private static Outcome connected(LiveOrganization live) {
        var name = live.identity().organizationName();
        return new Outcome.Settled(
                Reason.CONNECTED,
                "The API accepts the key for organization %s."
                        .formatted(name == null || name.isEmpty() ? live.organizationId() : name));
    }

    private static Outcome tellWatch(LiveOrganization live) {
        var health = live.watch().health();
        if (health.isGood() || health.reason() == Reason.RATE_LIMITED) {
            return connected(live).saying(ofModels(live));
        }
        return health.reason() == Reason.ORGANIZATION_CHANGED || health.reason() == Reason.ACCESS_DENIED
                ? new Outcome.Stalled(health.reason(), health.message(), LOOK_AGAIN)
                : new Outcome.Waiting(health.reason(), health.message(), LOOK_AGAIN);
    }

    private static String ofModels(LiveOrganization live) {
        var health = live.watch().models().health();
        return health.isGood() || health.reason() == Reason.RATE_LIMITED ? "" : " Model syncs: " + health.message();
    }

    /** The new way is open before the old one closes, so that a key in use keeps its budget and its gate. */
    private PolytomicApi reopen(ResourceID id, Open wanted) {
        scheduler.stop(id);
        var api = opener.open(id, wanted.endpoint(), wanted.credential(), wanted.requestsPerMinute());
        release(id);
        open.put(
                id, new Open(wanted.endpoint(), wanted.credential(), wanted.requestsPerMinute(), wanted.rhythm(), api));
        return api;
    }

    private void release(ResourceID id) {
        var old = open.remove(id);
        if (old != null) {
            opener.release(id, old.credential(), old.api());
        }
    }

    /** An outage keeps the door open: what is known stays known, and objects find out for themselves. */
    private static boolean closesTheDoor(Outcome outcome) {
        return outcome.reason() != Reason.API_UNAVAILABLE && outcome.reason() != Reason.RATE_LIMITED;
    }

    /** A new way was opened and nobody answered there yet; the old one, another key or server most likely, is closed. */
    private boolean leadsElsewhere(ResourceID id) {
        var live = organizations.live(id);
        var newest = open.get(id);
        return live != null && newest != null && live.api() != newest.api();
    }

    private void shut(ResourceID id, Outcome outcome) {
        scheduler.stop(id);
        webhooks.forget(id);
        organizations.notReady(id, outcome);
    }

    private Endpoint endpoint(PolytomicOrganization organization) {
        try {
            return Endpoint.of(organization.getSpec().url(), allowedHosts);
        } catch (EndpointException e) {
            var reason = e.problem() == EndpointException.Problem.HOST_NOT_ALLOWED
                    ? Reason.HOST_NOT_ALLOWED
                    : Reason.INVALID_URL;
            throw Stop.stalled(reason, "spec.url: " + e.getMessage());
        }
    }

    private Credential credential(PolytomicOrganization organization) {
        var credentials = organization.getSpec().credentials();
        var ref = credentials.secretRef();
        var values = secrets.read(organization.getMetadata().getNamespace(), ref.name())
                .orElseThrow(() -> new Stop(new Outcome.Stalled(
                        Reason.SECRET_NOT_FOUND,
                        "spec.credentials.secretRef: there is no Secret %s in namespace %s."
                                .formatted(
                                        ref.name(), organization.getMetadata().getNamespace()),
                        LOOK_AGAIN)));
        var raw = values.get(ref.key());
        if (raw == null || raw.isBlank()) {
            throw new Stop(new Outcome.Stalled(
                    Reason.SECRET_KEY_MISSING,
                    "spec.credentials.secretRef: Secret %s has no value under key %s.".formatted(ref.name(), ref.key()),
                    LOOK_AGAIN));
        }
        try {
            return Credentials.SCHEME_BASIC.equals(credentials.schemeOrDefault())
                    ? Credential.basic(raw)
                    : Credential.bearer(raw);
        } catch (CredentialException e) {
            throw new Stop(new Outcome.Stalled(
                    Reason.SECRET_KEY_MISSING,
                    "Secret %s, key %s: %s".formatted(ref.name(), ref.key(), e.getMessage()),
                    LOOK_AGAIN));
        }
    }

    private static void checkPin(PolytomicOrganization organization, Identity identity) {
        var inSpec = organization.getSpec().organizationId();
        var inStatus = organization.getStatus() == null
                ? null
                : organization.getStatus().organizationId();
        var pin = inSpec != null ? inSpec : inStatus;
        if (pin != null && !pin.equals(identity.organizationId())) {
            throw new Stop(new Outcome.Stalled(
                    Reason.ORGANIZATION_CHANGED,
                    "The key belongs to organization %s, %s is pinned to %s; nothing is sent."
                            .formatted(
                                    identity.organizationId(),
                                    inSpec != null ? "spec.organizationId" : "this object",
                                    pin),
                    LOOK_AGAIN));
        }
    }

    private static Outcome unreachable(PolytomicOrganization organization, ApiException e) {
        if (e instanceof ApiException.Unauthorized) {
            var ref = organization.getSpec().credentials().secretRef();
            return new Outcome.Stalled(
                    Reason.CREDENTIALS_REJECTED,
                    "The API refused the key in Secret %s under %s (401); it is tried again once a minute, nothing else is sent."
                            .formatted(ref.name(), ref.key()),
                    LOOK_AGAIN);
        }
        if (e instanceof ApiException.Unavailable && e.getMessage() != null) {
            return new Outcome.Waiting(
                    Reason.API_UNAVAILABLE, "The API cannot be reached: " + e.getMessage(), LOOK_AGAIN);
        }
        return Failures.outcome(e);
    }

    private static String name(PolytomicOrganization organization) {
        return organization.getMetadata().getNamespace() + "/"
                + organization.getMetadata().getName();
    }
}
