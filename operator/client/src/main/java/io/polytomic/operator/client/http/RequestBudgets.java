package io.polytomic.operator.client.http;

import java.util.HashMap;
import java.util.Map;

/**
 * One budget a key, whoever uses it: several owners of one key share the bucket, the pauses and the gate, and the lowest
 * number wins (design.md §1). A budget nobody owns is forgotten. Safe for threads.
 */
public final class RequestBudgets {
    private record Shared(RequestBudget budget, Map<Object, Integer> owners) {
        void settle() {
            owners.values().stream().min(Integer::compare).ifPresent(budget::setRequestsPerMinute);
        }
    }

    private final Map<String, Shared> byFingerprint = new HashMap<>();
    private final Time time;

    public RequestBudgets(Time time) {
        this.time = time;
    }

    /** The budget of this key, from now on owned by {@code owner} too; called again it changes the owner's number. */
    public synchronized RequestBudget acquire(Credential credential, Object owner, int requestsPerMinute) {
        Shared shared = byFingerprint.computeIfAbsent(
                credential.fingerprint(),
                key -> new Shared(new RequestBudget(requestsPerMinute, time), new HashMap<>()));
        shared.owners().put(owner, RequestBudget.positive(requestsPerMinute));
        shared.settle();
        return shared.budget();
    }

    /** The owner uses this key no longer; its number no longer counts. Does nothing when it did not own it. */
    public synchronized void release(Credential credential, Object owner) {
        byFingerprint.computeIfPresent(credential.fingerprint(), (key, shared) -> {
            shared.owners().remove(owner);
            shared.settle();
            return shared.owners().isEmpty() ? null : shared;
        });
    }
}
