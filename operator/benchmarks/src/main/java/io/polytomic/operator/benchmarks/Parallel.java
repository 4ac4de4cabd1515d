package io.polytomic.operator.benchmarks;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The same deed for many, a few at a time; the first failure is thrown when all are done. */
final class Parallel {
    private Parallel() {}

    static <T> void each(List<T> all, int threads, Consumer<T> deed) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var done =
                    all.stream().map(one -> pool.submit(() -> deed.accept(one))).collect(Collectors.toList());
            for (var each : done) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
