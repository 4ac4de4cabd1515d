package io.polytomic.operator.controller.engine;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.SecretKeyRef;
import io.polytomic.operator.api.v1alpha1.Webhook;
import io.polytomic.operator.controller.watch.WebhookKey;
import io.polytomic.operator.controller.watch.WebhookKey.Algorithm;
import io.polytomic.operator.controller.watch.WebhookKey.Encoding;
import io.polytomic.operator.controller.watch.Webhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the webhook of an organization as its spec says. It only ever wakes, so nothing of it makes one less Ready. */
public final class WebhookSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSecrets.class);

    private final Webhooks webhooks;
    private final SecretReader secrets;
    private final boolean listening;

    /** @param listening false when this process takes no deliveries: then no secret is read */
    public WebhookSecrets(Webhooks webhooks, SecretReader secrets, boolean listening) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.listening = listening;
    }

    /** A sentence to go on with when deliveries are wanted and not taken; empty otherwise. */
    String take(PolytomicOrganization organization) {
        var id = ResourceID.fromResource(organization);
        var webhook = organization.getSpec().webhook();
        if (webhook == null) {
            webhooks.ignore(id);
            return "";
        }
        if (!listening) {
            return " spec.webhook: this operator takes no deliveries, it runs without --webhook-port.";
        }
        var ref = webhook.secretRef();
        var secret = read(organization.getMetadata().getNamespace(), ref);
        if (secret.isEmpty()) {
            webhooks.ignore(id);
            return " spec.webhook: deliveries are refused, Secret %s has no value under key %s."
                    .formatted(ref.name(), ref.key());
        }
        webhooks.listen(id, key(webhook, secret));
        return "";
    }

    /** Empty when there is none, or it cannot be read now. */
    private String read(String namespace, SecretKeyRef ref) {
        try {
            return secrets.read(namespace, ref.name())
                    .map(values -> values.get(ref.key()))
                    .map(String::strip)
                    .orElse("");
        } catch (KubernetesClientException unreadable) {
            LOG.warn("namespace={} secret={} cannot be read for the webhook", namespace, ref.name(), unreadable);
            return "";
        }
    }

    private static WebhookKey key(Webhook webhook, String secret) {
        return new WebhookKey(
                secret,
                Webhook.ALGORITHM_SHA512.equals(webhook.algorithmOrDefault()) ? Algorithm.SHA512 : Algorithm.SHA256,
                Webhook.ENCODING_BASE64.equals(webhook.encodingOrDefault()) ? Encoding.BASE64 : Encoding.HEX,
                webhook.headerOrDefault());
    }

    void forget(ResourceID organization) {
        webhooks.ignore(organization);
    }
}
