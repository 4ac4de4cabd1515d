package io.polytomic.operator.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What exists, as manifests. */
@Command(
        name = "export",
        description = {
            "Write live syncs as manifests that name them by id: planning them finds nothing to do. Never writes a secret.",
            "",
            "Example: POLYTOMIC_API_KEY=... polytomic-operator export -d syncs/ --sync orders",
            "Environment: POLYTOMIC_API_KEY, POLYTOMIC_URL (default https://app.polytomic.com).",
            "Exit code: 0 written, 1 an error."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "One file a sync in this folder. Default: all documents on stdout.")
    private Path directory;

    @Option(
            names = "--sync",
            paramLabel = "ID|NAME",
            description = "Only this sync; may be repeated. Default: all of the organization.")
    private List<String> syncs = List.of();

    @Mixin
    private WriteOptions write;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var err = spec.commandLine().getErr();
        var progress = new Progress(err, "Exported", Clock.systemUTC());
        var files = directory == null ? null : write.files(directory);
        var out = spec.commandLine().getOut();
        try (var api = PolytomicLogin.open(System.getenv())) {
            write.exporter(api, progress).export(syncs, exported -> {
                if (files == null) {
                    out.print("---\n" + exported.yaml());
                } else {
                    files.write(exported);
                }
                WriteOptions.tellLeftOut(exported, err);
            });
        }
        if (files != null) {
            out.println(files.summary());
        }
        out.flush();
        return 0;
    }
}
