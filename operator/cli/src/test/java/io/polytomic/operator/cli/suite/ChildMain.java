package io.polytomic.operator.cli.suite;

import io.polytomic.operator.cli.Main;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The operator as the child of a test: it ends when its standard input does. The test's JVM holds the other end, so that a
 * JVM that is killed, SIGKILL included, leaves no operator behind.
 */
final class ChildMain {
    private static final int ORPHANED = 86;

    private ChildMain() {}

    public static void main(String[] arguments) {
        var watch = new Thread(ChildMain::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Main.main(arguments);
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // a broken pipe is an end, too
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
