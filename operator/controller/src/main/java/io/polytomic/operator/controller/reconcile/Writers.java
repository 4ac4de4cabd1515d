package io.polytomic.operator.controller.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.controller.status.StatusWriter;
import java.util.function.Supplier;

/** Status writers bound to a pass: what they write is in the cache before the next pass begins. */
final class Writers {
    /** The one field manager of every status this operator writes. */
    static final String FIELD_MANAGER = "polytomic-operator";

    private Writers() {}

    /** Whether the object, read live, is the very version given. */
    static boolean isUntouched(Context<?> context, HasMetadata object) {
        var now = context.getClient().resource(object).get();
        return now != null
                && object.getMetadata().getUid().equals(now.getMetadata().getUid())
                && object.getMetadata()
                        .getResourceVersion()
                        .equals(now.getMetadata().getResourceVersion());
    }

    static <S, R extends CustomResource<?, S>> StatusWriter<S, R> of(Context<R> context, Supplier<R> fresh) {
        return new StatusWriter<>(
                context.getClient(),
                fresh,
                FIELD_MANAGER,
                (written, before) -> context.eventSourceRetriever()
                        .getControllerEventSource()
                        .handleRecentResourceUpdate(ResourceID.fromResource(written), written, before));
    }
}
