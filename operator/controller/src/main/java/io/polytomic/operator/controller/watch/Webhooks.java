package io.polytomic.operator.controller.watch;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The organizations whose webhook is listened to. A delivery that is signed makes the watcher of its organization look soon;
 * what it says is not read, since state comes from the API alone.
 */
public final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    /** What became of a delivery. */
    public enum Verdict {
        WOKEN,
        /** Not signed as it should be, or there is no such organization: the same to whoever asks. */
        REFUSED,
        /** This process listens for no organization at all: it stands by, or nobody wants it to. */
        NOT_HERE
    }

    private final WatchScheduler scheduler;
    private final Map<ResourceID, WebhookKey> keys = new ConcurrentHashMap<>();
    private final Map<ResourceID, Verdict> last = new ConcurrentHashMap<>();

    /** A delivery for nobody is checked, too, so that time does not tell which organizations there are. */
    private final WebhookKey nobodys = new WebhookKey(
            UUID.randomUUID().toString(), WebhookKey.Algorithm.SHA256, WebhookKey.Encoding.HEX, "Polytomic-Signature");

    public Webhooks(WatchScheduler scheduler) {
        this.scheduler = scheduler;
    }

    public void listen(ResourceID organization, WebhookKey key) {
        keys.put(organization, key);
    }

    public void ignore(ResourceID organization) {
        keys.remove(organization);
        last.remove(organization);
    }

    /** @param headers the one value of a request header; null when there is none, or more than one */
    public Verdict deliver(ResourceID organization, UnaryOperator<String> headers, byte[] body) {
        if (keys.isEmpty()) {
            return Verdict.NOT_HERE;
        }
        var key = keys.get(organization);
        var asked = key == null ? nobodys : key;
        boolean signed = asked.signed(body, headers.apply(asked.header()));
        if (key == null) {
            return Verdict.REFUSED;
        }
        var verdict = signed ? Verdict.WOKEN : Verdict.REFUSED;
        if (verdict != last.put(organization, verdict)) {
            var name = organization.getNamespace().orElse("") + "/" + organization.getName();
            LOG.info("organization={} webhook={}", name, signed ? "accepted" : "refused");
        }
        if (signed) {
            scheduler.soon(organization);
        }
        return verdict;
    }
}
