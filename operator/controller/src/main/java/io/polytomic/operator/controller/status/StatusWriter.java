package io.polytomic.operator.controller.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Writes the status of one kind, by server-side apply of a fresh object and compare-and-set on its resourceVersion. A
 * conflict is answered by reading again: when only spec or metadata moved, the write is repeated on the newer version;
 * when the status itself moved, {@link StaleStatusException} ends the pass.
 */
public final class StatusWriter<S, R extends CustomResource<?, S>> {
    /** How often a write is repeated because spec or metadata moved under it. */
    private static final int TRIES = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final Supplier<R> fresh;
    private final String fieldManager;
    private final BiConsumer<R, R> cache;

    /**
     * @param fresh makes an empty object of the kind
     * @param cache is told the object as answered and the one it replaces, so that the next pass sees what was written
     */
    public StatusWriter(KubernetesClient client, Supplier<R> fresh, String fieldManager, BiConsumer<R, R> cache) {
        this.client = client;
        this.fresh = fresh;
        this.fieldManager = fieldManager;
        this.cache = cache;
    }

    /**
     * Makes {@code status} the status of {@code object}; does nothing when it already is.
     *
     * @return the object as it is now
     */
    public R write(R object, S status) {
        var wanted = tree(status);
        if (wanted.equals(tree(object.getStatus()))) {
            return object;
        }
        var base = object;
        for (int i = 0; i < TRIES; i++) {
            try {
                var written = apply(base, status);
                cache.accept(written, base);
                return written;
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409) {
                    throw e;
                }
                base = reread(object, e);
            }
        }
        throw new StaleStatusException(name(object));
    }

    /**
     * The same on the very version given, or not at all: never repeated.
     *
     * @return the object as it is now
     * @throws StaleStatusException when anything of the object was written since it was read
     */
    public R writeOnlyOn(R object, S status) {
        try {
            var written = apply(object, status);
            cache.accept(written, object);
            return written;
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                throw new StaleStatusException(name(object));
            }
            throw e;
        }
    }

    private R apply(R base, S status) {
        R body = fresh.get();
        body.getMetadata().setName(base.getMetadata().getName());
        body.getMetadata().setNamespace(base.getMetadata().getNamespace());
        body.getMetadata().setUid(base.getMetadata().getUid());
        body.getMetadata().setResourceVersion(base.getMetadata().getResourceVersion());
        body.setStatus(status);
        var context = new PatchContext.Builder()
                .withForce(true)
                .withFieldManager(fieldManager)
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .build();
        return client.resource(body).subresource("status").patch(context);
    }

    private R reread(R object, KubernetesClientException conflict) {
        R now = client.resource(object).get();
        boolean same = now != null
                && Objects.equals(
                        now.getMetadata().getUid(), object.getMetadata().getUid())
                && tree(now.getStatus()).equals(tree(object.getStatus()));
        if (!same) {
            throw new StaleStatusException(name(object));
        }
        return now;
    }

    private JsonNode tree(S status) {
        return JSON.valueToTree(status);
    }

    private String name(R object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }
}
