package io.polytomic.operator.cli;

import io.polytomic.operator.cli.validate.Nearest;
import io.polytomic.operator.client.ApiException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** One jar, every command. An error is one sentence on stderr and exit code 1; {@code --debug} adds the stack trace. */
@Command(
        name = "polytomic-operator",
        description = "Polytomic bulk syncs as Kubernetes resources.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            ExportCommand.class,
            ImportTerraformCommand.class,
            StatusCommand.class,
            SandboxCommand.class,
            SimulatorCommand.class,
            CompletionCommand.class
        })
public final class Main {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean debug;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        var main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, result) -> {
                    if (main.debug) {
                        e.printStackTrace(command.getErr());
                    } else {
                        command.getErr().println(sentence(e));
                    }
                    return 1;
                })
                .setParameterExceptionHandler(Main::usageError);
    }

    private static int usageError(ParameterException e, String[] args) {
        e.getCommandLine().getErr().println(mistyped(e));
        e.getCommandLine()
                .getErr()
                .println("See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
        return 1;
    }

    /** A word too many is a mistyped command where commands are expected, and said to be one. */
    private static String mistyped(ParameterException e) {
        var commands = e.getCommandLine().getSubcommands().keySet();
        if (!(e instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption() || commands.isEmpty()) {
            return e.getMessage();
        }
        var word = unmatched.getUnmatched().get(0);
        var meant = Nearest.to(word, commands)
                .map(near -> "did you mean " + near + "?")
                .orElse("there are " + String.join(", ", commands) + ".");
        return "There is no command \"" + word + "\"; " + meant;
    }

    static String sentence(Exception e) {
        if (e instanceof ApiException.Unauthorized) {
            return "The API refused the key in " + PolytomicLogin.KEY + " (401).";
        }
        var message = e.getMessage();
        return message == null || message.isBlank() ? "Failed: " + e.getClass().getSimpleName() + "." : message;
    }

    /** The version of the jar; "development" when run from classes. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"polytomic-operator " + (version == null ? "development" : version)};
        }
    }
}
