package io.polytomic.operator.simulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The socket, on 127.0.0.1 only: one thread a connection. The server of the JDK is not used because it overwrites the header Date
 * with real time; clients may rest on the Date of the server, so it has to be that of the world.
 */
final class HttpFront {
    private static final int BACKLOG = 1_000;

    /** Serves one call. */
    interface Service {
        Desk.Sending serve(Call call);
    }

    private final ServerSocket server;
    private final ExecutorService executor;
    private final Service service;
    private final Supplier<Instant> clock;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    HttpFront(int port, ExecutorService executor, Service service, Supplier<Instant> clock) {
        this.executor = executor;
        this.service = service;
        this.clock = clock;
        try {
            server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " on 127.0.0.1 cannot be opened", e);
        }
    }

    void start() {
        executor.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void stop() {
        close(server);
        open.forEach(HttpFront::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                executor.execute(() -> talk(socket));
            } catch (IOException | RejectedExecutionException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestReader reader =
                    new RequestReader(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            AnswerWriter writer = new AnswerWriter(socket.getOutputStream(), clock);
            boolean more = true;
            for (Call call = reader.next(); call != null && more; call = more ? reader.next() : null) {
                more = writer.write(call, answer(call)) && !"close".equalsIgnoreCase(call.header("Connection"));
            }
        } catch (IOException e) {
            // The client went away, or stop() closed the socket: nobody is left to be told.
        } finally {
            open.remove(socket);
        }
    }

    private Desk.Sending answer(Call call) {
        try {
            return service.serve(call);
        } catch (RuntimeException e) {
            return Desk.Sending.plain(
                    Answer.json(500, Envelopes.body(500, "simulator_bug", "the simulator failed: " + e)));
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
