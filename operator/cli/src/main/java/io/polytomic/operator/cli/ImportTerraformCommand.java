package io.polytomic.operator.cli;

import io.polytomic.operator.cli.terraform.Release;
import io.polytomic.operator.cli.terraform.SyncInstance;
import io.polytomic.operator.cli.terraform.Takeover;
import io.polytomic.operator.cli.terraform.TerraformState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From the vendor's Terraform provider to manifests. */
@Command(
        name = "import-terraform",
        description = {
            "Write the polytomic_bulk_sync resources of a Terraform state as manifests, and print what makes Terraform let go of"
                    + " them. Their ids are read from the state, everything else from the API; nothing is written to either.",
            "",
            "Example: terraform state pull | POLYTOMIC_API_KEY=... polytomic-operator import-terraform - -d syncs/ > removed.tf",
            "Environment: POLYTOMIC_API_KEY, POLYTOMIC_URL (default https://app.polytomic.com).",
            "Exit code: 0 every bulk sync of the state has a manifest, 1 an error, or some have none."
        },
        mixinStandardHelpOptions = true)
final class ImportTerraformCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STATE", description = "File with a state of format 4, or - for stdin.")
    private Path state;

    @Option(
            names = {"-d", "--directory"},
            required = true,
            paramLabel = "DIR",
            description = "One file a sync in this folder.")
    private Path directory;

    @Mixin
    private WriteOptions write;

    @Option(
            names = "--state-rm",
            description = "Print \"terraform state rm\" lines. Default: \"removed\" blocks (Terraform 1.7 or newer).")
    private boolean stateRm;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var err = spec.commandLine().getErr();
        var found = read();
        if (found.syncs().isEmpty()) {
            throw new IllegalArgumentException("STATE: " + state + " holds no polytomic_bulk_sync.");
        }
        var files = write.files(directory);
        List<SyncInstance> taken;
        try (var api = PolytomicLogin.open(System.getenv())) {
            var exporter = write.exporter(api, new Progress(err, "Imported", Clock.systemUTC()));
            taken = new Takeover(api, exporter, err::println).take(found, exported -> {
                files.write(exported);
                WriteOptions.tellLeftOut(exported, err);
            });
        }
        err.println(files.summary());
        err.flush();
        if (!taken.isEmpty()) {
            var release = new Release(found.syncs(), taken);
            var out = spec.commandLine().getOut();
            out.print(stateRm ? release.commands() : release.blocks());
            out.flush();
        }
        return taken.size() == found.syncs().size() ? 0 : 1;
    }

    private TerraformState read() throws IOException {
        if (state.equals(Path.of("-"))) {
            return TerraformState.read("stdin", System.in);
        }
        if (!Files.isRegularFile(state)) {
            throw new IllegalArgumentException("STATE: there is no file " + state + ".");
        }
        try (var in = Files.newInputStream(state)) {
            return TerraformState.read(state.toString(), in);
        }
    }
}
