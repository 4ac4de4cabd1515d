package io.polytomic.operator.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.random.RandomGenerator;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Repeats a GET after 408, any 5xx or a failed connection: after 250 ms, then 1 s, each shortened at random by up to half
 * so that clients do not march in step. Never repeats a write: whether it had its effect is for the caller to find out
 * (design.md §2). A 429 is not repeated either, it concerns everybody (see {@link Throttle}).
 */
final class RetryReads implements Interceptor {
    private static final long FIRST_WAIT_NANOS = 250_000_000L;
    private static final int GROWTH = 4;

    private final int retries;
    private final Time time;
    private final RandomGenerator random;

    RetryReads(int retries, Time time, RandomGenerator random) {
        this.retries = retries;
        this.time = time;
        this.random = random;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        int left = chain.request().method().equals("GET") ? retries : 0;
        for (long wait = FIRST_WAIT_NANOS; left > 0; wait *= GROWTH, left--) {
            try {
                Response response = chain.proceed(chain.request());
                if (!worthAnotherTry(response.code())) {
                    return response;
                }
                response.close();
            } catch (IOException e) {
                if (chain.call().isCanceled()) { // closed, or the time of the whole call is over
                    throw e;
                }
            }
            pause(wait);
        }
        return chain.proceed(chain.request());
    }

    private static boolean worthAnotherTry(int status) {
        return status == 408 || status >= 500;
    }

    private void pause(long nanos) throws IOException {
        try {
            time.waiting().sleep((long) (nanos * (1 - random.nextDouble() / 2)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
