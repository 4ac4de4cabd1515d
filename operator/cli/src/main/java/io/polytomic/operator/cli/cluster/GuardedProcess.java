package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that cannot outlive its owner. A small shell holds the other end of a pipe from this JVM; when the pipe
 * closes, because {@link #kill()} was called or because the JVM died of whatever cause, SIGKILL included, it ends the
 * process. The shell runs in a session of its own where {@code setsid} exists, so neither Ctrl-C in the terminal nor a
 * signal to the JVM's process group reaches it before the owner is done.
 */
final class GuardedProcess {

    private static final String OWN_SESSION =
            "command -v setsid >/dev/null 2>&1 && exec setsid sh -c \"$0\" \"$@\"; exec sh -c \"$0\" \"$@\"";

    /** The name of the program is $0, so that the rest are its arguments; 3 is the pipe. */
    private static final String KILL_AT_END_OF_PIPE = """
            exec 3<&0
            "$0" "$@" 3<&- </dev/null &
            child=$!
            (read -r line <&3; kill -KILL "$child") >/dev/null 2>&1 &
            guard=$!
            wait "$child"
            code=$?
            kill "$guard" 2>/dev/null
            wait "$guard" 2>/dev/null
            exit "$code"
            """;

    private static final int SECONDS_TO_DIE = 10;

    private final String name;
    private final Process shell;
    private final Path log;

    private GuardedProcess(String name, Process shell, Path log) {
        this.name = name;
        this.shell = shell;
        this.log = log;
    }

    /** Runs a program until it ends or its owner does. */
    static GuardedProcess start(List<String> command, Path log) {
        var program = Path.of(command.get(0)).getFileName().toString();
        return start(program, KILL_AT_END_OF_PIPE, command, log);
    }

    /** Runs a script of sh, with $0 and $@ as arguments, that itself watches its standard input for the end of its owner. */
    static GuardedProcess script(String name, String script, List<String> arguments) {
        return start(name, script, arguments, Path.of("/dev/null"));
    }

    private static GuardedProcess start(String name, String script, List<String> arguments, Path log) {
        var command = new ArrayList<>(List.of("sh", "-c", OWN_SESSION, script));
        command.addAll(arguments);
        try {
            var shell = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new GuardedProcess(name, shell, log);
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be started.".formatted(name), e);
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Waits for its end, so long at the most. */
    boolean endsWithin(Duration atMost) {
        try {
            return shell.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The wait for %s was interrupted.".formatted(name), e);
        }
    }

    String name() {
        return name;
    }

    /** What it last wrote: the reason when it did not start. */
    String lastLines() {
        try {
            var lines = Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /** Ends it at once, without grace, and returns when it is gone. */
    void kill() {
        closePipe();
        try {
            if (!shell.waitFor(SECONDS_TO_DIE, TimeUnit.SECONDS)) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closePipe() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            shell.destroyForcibly(); // the pipe is broken, so its reader has seen the end already
        }
    }
}
