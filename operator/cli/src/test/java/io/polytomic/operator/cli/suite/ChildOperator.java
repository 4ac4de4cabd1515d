package io.polytomic.operator.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.cli.cluster.Cluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code run} in a process of its own, which can be killed and outlives nobody: see {@link ChildMain}. */
final class ChildOperator implements AutoCloseable {
    private static final String LEADS = "leads identity=";
    private static final Pattern PORT = Pattern.compile("health and metrics on port (\\d+)");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Path log;
    private volatile boolean leads;

    private ChildOperator(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** As administrator; returns at once. */
    static ChildOperator start(Cluster cluster) {
        return start(cluster.controlPlane().kubeconfigFile(), "--namespaces", cluster.namespace());
    }

    static ChildOperator start(Path kubeconfig, String... options) {
        return start(null, kubeconfig, options);
    }

    /** @param log where it writes; what it wrote is not kept in memory then, except when it says something about itself */
    static ChildOperator start(Path log, Path kubeconfig, String... options) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName()));
        command.addAll(List.of("run", "--http-port", "0"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("LOG_LEVEL", "DEBUG");
        try {
            var child = new ChildOperator(builder.start(), log);
            var reader = new Thread(child::read, "child-operator-output");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            if (log == null) {
                lines.lines().forEach(this::keep);
            } else {
                write(lines);
            }
        } catch (IOException | UncheckedIOException ended) {
            output.add("(end of output)");
        }
    }

    private void keep(String line) {
        leads |= line.contains(LEADS);
        output.add(line);
    }

    private void write(BufferedReader lines) throws IOException {
        try (var file = new PrintWriter(Files.newBufferedWriter(log), true)) {
            lines.lines().forEach(line -> {
                file.println(line);
                if (line.contains(LEADS) || PORT.matcher(line).find()) {
                    keep(line);
                }
            });
        }
    }

    /** Everything it has written so far. */
    List<String> output() {
        try {
            return log == null ? output : Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says so. */
    int port() {
        Stage.eventually().until(() -> {
            assertThat(process.isAlive()).as(() -> String.join("\n", output)).isTrue();
            return output.stream().anyMatch(line -> PORT.matcher(line).find());
        });
        return output.stream()
                .map(PORT::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Whether it said that it leads. */
    boolean leads() {
        return leads;
    }

    /** SIGSTOP: a virtual machine that is moved, a node under pressure, a long pause of the collector. */
    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            assertThat(kill.onExit().join().exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, at this very moment. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** What it sees when this JVM dies. */
    void orphan() throws IOException {
        process.getOutputStream().close();
    }

    /** SIGTERM, as Kubernetes does. */
    void terminate() {
        signal("TERM"); // Process.destroy closes the pipe as well, at which ChildMain ends without ado
    }

    boolean endsWhenAsked() throws InterruptedException {
        terminate();
        return process.waitFor(20, TimeUnit.SECONDS);
    }

    /** Of itself, without being asked. */
    boolean ends() throws InterruptedException {
        return process.waitFor(20, TimeUnit.SECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
