package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java installation. */
record Jdk(Path home, String vendor, String version) {
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    static Jdk at(Path home) {
        var release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(home + " is no JDK: it has no file named release.", e);
        }
        return new Jdk(home, text(release, "IMPLEMENTOR"), text(release, "JAVA_VERSION"));
    }

    /** The newest of this machine, this process's own included. */
    static Jdk newest() {
        var own = at(Path.of(System.getProperty("java.home")));
        try (Stream<Path> homes = Files.isDirectory(USUAL_PLACE) ? Files.list(USUAL_PLACE) : Stream.empty()) {
            return Stream.concat(
                            Stream.of(own),
                            homes.filter(home -> Files.exists(home.resolve("release"))
                                            && Files.exists(home.resolve("bin/java")))
                                    .map(Jdk::at))
                    .max(Comparator.comparing(Jdk::feature))
                    .orElse(own);
        } catch (IOException e) {
            return own;
        }
    }

    private static String text(Properties release, String member) {
        return release.getProperty(member, "?").replace("\"", "");
    }

    int feature() {
        return Integer.parseInt(version.split("[.+-]")[0]);
    }

    Path java() {
        return home.resolve("bin/java");
    }

    String description() {
        return "JDK " + version + " (" + vendor + ")";
    }
}
