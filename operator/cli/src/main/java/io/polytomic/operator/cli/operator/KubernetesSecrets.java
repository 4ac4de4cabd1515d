package io.polytomic.operator.cli.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.polytomic.operator.controller.engine.SecretReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads Secrets by name, one GET each; their values go nowhere but into credentials. */
final class KubernetesSecrets implements SecretReader {
    private final KubernetesClient client;

    KubernetesSecrets(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<Map<String, String>> read(String namespace, String name) {
        var secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (secret == null) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        if (secret.getData() != null) {
            secret.getData().forEach((key, value) -> values.put(key, decode(value)));
        }
        if (secret.getStringData() != null) {
            values.putAll(secret.getStringData());
        }
        return Optional.of(values);
    }

    private static String decode(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
