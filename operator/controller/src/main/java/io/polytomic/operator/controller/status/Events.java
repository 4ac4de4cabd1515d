package io.polytomic.operator.controller.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.polytomic.operator.core.sync.Sha256;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events for what was done, never for what merely is. The name is made from object, reason and message, so the same thing
 * happening again raises a count instead of making another event. A failure to write one is logged and nothing else.
 */
public final class Events {
    /** Longest message of an event in characters; the API server refuses more. */
    private static final int MESSAGE_LIMIT = 1000;

    /** So many of a digest tell the events of one object apart. */
    private static final int DIGITS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final KubernetesClient client;
    private final Clock clock;

    public Events(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public void record(HasMetadata object, boolean warning, String reason, String message) {
        var text = message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT - 1) + "…";
        var namespace = object.getMetadata().getNamespace();
        LOG.info(
                "namespace={} name={} kind={} event={} {}",
                namespace,
                object.getMetadata().getName(),
                object.getKind(),
                reason,
                text.replace("\n", " | "));
        try {
            var name = name(object, reason, text);
            var existing =
                    client.v1().events().inNamespace(namespace).withName(name).get();
            if (existing == null) {
                client.v1()
                        .events()
                        .inNamespace(namespace)
                        .resource(fresh(object, warning, reason, text, name))
                        .create();
            } else {
                existing.setCount(existing.getCount() == null ? 2 : existing.getCount() + 1);
                existing.setLastTimestamp(clock.instant().toString());
                client.v1().events().inNamespace(namespace).resource(existing).update();
            }
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "namespace={} name={} event={} was not recorded: {}",
                    namespace,
                    object.getMetadata().getName(),
                    reason,
                    e.getMessage());
        }
    }

    private Event fresh(HasMetadata object, boolean warning, String reason, String text, String name) {
        var now = clock.instant().toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(object.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .withUid(object.getMetadata().getUid())
                .endInvolvedObject()
                .withType(warning ? "Warning" : "Normal")
                .withReason(reason)
                .withMessage(text)
                .withCount(1)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withNewSource()
                .withComponent("polytomic-operator")
                .endSource()
                .withReportingComponent("polytomic-operator")
                .build();
    }

    private static String name(HasMetadata object, String reason, String text) {
        var own = object.getMetadata().getName();
        var digest = Sha256.hex(object.getMetadata().getUid() + "|" + reason + "|" + text);
        return (own.length() > 200 ? own.substring(0, 200) : own) + "." + digest.substring(0, DIGITS);
    }
}
