package io.polytomic.operator.client.http;

import io.polytomic.operator.client.Priority;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Ways to get a {@link HttpPolytomicApi} with real time and the documented numbers. */
public final class PolytomicApis {
    /** Default of {@code spec.requestsPerMinute}: design.md §1. */
    public static final int DEFAULT_REQUESTS_PER_MINUTE = 300;

    private PolytomicApis() {}

    /** For one command: a budget of its own. */
    public static HttpPolytomicApi open(Endpoint endpoint, Credential credential) {
        RequestBudget budget = new RequestBudget(DEFAULT_REQUESTS_PER_MINUTE, Time.system());
        return open(endpoint, credential, budget, CallListener.NONE);
    }

    /** For the operator: {@code budget} comes from its {@link RequestBudgets}, so that it follows the key. */
    public static HttpPolytomicApi open(
            Endpoint endpoint, Credential credential, RequestBudget budget, CallListener listener) {
        return new HttpPolytomicApi(
                endpoint, credential, budget, HttpSettings.DEFAULT, listener, Time.system(), threadLocalRandom());
    }

    /** Safe for threads, unlike one generator shared by them. */
    private static RandomGenerator threadLocalRandom() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    /** Priority of calls that did not ask for one with {@code at}: somebody waits at a terminal. */
    static final Priority DEFAULT_PRIORITY = Priority.USER_EDIT;
}
