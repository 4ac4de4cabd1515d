package io.polytomic.operator.cli.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /livez}: the process answers. {@code /readyz}: not before it was ready once; then three failures in a row make it
 * unready. {@code /metrics}.
 */
public final class HealthServer implements AutoCloseable {
    private static final int FAILURES_ALLOWED = 3;

    private final HttpServer server;
    private final BooleanSupplier ready;
    private int failures = FAILURES_ALLOWED;

    /** @param port 0 for any free one */
    public HealthServer(int port, BooleanSupplier ready, Supplier<String> metrics) {
        this.ready = ready;
        try {
            this.server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("--http-port: cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        server.createContext("/livez", exchange -> answer(exchange, 200, "ok\n"));
        server.createContext("/readyz", exchange -> {
            boolean now = isReady();
            answer(exchange, now ? 200 : 503, now ? "ok\n" : "not ready\n");
        });
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Event sources flap when a watch is renewed; only a lasting failure counts. */
    private synchronized boolean isReady() {
        failures = ready.getAsBoolean() ? 0 : failures + 1;
        return failures < FAILURES_ALLOWED;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
