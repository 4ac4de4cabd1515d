package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.RequestBudgets;
import io.polytomic.operator.client.http.Time;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedApiOpenerTest {
    private static final int PROBE = 10_000;

    private final RequestBudgets budgets = new RequestBudgets(Time.system());
    private final SharedApiOpener opener = new SharedApiOpener(budgets, CallListener.NONE);
    private final Credential key = Credential.bearer("a-key-of-two-objects");
    private final Endpoint endpoint = Endpoint.of("https://app.polytomic.com", AllowedHosts.DEFAULT);
    private final Object probe = new Object();

    private int requestsPerMinute() {
        return budgets.acquire(key, probe, PROBE).requestsPerMinute();
    }

    @Test
    @DisplayName("The lower number of two objects with one key holds until that object is gone")
    void released() {
        var one = new ResourceID("one", "data");
        var other = new ResourceID("other", "data");
        opener.open(one, endpoint, key, 300);
        var slow = opener.open(other, endpoint, key, 60);
        assertThat(requestsPerMinute()).isEqualTo(60);

        opener.release(other, key, slow);
        assertThat(requestsPerMinute()).isEqualTo(300);
    }

    @Test
    @DisplayName(
            "An object whose number is changed opens the new way before it closes the old one; the new number holds")
    void reopened() {
        var one = new ResourceID("one", "data");
        var old = opener.open(one, endpoint, key, 60);
        opener.open(one, endpoint, key, 300);
        opener.release(one, key, old);
        assertThat(requestsPerMinute()).isEqualTo(300);
    }
}
