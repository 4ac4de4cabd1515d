package io.polytomic.operator.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.HttpPolytomicApi;
import io.polytomic.operator.client.http.PolytomicApis;
import io.polytomic.operator.client.http.RequestBudget;
import io.polytomic.operator.client.http.Time;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.controller.watch.WatchScheduler;
import io.polytomic.operator.controller.watch.Webhooks;
import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationEngineTest {
    private static final ResourceID ID = new ResourceID("default", "data");
    private static final int PLENTY = 10_000;
    private static final ApiOpener OPENER = new ApiOpener() {
        @Override
        public PolytomicApi open(ResourceID owner, Endpoint endpoint, Credential credential, int requestsPerMinute) {
            return PolytomicApis.open(
                    endpoint, credential, new RequestBudget(PLENTY, Time.system()), CallListener.NONE);
        }

        @Override
        public void release(ResourceID owner, Credential credential, PolytomicApi api) {
            ((HttpPolytomicApi) api).close();
        }
    };

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withSeedYaml("""
            organizations:
              - id: 0f3c1a52-7d1e-4c58-9a44-1f6d2c7b8e01
                name: Acme
                keys: [{key: first-key}, {key: second-key}]
            connections: [{name: Snowflake, type: snowflake}]
            """));
    private final WatchScheduler scheduler = new WatchScheduler();
    private final Organizations organizations = new Organizations();
    private String key = "first-key";
    private final SecretReader secrets = (namespace, name) -> Optional.of(Map.of("apiKey", key));
    private final OrganizationEngine engine = new OrganizationEngine(
            organizations,
            secrets,
            new WebhookSecrets(new Webhooks(scheduler), secrets, false),
            OPENER,
            AllowedHosts.DEFAULT,
            scheduler,
            organization -> WatchListener.NONE,
            (sync, organization) -> Duration.ZERO,
            Clock.systemUTC());

    @AfterEach
    void stop() {
        scheduler.close();
        simulator.close();
    }

    private boolean pass(int requestsPerMinute) {
        var organization =
                Serialization.unmarshal("""
                metadata: {name: default, namespace: data, generation: 1}
                spec:
                  url: %s
                  requestsPerMinute: %d
                  pollInterval: 1s
                  credentials: {secretRef: {name: polytomic, key: apiKey}}
                """.formatted(simulator.url(), requestsPerMinute), PolytomicOrganization.class);
        return Conditions.isTrue(engine.pass(organization).status().conditions(), Condition.READY);
    }

    private void untilPolled() {
        long from = simulator.admin().journalSince(0).size();
        await().until(() -> simulator.admin().journalSince(0).stream()
                        .skip(from)
                        .filter(call -> call.path().equals("/api/bulk/syncs/status"))
                        .count()
                > 1);
    }

    @ParameterizedTest(name = "{0} changes while /api/me answers {1}")
    @CsvSource({"the budget, 503", "the budget, 429", "the key, 503"})
    @DisplayName("What is changed while the API does not answer for a moment holds afterwards, and the watcher goes on")
    void changedDuringAnOutage(String what, int status) {
        assertThat(pass(300)).isTrue();
        untilPolled();

        simulator.admin().fault(Fault.always(FaultKind.STATUS, "GET", "/api/me").withStatus(status));
        int requestsPerMinute = what.equals("the budget") ? 200 : 300;
        key = what.equals("the key") ? "second-key" : key;
        assertThat(pass(requestsPerMinute)).isFalse();
        assertThat(organizations.live(ID))
                .as("the old way, which may be another key or server, is used no more")
                .isNull();

        simulator.admin().clearFaults();
        if (what.equals("the key")) {
            simulator.admin().world().revokeKey("first-key");
        }
        assertThat(pass(requestsPerMinute)).isTrue();
        untilPolled();
        assertThat(organizations.live(ID).api().listConnections()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource("503")
    @DisplayName("An outage in which nothing is changed leaves what is known as it is")
    void outage(int status) {
        assertThat(pass(300)).isTrue();
        simulator.admin().fault(Fault.always(FaultKind.STATUS, "GET", "/api/me").withStatus(status));
        pass(300);
        assertThat(organizations.live(ID)).isNotNull();
        untilPolled();
    }
}
