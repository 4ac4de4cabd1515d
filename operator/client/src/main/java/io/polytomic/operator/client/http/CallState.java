package io.polytomic.operator.client.http;

import io.polytomic.operator.client.Priority;
import okhttp3.EventListener;
import okhttp3.Request;

/** What is known of one call while it travels through the interceptors; a tag of the request. */
final class CallState {
    /** How large an answer of this call may get, and what happens to it. */
    enum Size {
        USUAL,
        LARGE,
        STREAM
    }

    final String operation;
    final Priority priority;
    final Size size;
    /** In the queue of the budget, for the current try. */
    long waitedNanos;

    private volatile boolean sent;

    CallState(String operation, Priority priority, Size size) {
        this.operation = operation;
        this.priority = priority;
        this.size = size;
    }

    static CallState of(Request request) {
        CallState state = request.tag(CallState.class);
        if (state == null) {
            throw new IllegalStateException("A request without state: every call starts in Transport.");
        }
        return state;
    }

    /**
     * Whether any byte of the request may have left. Name lookup, connecting and the TLS handshake come before, so their
     * failures are certain not to have reached the API.
     */
    boolean sent() {
        return sent;
    }

    /** Sets {@link #sent()} at the last moment at which nothing has been written. */
    static final EventListener SENT_MARKER = new EventListener() {
        @Override
        public void requestHeadersStart(okhttp3.Call call) {
            of(call.request()).sent = true;
        }
    };
}
