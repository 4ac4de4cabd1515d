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
import java.util.Base64;
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

    /** Copies the jar beside its cache, which holds only for that path and time, and trains the cache. */
    static JavaOperator prepare(Jdk jdk, Path repository, Path folder, boolean aot, List<String> moreFlags) {
        var built = repository.resolve("operator/cli/target/polytomic-operator.jar");
        var jar = folder.resolve("polytomic-operator.jar");
        var flags = repository.resolve("deploy/jvm.options");
        var cache = folder.resolve("operator.aot");
        boolean fresh = copyWhenOther(built, jar);
        if (!aot || jdk.feature() < FIRST_WITH_AOT_CACHE) {
            return new JavaOperator(jdk, jdk.java(), jar, flags, null, moreFlags);
        }
        var runtime = folder.resolve("java");
        var java = runtime.resolve("bin/java");
        if (!Files.exists(java)) {
            Child.run(
                    "The making of the runtime",
                    List.of(
                            repository.resolve("deploy/runtime").toString(),
                            jdk.home().toString(),
                            runtime.toString()),
                    folder,
                    folder.resolve("runtime.log"),
                    LONGEST);
        }
        if (fresh || !Files.exists(cache)) {
            Child.run(
                    "The training of the AOT cache",
                    List.of(
                            repository.resolve("deploy/train").toString(),
                            java.toString(),
                            flags.toString(),
                            jar.toString(),
                            repository.resolve("examples/quickstart").toString(),
                            cache.toString()),
                    folder,
                    folder.resolve("training.log"),
                    LONGEST);
        }
        return new JavaOperator(jdk, java, jar, flags, cache, moreFlags);
    }

    private static boolean copyWhenOther(Path built, Path jar) {
        try {
            if (Files.exists(jar) && Files.getLastModifiedTime(jar).equals(Files.getLastModifiedTime(built))) {
                return false;
            }
            Files.copy(built, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            return true;
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
