package io.polytomic.operator.client.http;

import io.polytomic.operator.client.ApiException;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Each try asks the budget of the key for its turn and tells it what the API said. */
final class Throttle implements Interceptor {
    private final RequestBudget budget;

    Throttle(RequestBudget budget) {
        this.budget = budget;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = CallState.of(chain.request());
        RequestBudget.Grant grant = turn(state);
        state.waitedNanos = grant.waited().toNanos();
        Response response = chain.proceed(chain.request());
        budget.answered(grant, response.code(), response.headers());
        return response;
    }

    private RequestBudget.Grant turn(CallState state) {
        try {
            return budget.acquire(state.operation, state.priority);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException.Unavailable(
                    state.operation, 0, state.sent(), "The call was stopped before it was sent.");
        }
    }
}
