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
            "For kubectl polytomic <TAB>, print the program that kubectl asks, onto the PATH:",
            "  kubectl-polytomic completion kubectl > ~/bin/kubectl_complete-polytomic",
            "  chmod +x ~/bin/kubectl_complete-polytomic",
            "Exit code: 0 printed, 1 an error."
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** One script serves both shells: under zsh it switches on what bash brings along. */
    enum Shell {
        bash,
        zsh,
        /** Not a shell: the program {@code kubectl_complete-polytomic}, which kubectl runs to complete its plugin. */
        kubectl
    }

    private static final String PLUGIN = "kubectl-polytomic";

    /** kubectl hands over the words after the plugin's name and reads a candidate a line, then a colon and what else to do. */
    private static final String ANSWER_KUBECTL = """

            COMP_WORDS=(%1$s "$@")
            COMP_CWORD=$#
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            COMPREPLY=()
            _complete_%1$s
            if [ ${#COMPREPLY[@]} -eq 0 ]; then
              echo ":0" # nothing of ours: names of files
            else
              printf '%%s\\n' "${COMPREPLY[@]}"
              echo ":4"
            fi
            """;

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
        var root = spec.root().commandLine();
        if (shell == Shell.kubectl) {
            out.print("#!/usr/bin/env bash\n" + AutoComplete.bash(PLUGIN, root) + ANSWER_KUBECTL.formatted(PLUGIN));
        } else {
            out.print(AutoComplete.bash(name, root));
        }
        out.flush();
        return 0;
    }
}
