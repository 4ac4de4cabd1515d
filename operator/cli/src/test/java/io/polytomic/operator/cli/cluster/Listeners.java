package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP addresses on which processes listen, read from Linux's /proc. */
final class Listeners {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    private Listeners() {}

    static boolean canBeRead() {
        return Files.isReadable(PROC.resolve("net/tcp"));
    }

    /** As the kernel writes them: 127.0.0.1 is 0100007F. */
    static List<String> hexAddressesOf(Stream<ProcessHandle> processes) {
        var sockets = new HashSet<String>();
        processes.forEach(process -> sockets.addAll(socketsOf(process.pid())));
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)).stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals(LISTEN) && sockets.contains("socket:[" + columns[9] + "]"))
                .map(columns -> columns[1].split(":")[0])
                .toList();
    }

    private static Set<String> socketsOf(long pid) {
        var result = new HashSet<String>();
        try (var descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
            for (var descriptor : descriptors.toList()) {
                result.add(Files.readSymbolicLink(descriptor).toString());
            }
        } catch (IOException e) {
            return result; // it closed a file, or ended, while we looked
        }
        return result;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
