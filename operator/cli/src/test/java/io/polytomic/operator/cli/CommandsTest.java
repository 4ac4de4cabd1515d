package io.polytomic.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.client.ApiException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say to a person who mistyped something, and of themselves. */
class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    simulator --port 70000 | --port: found 70000, allowed are 0 (any free one) to 65535.
                    simulator --speed -1 | --speed: found -1.0, allowed are 0 (a clock that only moves when told) and numbers above.
                    simulator --seed-file /nosuch | --seed-file: found /nosuch, which does not exist or cannot be read.
                    sandbox /nosuch | DIR: there is no folder /nosuch.
                    sandbox . --speed 0 | --speed: found 0.0, allowed are numbers above 0.
                    run --threads 0 | --threads: found 0, allowed are 1 to 50.
                    run --webhook-port -1 | --webhook-port: found -1, allowed are 0 to 65535.
                    run --http-port 70000 | --http-port: found 70000, allowed are 0 to 65535.
                    run --namespaces data,Data_1 | --namespaces: found "Data_1", allowed are names of namespaces: at most 63 lower-case letters, digits and '-', with a letter or digit at both ends.
                    run --allowed-hosts https://app.polytomic.com | --allowed-hosts: found "https://app.polytomic.com", allowed are hosts without scheme, port and path, such as app.polytomic.com, *.example.com, *.svc and loopback.
                    validate -f /nosuch | -f: there is no file or folder /nosuch.
                    """)
    @DisplayName("A wrong value is one sentence that names the option, what was found and what is allowed; exit code 1")
    void wrong(String line, String sentence) {
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(sentence + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    pln | There is no command "pln"; did you mean plan?
                    apply -f syncs/ | There is no command "apply"; there are run, plan, validate, export, import-terraform, status, sandbox, simulator, completion.
                    """)
    @DisplayName("A command that there is not gets the name of the one that was meant, or of all")
    void noCommand(String line, String sentence) {
        assertThat(run(line.split(" "))).isEqualTo(1);
        assertThat(err.toString().lines().findFirst()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "plan"})
    @DisplayName(
            "Nothing to validate or to plan is an error, as it is for kubectl: a wrong folder must not pass as good")
    void nothing(String command, @TempDir Path folder) {
        assertThat(run(command, "-f", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("-f: there is no object of sync.polytomic.com in " + folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "plan",
                "validate",
                "export",
                "status",
                "sandbox",
                "simulator",
                "import-terraform",
                "completion"
            })
    @DisplayName("The help of each command has an example and its exit codes")
    void help(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example: ").contains("Exit code: 0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    @DisplayName("The completion script knows every command and its options, under the name it is called by")
    void completion(String shell) {
        assertThat(run("completion", shell, "--name", "poly")).isZero();
        assertThat(out.toString())
                .contains("import-terraform")
                .contains("--all-namespaces")
                .contains("complete -F _complete_poly -o default poly");
    }

    @ParameterizedTest(name = "kubectl polytomic {0}")
    @CsvSource({
        "'', 'completion export import-terraform plan run sandbox simulator status validate'",
        "st, status",
        "status --un, --unmanaged",
        "completion k, kubectl",
        "plan -o m, markdown"
    })
    @DisplayName("kubectl completes its plugin by the program that completion prints")
    void kubectlPlugin(String typed, String offered, @TempDir Path folder) throws Exception {
        assertThat(run("completion", "kubectl")).isZero();
        var program = Files.writeString(folder.resolve("kubectl_complete-polytomic"), out.toString());
        var command = new ArrayList<>(List.of("bash", program.toString()));
        command.addAll(List.of(typed.split(" ", -1)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).last().isEqualTo(":4");
        assertThat(lines).contains(offered.split(" "));
    }

    @Test
    @DisplayName("What kubectl completes with no word of ours, such as a folder, it is told to look for among files")
    void kubectlFiles(@TempDir Path folder) throws Exception {
        assertThat(run("completion", "kubectl")).isZero();
        var program = Files.writeString(folder.resolve("kubectl_complete-polytomic"), out.toString());
        var process = new ProcessBuilder("bash", program.toString(), "validate", "-f", "nosuch").start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(":0\n");
    }

    @Test
    @DisplayName("A key that the API refuses is named by the variable it came from")
    void refusedKey() {
        assertThat(Main.sentence(new ApiException.Unauthorized("GET /api/me")))
                .isEqualTo("The API refused the key in POLYTOMIC_API_KEY (401).");
    }

    @Test
    @DisplayName("Progress is said every two seconds and ends with a full stop; a short command says nothing")
    void progress() {
        var clock = new Clock() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var lines = new PrintWriter(err);
        var quick = new Progress(lines, "Planned", clock);
        quick.accept(1, 2);
        quick.accept(2, 2);
        assertThat(err.toString()).isEmpty();
        var slow = new Progress(lines, "Planned", clock);
        clock.now = clock.now.plus(Duration.ofSeconds(3));
        slow.accept(1, 2);
        slow.accept(2, 2);
        assertThat(err.toString().lines()).containsExactly("Planned 1 of 2 ...", "Planned 2 of 2.");
    }
}
