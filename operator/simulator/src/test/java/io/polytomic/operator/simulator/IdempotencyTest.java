package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends SimulatorTest {
    private static final String CREATE = "/api/bulk/syncs";

    private final Api keyed = api.with("Idempotency-Key", "key-0001");

    @Test
    void the_first_outcome_is_replayed() {
        String first = keyed.post(CREATE, Api.syncBody("")).id();
        assertThat(keyed.post(CREATE, Api.syncBody("")).id()).isEqualTo(first);
        assertThat(admin.world().syncIds()).containsExactly(first);
        assertThat(admin.journal()).extracting(JournalEntry::replayed).containsExactly(false, true);
        assertThat(admin.journal()).extracting(JournalEntry::effect).containsExactly(true, false);
    }

    @Test
    void errors_are_replayed_too() {
        assertThat(keyed.post(CREATE, "{}").status()).isEqualTo(400);
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(400);
    }

    @Test
    void a_record_is_forgotten_after_24_hours() {
        String first = keyed.post(CREATE, Api.syncBody("")).id();
        after("PT24H1M");
        assertThat(keyed.post(CREATE, Api.syncBody("")).id()).isNotEqualTo(first);
    }

    @Test
    void a_lost_answer_is_on_record() {
        admin.fault(Fault.once(FaultKind.DROP_AFTER_EFFECT, "POST", CREATE));
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isZero();
        String made = admin.world().syncIds().get(0);
        assertThat(keyed.post(CREATE, Api.syncBody("")).id()).isEqualTo(made);
        assertThat(admin.world().syncIds()).hasSize(1);
    }

    @Test
    void a_request_that_never_arrived_leaves_the_key_free() {
        admin.fault(Fault.once(FaultKind.DROP_BEFORE, "POST", CREATE));
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isZero();
        assertThat(admin.world().syncIds()).isEmpty();
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(200);
    }

    @Test
    void a_500_of_the_API_poisons_the_key() {
        admin.fault(Fault.once(FaultKind.STATUS_AFTER_EFFECT, "POST", CREATE).withStatus(500));
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(500);
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(500);
        assertThat(admin.world().syncIds()).hasSize(1);
    }

    @Test
    void a_502_of_the_gateway_hides_the_recorded_200() {
        admin.fault(Fault.once(FaultKind.STATUS_AFTER_EFFECT, "POST", CREATE).withStatus(502));
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(502);
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(200);
        assertThat(admin.world().syncIds()).hasSize(1);
    }

    @Test
    void switch_record_5xx_false_lets_a_500_be_repeated() {
        admin.setSwitch("record_5xx", "false");
        admin.fault(Fault.once(FaultKind.STATUS, "POST", CREATE).withStatus(500));
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(500);
        assertThat(keyed.post(CREATE, Api.syncBody("")).status()).isEqualTo(200);
    }

    @Test
    void switch_record_409() {
        String id = api.create("");
        api.post(executions(id), "{}");
        assertThat(keyed.post(executions(id), "{}").status()).isEqualTo(409);
        after("PT1M");
        assertThat(keyed.post(executions(id), "{}").status()).isEqualTo(409);

        admin.setSwitch("record_409", "false");
        api.post(executions(id), "{}");
        Api other = api.with("Idempotency-Key", "key-0002");
        assertThat(other.post(executions(id), "{}").status()).isEqualTo(409);
        after("PT1M");
        assertThat(other.post(executions(id), "{}").status()).isEqualTo(200);
    }

    @Test
    void a_duplicate_in_flight_is_a_conflict() {
        admin.fault(Fault.once(FaultKind.DELAY, "POST", CREATE).withDelay(Duration.ofSeconds(20)));
        CompletableFuture<Api.Reply> first = keyed.sendAsync("POST", CREATE, Api.syncBody(""));
        await().until(() -> keyed.post(CREATE, "{}").status() == 409);
        assertThat(first).isNotDone();
        assertThat(admin.world().syncIds()).isEmpty();
    }

    @Test
    void switch_idempotency_scope() {
        String id = api.create("");
        assertThat(keyed.post(sync(id) + "/cancel", "").status()).isEqualTo(200);
        Api.Reply replay = keyed.post(sync(id) + "/activate", "{'active': false}");
        assertThat(replay.data().path("message").asText()).isEqualTo("nothing is running");

        admin.setSwitch("idempotency_scope", "key_and_path");
        Api.Reply own = keyed.post(sync(id) + "/activate", "{'active': false}");
        assertThat(own.data().path("active").isBoolean()).isTrue();
    }

    @Test
    void switch_idempotency_body_mismatch() {
        keyed.post(CREATE, Api.syncBody("'name': 'a'"));
        assertThat(keyed.post(CREATE, Api.syncBody("'name': 'b'"))
                        .data()
                        .path("name")
                        .asText())
                .isEqualTo("a");
        admin.setSwitch("idempotency_body_mismatch", "reject422");
        assertThat(keyed.post(CREATE, Api.syncBody("'name': 'b'")).status()).isEqualTo(422);
    }

    @Test
    void a_malformed_key_is_refused() {
        assertThat(api.with("Idempotency-Key", "short")
                        .post(CREATE, Api.syncBody(""))
                        .status())
                .isEqualTo(400);
        assertThat(api.with("Idempotency-Key", "with space in it")
                        .post(CREATE, Api.syncBody(""))
                        .status())
                .isEqualTo(400);
    }
}
