package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultTest extends SimulatorTest {
    private static final String CREATE = "/api/bulk/syncs";

    @Test
    void a_status_comes_before_the_effect() {
        admin.fault(Fault.once(FaultKind.STATUS, "POST", CREATE).withStatus(503));
        assertThat(api.post(CREATE, Api.syncBody("")).status()).isEqualTo(503);
        assertThat(admin.world().syncIds()).isEmpty();
        assertThat(admin.journal().get(0).fault()).isEqualTo("STATUS");
    }

    @Test
    void a_gateway_answers_html() {
        admin.fault(
                Fault.once(FaultKind.STATUS, "GET", "/api/me").withStatus(404).withBody("<html>404</html>"));
        Api.Reply reply = api.get("/api/me");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).isEqualTo("<html>404</html>");
        assertThat(reply.http().headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }

    @Test
    void after_times_and_when_say_which_requests() {
        admin.fault(Fault.once(FaultKind.STATUS, "GET", "/api/me").withAfter(1).withTimes(2));
        assertThat(api.get("/api/me").status()).isEqualTo(200);
        assertThat(api.get("/api/connections").status()).isEqualTo(200);
        assertThat(api.get("/api/me").status()).isEqualTo(500);
        assertThat(api.get("/api/me").status()).isEqualTo(500);
        assertThat(api.get("/api/me").status()).isEqualTo(200);

        admin.fault(
                Fault.always(FaultKind.STATUS, null, null).withWhen(admin.now().plusSeconds(60)));
        assertThat(api.get("/api/me").status()).isEqualTo(200);
        after("PT1M");
        assertThat(api.get("/api/me").status()).isEqualTo(500);
        admin.clearFaults();
        assertThat(api.get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void drops_are_dropped() {
        admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
        assertThat(api.post(CREATE, Api.syncBody("")).status()).isZero();
        assertThat(admin.world().syncIds()).hasSize(1);
        assertThat(admin.journal().get(0).outcome()).isEqualTo("dropped");
        assertThat(admin.journal().get(0).effect()).isTrue();
    }

    @Test
    void delays_wait_before_and_after_the_effect() {
        admin.fault(Fault.once(FaultKind.DELAY, "POST", CREATE).withDelay(Duration.ofMillis(10)));
        admin.fault(Fault.once(FaultKind.DELAY_AFTER_EFFECT, "POST", CREATE).withDelay(Duration.ofMillis(10)));
        assertThat(api.post(CREATE, Api.syncBody("")).status()).isEqualTo(200);
        assertThat(api.post(CREATE, Api.syncBody("")).status()).isEqualTo(200);
        assertThat(admin.journal()).extracting(JournalEntry::fault).containsExactly("DELAY", "DELAY_AFTER_EFFECT");
    }

    @Test
    void rate_limit_names_the_pause() {
        admin.fault(Fault.once(FaultKind.RATE_LIMIT, null, null).withDelay(Duration.ofSeconds(7)));
        Api.Reply reply = api.get("/api/me");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.http().headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void unknown_words_replace_statuses_everywhere() {
        String id = api.create("");
        String execution = api.post(executions(id), "{}").id();
        admin.fault(Fault.always(FaultKind.UNKNOWN_WORD, "GET", "/api/bulk/.*").withBody("pondering"));
        assertThat(status(id, execution)).isEqualTo("pondering");
        assertThat(api.get("/api/bulk/syncs/status?all=true").text()).contains("\"status\":\"pondering\"");
    }

    @Test
    void bodies_can_be_no_json_truncated_or_huge() {
        admin.fault(Fault.once(FaultKind.NOT_JSON, null, null));
        assertThat(api.get("/api/me").json()).isNull();
        admin.fault(Fault.once(FaultKind.TRUNCATED_BODY, null, null));
        assertThat(api.get("/api/me").status()).isZero();
        admin.fault(Fault.once(FaultKind.HUGE_BODY, null, null));
        Api.Reply huge = api.get("/api/me");
        assertThat(huge.text().length()).isGreaterThan(64 * 1024 * 1024);
        assertThat(huge.data().path("is_user").asBoolean()).isTrue();
    }

    @Test
    void the_journal_never_holds_the_key() {
        api.with("Idempotency-Key", "key-0001").post(CREATE, "{'name': 1}");
        JournalEntry entry = admin.journal().get(0);
        assertThat(entry.authorizationScheme()).isEqualTo("Bearer");
        assertThat(entry.idempotencyKey()).isEqualTo("key-0001");
        assertThat(entry.body()).isEqualTo(Api.json("{'name': 1}"));
        assertThat(entry.toString()).doesNotContain("sandbox-key");
        assertThat(entry.effect()).isFalse();
        admin.clearJournal();
        api.get("/api/me?a=b");
        assertThat(admin.journal()).hasSize(1);
        assertThat(admin.journal().get(0).sequence()).isEqualTo(2);
        assertThat(admin.journal().get(0).query()).isEqualTo("a=b");
    }
}
