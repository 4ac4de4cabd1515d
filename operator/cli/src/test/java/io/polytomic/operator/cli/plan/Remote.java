package io.polytomic.operator.cli.plan;

import io.polytomic.operator.cli.manifest.ManifestReader;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.HttpPolytomicApi;
import io.polytomic.operator.client.http.PolytomicApis;
import io.polytomic.operator.client.http.RequestBudget;
import io.polytomic.operator.client.http.Time;
import io.polytomic.operator.core.sync.Impact;
import io.polytomic.operator.simulator.JournalEntry;
import io.polytomic.operator.simulator.Simulator;
import io.polytomic.operator.simulator.SimulatorOptions;
import java.util.List;
import java.util.Set;

/** A simulated API with a few syncs, and a client for it. */
public final class Remote implements AutoCloseable {
    /** The simulator has no quota; waiting for one would only make the tests slow. */
    private static final int CALLS_A_MINUTE = 60_000;

    public final Simulator simulator;
    public final HttpPolytomicApi api;

    public Remote(SimulatorOptions options) {
        simulator = Simulator.start(options);
        api = PolytomicApis.open(
                Endpoint.of(simulator.url(), AllowedHosts.DEFAULT),
                Credential.bearer("sandbox-key"),
                new RequestBudget(CALLS_A_MINUTE, Time.system()),
                CallListener.NONE);
    }

    public PlanResult plan(String yaml, Impact... deny) {
        return plan(yaml, ClusterState.UNKNOWN, deny);
    }

    public PlanResult plan(String yaml, ClusterState cluster, Impact... deny) {
        var maker = new PlanMaker(api, cluster, "data", (done, all) -> {});
        return maker.plan(ManifestReader.read("syncs.yaml", yaml), Set.of(deny));
    }

    /** Methods of everything that was asked of the API. */
    public List<String> methods() {
        return simulator.admin().journal().stream()
                .map(JournalEntry::method)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        api.close();
        simulator.close();
    }
}
