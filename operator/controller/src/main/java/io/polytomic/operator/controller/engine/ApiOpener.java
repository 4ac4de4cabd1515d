package io.polytomic.operator.controller.engine;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;

/** Opens and closes the way to the API for an organization; two organizations with one key share its request budget. */
public interface ApiOpener {
    PolytomicApi open(ResourceID owner, Endpoint endpoint, Credential credential, int requestsPerMinute);

    /** The owner uses this key no longer. */
    void release(ResourceID owner, Credential credential, PolytomicApi api);
}
