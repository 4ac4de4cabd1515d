package io.polytomic.operator.controller.status;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.polytomic.operator.core.sync.Sha256;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events for what was done, never for what merely is. The name is made from object, reason and message, so the same thing
 * happening again raises a count instead of making another event. Normal ones are written one after another beside the
 * passes, which do not wait for them; a warning may be the only trace of what it tells (a mask that was open, something left
 * behind), so the pass goes on when it is written. What cannot be written, or finds {@value #MOST_WAITING} before it, is logged.
 */
public final class Events implements AutoCloseable {
    /** Events that may wait to be written. */
    static final int MOST_WAITING = 1000;

    private static final int IDLE_SECONDS = 10;
    private static final long LAST_MILLIS = 500;
    private static final int CONFLICT = 409;

    /** Longest message of an event in characters; the API server refuses more. */
    private static final int MESSAGE_LIMIT = 1000;

    /** So many of a digest tell the events of one object apart. */
    private static final int DIGITS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final KubernetesClient client;
    private final Clock clock;
    private final ThreadPoolExecutor writer;

    public Events(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.writer = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    var thread = new Thread(task, "events");
                    thread.setDaemon(true);
                    return thread;
                });
        writer.allowCoreThreadTimeOut(true);
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
        var event = fresh(object, warning, reason, text, name(object, reason, text));
        if (warning) {
            write(event);
            return;
        }
        try {
            writer.execute(() -> write(event));
        } catch (RejectedExecutionException full) {
            notRecorded(event, "too many wait, or the operator ends");
        }
    }

    private void write(Event event) {
        try {
            create(event);
        } catch (KubernetesClientException e) {
            notRecorded(
                    event,
                    e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
        } catch (ResourceNotFoundException expiredMeanwhile) {
            notRecorded(event, "the older one expired meanwhile");
        }
    }

    private void create(Event event) {
        var events = client.v1().events().inNamespace(event.getMetadata().getNamespace());
        try {
            events.resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
            var existing = events.withName(event.getMetadata().getName()).require();
            existing.setCount(existing.getCount() == null ? 2 : existing.getCount() + 1);
            existing.setLastTimestamp(event.getLastTimestamp());
            events.resource(existing).update();
        }
    }

    private static void notRecorded(Event event, String why) {
        LOG.warn(
                "namespace={} name={} event={} was not recorded: {}",
                event.getMetadata().getNamespace(),
                event.getInvolvedObject().getName(),
                event.getReason(),
                why);
    }

    /** Gives those that wait a moment. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "{} events were not recorded: the operator ends",
                        writer.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
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
