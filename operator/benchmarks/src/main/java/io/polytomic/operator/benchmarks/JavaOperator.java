package io.polytomic.operator.benchmarks;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The operator as the image runs it (deploy/Containerfile): its flags, and with a JDK that knows AOT caches a runtime and a
 * cache made by the same scripts. It finds the cluster as in a pod, by a service account's token, and not by a kubeconfig.
 */
final class JavaOperator implements Candidate {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Jdk jdk;
    private final Path java;
    private final Path jar;
    private final Path flags;
    private final Path cache;
    private final List<String> moreFlags;

    private JavaOperator(Jdk jdk, Path java, Path jar, Path flags, Path cache, List<String> moreFlags) {
        this.jdk = jdk;
        this.java = java;
        this.jar = jar;
        this.flags = flags;
        this.cache = cache;
        this.moreFlags = moreFlags;
    }

    /**
     * Makes what the image holds, anew each time: a cache is good only for its own runtime, options and jar.
     *
     * @param folder what is in it is lost
     */
    static JavaOperator prepare(Jdk jdk, Path repository, Path folder, boolean aot, List<String> moreFlags) {
        var jar = folder.resolve("polytomic-operator.jar");
        var flags = repository.resolve("deploy/jvm.options");
        empty(folder);
        copy(repository.resolve("operator/cli/target/polytomic-operator.jar"), jar);
        if (!aot || jdk.feature() < FIRST_WITH_AOT_CACHE) {
            return new JavaOperator(jdk, jdk.java(), jar, flags, null, moreFlags);
        }
        var runtime = folder.resolve("java");
        var java = runtime.resolve("bin/java");
        var cache = folder.resolve("operator.aot");
        run("The making of the runtime", folder, repository.resolve("deploy/runtime"), jdk.home(), runtime);
        run(
                "The training of the AOT cache",
                folder,
                repository.resolve("deploy/train"),
                java,
                flags,
                jar,
                repository.resolve("examples/quickstart"),
                cache);
        return new JavaOperator(jdk, java, jar, flags, cache, moreFlags);
    }

    private static void run(String what, Path folder, Path... command) {
        var script = command[0].getFileName();
        Child.run(
                what,
                Arrays.stream(command).map(Path::toString).toList(),
                folder,
                folder.resolve(script + ".log"),
                LONGEST);
    }

    private static void empty(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path jar() {
        return jar;
    }

    @Override
    public String name() {
        return "Java";
    }

    @Override
    public String description() {
        return "%s, %s, flags of deploy/jvm.options%s"
                .formatted(
                        jdk.description(),
                        cache == null ? "no AOT cache" : "runtime and AOT cache made as in deploy/Containerfile",
                        moreFlags.isEmpty() ? "" : " and " + String.join(" ", moreFlags));
    }

    @Override
    public List<String> command(int metricsPort, int memoryMegabytes) {
        var command = new ArrayList<>(List.of(java.toString(), "@" + flags));
        command.add("-XX:MaxRAM=" + memoryMegabytes + "m");
        if (cache != null) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(moreFlags);
        command.addAll(List.of("-jar", jar.toString(), "run", "--http-port=" + metricsPort));
        return command;
    }

    @Override
    public Map<String, String> access(Path kubeconfig) {
        try {
            var config = Config.fromKubeconfig(Files.readString(kubeconfig));
            var account = Files.createDirectories(jar.resolveSibling("service-account"));
            var authority = account.resolve("ca.crt");
            Files.write(authority, Base64.getDecoder().decode(config.getCaCertData()));
            var token = Files.writeString(account.resolve("token"), config.getAutoOAuthToken());
            var server = URI.create(config.getMasterUrl());
            return Map.of(
                    "KUBERNETES_SERVICE_HOST", server.getHost(),
                    "KUBERNETES_SERVICE_PORT", String.valueOf(server.getPort()),
                    "KUBERNETES_CERTS_CA_FILE", authority.toString(),
                    "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
                    "KUBERNETES_AUTH_TRYKUBECONFIG", "false");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
