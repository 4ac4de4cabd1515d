package io.polytomic.operator.cli.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.HttpPolytomicApi;
import io.polytomic.operator.client.http.PolytomicApis;
import io.polytomic.operator.client.http.RequestBudgets;
import io.polytomic.operator.client.http.Time;
import io.polytomic.operator.controller.engine.ApiOpener;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** Opens API clients whose request budget belongs to the key, not to the object that uses it. */
final class SharedApiOpener implements ApiOpener {
    private final RequestBudgets budgets;
    private final CallListener listener;

    /** What owns a budget is an opening, not an organization: the old one may end after the new one has begun. */
    private final Map<PolytomicApi, Object> uses = Collections.synchronizedMap(new IdentityHashMap<>());

    SharedApiOpener(CallListener listener) {
        this(new RequestBudgets(Time.system()), listener);
    }

    SharedApiOpener(RequestBudgets budgets, CallListener listener) {
        this.budgets = budgets;
        this.listener = listener;
    }

    @Override
    public PolytomicApi open(ResourceID owner, Endpoint endpoint, Credential credential, int requestsPerMinute) {
        var use = new Object();
        var api =
                PolytomicApis.open(endpoint, credential, budgets.acquire(credential, use, requestsPerMinute), listener);
        uses.put(api, use);
        return api;
    }

    @Override
    public void release(ResourceID owner, Credential credential, PolytomicApi api) {
        budgets.release(credential, uses.remove(api));
        if (api instanceof HttpPolytomicApi http) {
            http.close();
        }
    }
}
