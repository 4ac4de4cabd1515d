package io.polytomic.operator.cli.operator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.polytomic.operator.controller.watch.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * {@code POST /webhook/<namespace>/<organization>}: deliveries of Polytomic, from the open internet. Answers have no body, since
 * Polytomic shows them to its users, and do not tell which organizations there are.
 */
public final class WebhookServer implements AutoCloseable {
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int A_SECOND = 10;
    private static final int AT_ONCE = 20;
    private static final int THREADS = 4;
    private static final Pattern PATH = Pattern.compile("/webhook/([a-z0-9.-]{1,253})/([a-z0-9.-]{1,253})");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Webhooks webhooks;
    private final Allowance allowance = new Allowance(A_SECOND, AT_ONCE, System::nanoTime);

    /** @param address port 0 for any free one */
    public WebhookServer(InetSocketAddress address, Webhooks webhooks) {
        this.webhooks = webhooks;
        try {
            this.server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "--webhook-port: cannot listen on port " + address.getPort() + ": " + e.getMessage(), e);
        }
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(answer(exchange), -1);
            }
        });
        server.start();
    }

    /**
     * To be called before any server of the process starts: one that sends or reads too slowly does not hold a thread for ever.
     * The JDK's server takes these limits from system properties alone.
     */
    public static void limitSlowRequests() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "200");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private int answer(HttpExchange exchange) throws IOException {
        if (!allowance.take()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            return 429;
        }
        var path = PATH.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return 405;
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return 413;
        }
        var organization = new ResourceID(path.group(2), path.group(1));
        return switch (webhooks.deliver(organization, name -> only(exchange.getRequestHeaders(), name), body)) {
            case WOKEN -> 204;
            case REFUSED -> 401;
            case NOT_HERE -> 503;
        };
    }

    private static String only(Headers headers, String name) {
        var values = headers.get(name);
        return values == null || values.size() != 1 ? null : values.get(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
