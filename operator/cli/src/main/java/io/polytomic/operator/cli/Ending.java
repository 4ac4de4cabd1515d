package io.polytomic.operator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The end of a command that goes on until it is told to end. A JVM that a signal ends has exit code 143, which Kubernetes
 * shows as an error although nothing went wrong; so the hook ends it with the command's own code, after everything is closed.
 * Other hooks, and files to be deleted at exit, are lost by that: the commands that use this have none.
 */
final class Ending implements AutoCloseable {
    private static final long SECONDS_TO_CLOSE = 5;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger();

    /** @param first closed by the hook, before the command that waits goes on and closes the rest */
    Ending(Runnable first) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> atShutdown(first), "shutdown"));
    }

    /** Waits for a signal, or for {@link #end}; returns the exit code. */
    int await() throws InterruptedException {
        told.await();
        return exitCode.get();
    }

    /** The command ends without being told to from outside. */
    void end(int code) {
        exitCode.set(code);
        told.countDown();
    }

    /** The command is over, and closed all it had. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void atShutdown(Runnable first) {
        boolean overAlready = closed.getCount() == 0; // then its exit code is known to the JVM
        first.run();
        told.countDown();
        if (!overAlready && isClosed()) {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(exitCode.get());
        }
    }

    private boolean isClosed() {
        try {
            return closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
