package io.polytomic.operator.benchmarks.micro;

import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.controller.translate.BodyWriter;
import io.polytomic.operator.controller.translate.ManifestReader;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.translate.WireReader;
import io.polytomic.operator.core.plan.Cause;
import io.polytomic.operator.core.plan.Plan;
import io.polytomic.operator.core.plan.Planner;
import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.SyncDefinition;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a pass over one large sync computes between reading and writing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlannerBenchmark {
    private static final String ID = "33333333-3333-4333-8333-333333333333";

    @Param("10000")
    private int schemas;

    private BulkSyncSpec manifest;
    private RemoteSync remote;
    private DesiredSync desired;
    private SyncDefinition observed;

    @Setup
    public void read() {
        manifest = LargeSync.manifest(schemas);
        remote = LargeSync.remote(schemas);
        desired = readManifest();
        observed = readWire();
    }

    @Benchmark
    public DesiredSync readManifest() {
        return ManifestReader.read(manifest, LargeSync.SOURCE, LargeSync.DESTINATION);
    }

    @Benchmark
    public SyncDefinition readWire() {
        return WireReader.read(remote);
    }

    @Benchmark
    public Plan plan() {
        return Planner.plan(ID, desired, observed, Cause.SPEC);
    }

    @Benchmark
    public Map<String, Object> writeBody() {
        return BodyWriter.create(desired.stated(), "large", false);
    }
}
