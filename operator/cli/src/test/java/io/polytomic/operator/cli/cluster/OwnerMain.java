package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM that owns a control plane, to be killed by a test: tells its processes and its directory, then waits for ever. */
final class OwnerMain {

    private OwnerMain() {}

    @SuppressWarnings("try") // the control plane is there to be owned
    public static void main(String[] arguments) throws IOException {
        try (var controlPlane =
                ControlPlane.from(Path.of(arguments[0])).withControllerManager().start()) {
            var line =
                    new StringBuilder(controlPlane.kubeconfigFile().getParent().toString());
            ProcessHandle.current()
                    .descendants()
                    .forEach(process -> line.append(' ').append(process.pid()));
            System.out.println(line);
            System.in.read();
        }
    }
}
