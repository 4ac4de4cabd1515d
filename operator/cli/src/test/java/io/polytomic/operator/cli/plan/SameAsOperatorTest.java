package io.polytomic.operator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncStatus;
import io.polytomic.operator.api.v1alpha1.Condition;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganizationSpec;
import io.polytomic.operator.cli.export.Exported;
import io.polytomic.operator.cli.export.Exporter;
import io.polytomic.operator.cli.manifest.ManifestReader;
import io.polytomic.operator.controller.engine.Lanes;
import io.polytomic.operator.controller.engine.Recorder;
import io.polytomic.operator.controller.engine.SyncEngine;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.controller.watch.LiveOrganization;
import io.polytomic.operator.controller.watch.OrganizationWatch;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.controller.watch.WatchListener;
import io.polytomic.operator.core.plan.PlanText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator's own engine and this command look at the same manifest and the same world. */
class SameAsOperatorTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String SCHEMAS =
            "schemas: [{id: public.orders}, {id: public.users, fields: [{id: email, obfuscate: true}]}]";

    private final List<BulkSync> objects = new ArrayList<>();
    private final Recorder recorder = new Recorder() {
        @Override
        public BulkSync record(BulkSync sync, BulkSyncStatus status) {
            sync.setStatus(status);
            return sync;
        }

        @Override
        public BulkSync wish(BulkSync sync, BulkSyncStatus status) {
            return record(sync, status);
        }

        @Override
        public boolean isCurrent(BulkSync sync, long generation) {
            return true;
        }

        @Override
        public boolean isUntouched(BulkSync sync) {
            return true;
        }

        @Override
        public void event(BulkSync sync, boolean warning, String reason, String message) {}
    };
    private Remote remote;
    private SyncEngine engine;

    @BeforeEach
    void start() throws Exception {
        remote = new Remote(PlanMakerTest.seeded());
        var identity = remote.api.me();
        var organization = new PolytomicOrganization();
        organization.setMetadata(new ObjectMeta());
        organization.getMetadata().setName("default");
        organization.getMetadata().setNamespace("data");
        organization.setSpec(
                JSON.unmarshal("{\"url\": \"https://app.polytomic.com\"}", PolytomicOrganizationSpec.class));
        var watch = new OrganizationWatch("data/default", identity, remote.api, WatchListener.NONE, Clock.systemUTC());
        var organizations = new Organizations();
        organizations.ready(
                new ResourceID("default", "data"), new LiveOrganization(organization, remote.api, identity, watch));
        engine = new SyncEngine(organizations, () -> objects, new Lanes(1, object -> {}), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    /** Applies a manifest and lets the operator look until nothing moves any more. */
    private BulkSync apply(String yaml) {
        var content = ManifestReader.read("f.yaml", yaml).all().get(0).content();
        var sync = JSON.convertValue(content, BulkSync.class);
        var before = objects.isEmpty() ? null : objects.get(0);
        sync.getMetadata().setNamespace("data");
        sync.getMetadata().setUid("uid-1");
        sync.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
        sync.getMetadata()
                .setGeneration(before == null ? 1L : before.getMetadata().getGeneration() + 1);
        sync.setStatus(before == null ? null : before.getStatus());
        objects.clear();
        objects.add(sync);
        for (int i = 0; i < 4; i++) {
            var result = engine.pass(sync, List.of(), recorder);
            sync.setStatus(result.status());
        }
        return sync;
    }

    private static void assertSame(Planned planned, BulkSync sync) {
        var status = sync.getStatus().plan();
        assertThat(status)
                .as("the operator waits with a plan: %s", sync.getStatus().conditions())
                .isNotNull();
        assertThat(planned.hash()).isEqualTo(status.hash());
        var text = PlanText.shared();
        assertThat(planned.waiting().changes().stream()
                        .map(c -> c.path() + text.from(c) + text.to(c))
                        .toList())
                .isEqualTo(status.changes().stream()
                        .map(c -> c.path() + c.from() + c.to())
                        .toList());
    }

    @Test
    @DisplayName("Taking over a sync that differs: the same changes and the same hash")
    void adoption() {
        var yaml = PlanMakerTest.sync("orders", SCHEMAS + "\nconcurrencyLimit: 3\ndisableRecordTimestamps: true");
        var planned = remote.plan(yaml).objects().get(0);
        assertSame(planned, apply(yaml));
    }

    @Test
    @DisplayName("A create that needs approval: the same changes and the same hash")
    void creation() {
        var yaml = PlanMakerTest.sync("fresh", SCHEMAS + "\nrequireApprovalFor: [Create]");
        var planned = remote.plan(yaml).objects().get(0);
        assertSame(planned, apply(yaml));
    }

    @Test
    @DisplayName("An edit of a managed sync: free changes go, the gated ones have the hash that was told before")
    void edit() {
        apply(PlanMakerTest.sync("fresh", SCHEMAS));
        var edited = PlanMakerTest.sync(
                "fresh", SCHEMAS + "\nconcurrencyLimit: 3\ndisableRecordTimestamps: true\nnormalizeNames: legacy");
        var assumed = remote.plan(edited, ClusterState.UNKNOWN.assumingManaged())
                .objects()
                .get(0);
        var known = remote.plan(edited, new ClusterState(List.of(), List.copyOf(objects), false))
                .objects()
                .get(0);
        assertThat(assumed.hash())
                .isNotNull()
                .isEqualTo(known.hash())
                .isNotEqualTo(assumed.plan().hash());
        assertSame(known, apply(edited));
    }

    @Test
    @DisplayName("Once it is as the manifest says, both have nothing to do")
    void settled() {
        var yaml = PlanMakerTest.sync("fresh", SCHEMAS);
        var sync = apply(yaml);
        assertThat(sync.getStatus().plan()).isNull();
        assertThat(remote.plan(yaml).exitCode()).isZero();
    }

    @Test
    @DisplayName("What was exported is taken over by the operator without a write")
    void exported() {
        var exported = new ArrayList<Exported>();
        new Exporter(remote.api, false, null, (done, all) -> {}).export(List.of("orders"), exported::add);
        remote.simulator.admin().clearJournal();
        var sync = apply(exported.get(0).yaml());
        assertThat(sync.getStatus().syncId()).isEqualTo("248df4b7-0000-4000-8000-000000000001");
        assertThat(Conditions.isTrue(sync.getStatus().conditions(), Condition.READY))
                .isTrue();
        assertThat(remote.methods()).containsOnly("GET");
    }
}
