package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator as the image runs it (deploy/Containerfile): its flags, and with a JDK that knows AOT caches a cache trained
 * by the same script. Only the runtime differs: a whole JDK, where the image has one made by jlink.
 */
final class JavaOperator implements Candidate {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    private final Jdk jdk;
    private final Path jar;
    private final Path flags;
    private final Path cache;
    private final List<String> moreFlags;

    private JavaOperator(Jdk jdk, Path jar, Path flags, Path cache, List<String> moreFlags) {
        this.jdk = jdk;
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
            return new JavaOperator(jdk, jar, flags, null, moreFlags);
        }
        if (!fresh && Files.exists(cache)) {
            return new JavaOperator(jdk, jar, flags, cache, moreFlags);
        }
        Child.run(
                "The training of the AOT cache",
                List.of(
                        repository.resolve("deploy/train").toString(),
                        jdk.java().toString(),
                        flags.toString(),
                        jar.toString(),
                        repository.resolve("examples/quickstart").toString(),
                        cache.toString()),
                folder,
                folder.resolve("training.log"),
                Duration.ofMinutes(3));
        return new JavaOperator(jdk, jar, flags, cache, moreFlags);
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
                        cache == null ? "no AOT cache" : "AOT cache trained as in deploy/Containerfile",
                        moreFlags.isEmpty() ? "" : " and " + String.join(" ", moreFlags));
    }

    @Override
    public List<String> command(int metricsPort, int memoryMegabytes) {
        var command = new ArrayList<>(List.of(jdk.java().toString(), "@" + flags));
        command.add("-XX:MaxRAM=" + memoryMegabytes + "m");
        if (cache != null) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(moreFlags);
        command.addAll(List.of("-jar", jar.toString(), "run", "--http-port=" + metricsPort));
        return command;
    }
}
