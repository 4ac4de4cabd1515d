package io.polytomic.operator.cli;

import io.polytomic.operator.cli.export.Exported;
import io.polytomic.operator.cli.export.Exporter;
import io.polytomic.operator.client.PolytomicApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How a command writes live syncs as manifests. */
final class WriteOptions {
    @Option(names = "--overwrite", description = "Replace files that exist.")
    private boolean overwrite;

    @Option(
            names = "--full",
            description = "State every member, not only those that differ from what creating the sync would give.")
    private boolean full;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace to write into the manifests. Default: none.")
    private String namespace;

    ManifestFiles files(Path directory) throws IOException {
        return new ManifestFiles(directory, overwrite);
    }

    Exporter exporter(PolytomicApi api, Progress progress) {
        return new Exporter(api, full, namespace, progress);
    }

    /** What a manifest cannot say is said to the person. */
    static void tellLeftOut(Exported exported, PrintWriter err) {
        exported.leftOut().forEach(sentence -> err.println(exported.name() + ": left out: " + sentence));
    }
}
