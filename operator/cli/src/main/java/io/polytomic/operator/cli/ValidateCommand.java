package io.polytomic.operator.cli;

import io.polytomic.operator.cli.manifest.ManifestReader;
import io.polytomic.operator.cli.validate.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Manifests checked without a cluster and without the API. */
@Command(
        name = "validate",
        description = {
            "Check manifests offline: schema, rules, references and duplicates, as file:line messages.",
            "",
            "Example: polytomic-operator validate -f syncs/",
            "Exit code: 0 nothing is wrong (warnings allowed), 1 something is."
        },
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private FileOption files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var validation = Validation.of(ManifestReader.read(files.paths()));
        if (validation.manifests().all().isEmpty() && validation.errors() == 0) {
            throw new IllegalArgumentException("-f: " + Validation.nothingIn(files.paths(), validation.manifests()));
        }
        var out = spec.commandLine().getOut();
        validation.lines().forEach(out::println);
        out.flush();
        return validation.errors() == 0 ? 0 : 1;
    }
}
