package io.polytomic.operator.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What makes the tab key useful. */
@Command(
        name = "completion",
        description = {
            "Print a script that completes commands and options in a shell.",
            "",
            "Example: source <(polytomic-operator completion bash)",
            "Exit code: 0 printed, 1 an error."
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** One script serves both: under zsh it switches on what bash brings along. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Option(
            names = "--name",
            defaultValue = "polytomic-operator",
            paramLabel = "COMMAND",
            description = "How the command is called on this machine. Default: polytomic-operator.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "--name: found \"" + name + "\", allowed are letters, digits, '.', '_' and '-'.");
        }
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(name, spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
