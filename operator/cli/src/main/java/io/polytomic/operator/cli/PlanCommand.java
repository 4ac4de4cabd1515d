package io.polytomic.operator.cli;

import io.polytomic.operator.cli.manifest.ManifestReader;
import io.polytomic.operator.cli.plan.ClusterState;
import io.polytomic.operator.cli.plan.PlanMaker;
import io.polytomic.operator.cli.plan.PlanOutput;
import io.polytomic.operator.cli.validate.Validation;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What manifests would do, without a cluster. */
@Command(
        name = "plan",
        description = {
            "Show what manifests would change at Polytomic, by the operator's own planner; nothing is written anywhere.",
            "",
            "Example: POLYTOMIC_API_KEY=... polytomic-operator plan -f syncs/ --managed --deny Exposure,Resync",
            "Environment: POLYTOMIC_API_KEY, POLYTOMIC_URL (default https://app.polytomic.com).",
            "Exit code: 0 nothing to do, 2 changes, 1 an error, a problem or a denied impact."
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private FileOption files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: text.")
    private PlanOutput output;

    @Option(
            names = "--deny",
            split = ",",
            paramLabel = "IMPACT",
            description =
                    "A plan with one of these impacts is an error: Create, Destructive, Resync, Exposure, Selection,"
                            + " Schedule, Metadata.")
    private List<String> deny = List.of();

    @Option(
            names = "--managed",
            description =
                    "Take for granted that the operator already manages every remote sync that a manifest matches: an update"
                            + " is planned, not a take-over.")
    private boolean managed;

    @Option(
            names = "--cluster",
            description = "Read from the cluster of KUBECONFIG which remote sync each object already holds.")
    private boolean cluster;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description =
                    "Where manifests go that name none. Default: that of the kubeconfig context with --cluster, else"
                            + " default.")
    private String namespace;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var denied = PlanMaker.impacts(deny);
        var manifests = ManifestReader.read(files.paths());
        if (manifests.all().isEmpty() && manifests.problems().isEmpty()) {
            throw new IllegalArgumentException("-f: " + Validation.nothingIn(files.paths(), manifests));
        }
        var progress = new Progress(spec.commandLine().getErr(), "Planned", Clock.systemUTC());
        try (var api = PolytomicLogin.open(System.getenv())) {
            var maker = new PlanMaker(api, state(), home(), progress);
            var result = maker.plan(manifests, denied);
            var out = spec.commandLine().getOut();
            out.print(output.write(result, Ansi.AUTO.enabled()));
            out.flush();
            return result.exitCode();
        }
    }

    private ClusterState state() {
        var known = cluster ? Cluster.read(Cluster.config()) : ClusterState.UNKNOWN;
        return managed ? known.assumingManaged() : known;
    }

    private String home() {
        if (namespace != null) {
            return namespace;
        }
        return cluster ? Cluster.namespace(Cluster.config()) : "default";
    }
}
