package io.polytomic.operator.cli.operator;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools whose threads are there while there is work. */
final class Threads {
    private static final int IDLE_SECONDS = 30;

    private Threads() {}

    /**
     * Tasks go in the order of arrival: a pass that another one calls for at once would see its object as it was before.
     *
     * @param name of the threads; they hold up no end of the process
     */
    static ExecutorService of(String name, int most) {
        var threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
