package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Times {@code terraform apply} and two {@code terraform plan} of a configuration that the caller brings, at a simulator of its
 * own. The configuration finds its address and key in the variables {@code url} and {@code key}.
 */
record Terraform(Path program, Path provider, Path configuration) {
    static final String NOT_GIVEN =
            "not measured: no terraform, vendor's provider and configuration were given (--terraform, --provider, --terraform-config)";

    /** One sentence for the report. */
    String measure(Path java, Path jar, Path folder) {
        for (var needed : List.of(program, provider, configuration)) {
            if (!Files.exists(needed)) {
                return "not measured: " + needed + " does not exist";
            }
        }
        var seed = new Seed(1);
        var work = Trial.folder(folder, "terraform");
        try (var remote = RemoteApi.start(java, jar, seed, Latency.DEFAULT, work);
                var journal = new RemoteJournal(remote)) {
            copy(work);
            var environment = Map.of(
                    "TF_CLI_CONFIG_FILE", settings(work).toString(),
                    "TF_VAR_url", remote.url(),
                    "TF_VAR_key", seed.key(1));
            double applied = seconds(work, environment, "apply", "-auto-approve", "-input=false");
            double calls = journal.counts().total();
            double planned = seconds(work, environment, "plan", "-input=false");
            return "%s of %s: apply %s s with %.0f remote calls, plan of what is unchanged %s s with %.0f"
                    .formatted(
                            Machine.firstLine(program.toString(), "version"),
                            configuration,
                            Numbers.shortly(applied),
                            calls,
                            Numbers.shortly(planned),
                            journal.counts().total() - calls);
        }
    }

    private void copy(Path work) {
        try (Stream<Path> files = Files.list(configuration)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".tf")).toList()) {
                Files.writeString(work.resolve(file.getFileName()), Files.readString(file));
            }
            Files.deleteIfExists(work.resolve("terraform.tfstate"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The provider as it was given, without a registry and without init. */
    private Path settings(Path work) {
        try {
            return Files.writeString(work.resolve("terraform.rc"), """
                    provider_installation {
                      dev_overrides { "polytomic/polytomic" = "%s" }
                      direct {}
                    }
                    """.formatted(
                            provider.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double seconds(Path work, Map<String, String> environment, String... arguments) {
        long start = System.nanoTime();
        var command = Stream.concat(
                        Stream.concat(
                                Stream.of("env", "-C", work.toString()),
                                environment.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())),
                        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)))
                .toList();
        Child.run(
                "terraform " + arguments[0],
                command,
                work,
                work.resolve(arguments[0] + ".log"),
                java.time.Duration.ofMinutes(20));
        return Waiting.secondsSince(start);
    }
}
