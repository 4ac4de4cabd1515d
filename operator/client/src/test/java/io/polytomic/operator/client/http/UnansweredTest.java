package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.Priority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said, and what is certain, when there was no answer. */
class UnansweredTest {
    private static final String PUT = "PUT /api/bulk/syncs/{id}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                arguments(new UnknownHostException("x"), false, "the host name h is unknown"),
                arguments(new ConnectException("x"), false, "the connection to h was refused or is not possible"),
                arguments(new SocketTimeoutException("x"), false, "no connection to h was made in time"),
                arguments(new SSLHandshakeException("x"), false, "the TLS handshake with h failed"),
                arguments(new IOException("x"), false, "no connection to h was made"),
                arguments(new SocketTimeoutException("x"), true, "no answer came in time"),
                arguments(new IOException("x"), true, "the connection broke"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("silences")
    void silenceIsExplainedByWhatFailed(IOException cause, boolean sent, String words) {
        CallState state = new CallState(PUT, Priority.RUN, CallState.Size.USUAL);
        if (sent) {
            markSent(state);
        }
        ApiException e = new Failures(new PlainText(List.of()), bench.budget).unanswered(state, "h", cause);
        assertThat(e).hasMessage("The API did not answer " + PUT + ": " + words + ".");
        assertThat(e.definitive()).isEqualTo(!sent);
    }

    private static void markSent(CallState state) {
        okhttp3.Request request = new okhttp3.Request.Builder()
                .url("http://h/")
                .tag(CallState.class, state)
                .build();
        CallState.SENT_MARKER.requestHeadersStart(new okhttp3.OkHttpClient().newCall(request));
    }

    @Test
    void aRefusedConnectionWasNotSent() {
        String address = bench.server.url("/").toString();
        bench.server.close();
        ApiException.Unavailable e = catchThrowableOfType(
                ApiException.Unavailable.class, () -> bench.at(address).deleteBulkSync("s"));
        assertThat(e.sent()).isFalse();
        assertThat(e.status()).isZero();
        assertThat(e.getMessage()).contains("was refused");
    }

    @Test
    @Timeout(30)
    void aFailedHandshakeWasNotSent() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> peer = CompletableFuture.supplyAsync(() -> speakPlainly(plain));
            String address = "https://127.0.0.1:" + plain.getLocalPort();
            ApiException.Unavailable e = catchThrowableOfType(
                    ApiException.Unavailable.class, () -> bench.at(address).deleteBulkSync("s"));
            assertThat(e.sent()).isFalse();
            assertThat(e.getMessage()).contains("the TLS handshake with 127.0.0.1 failed");
            peer.get().close();
        }
    }

    private static Socket speakPlainly(ServerSocket server) {
        try {
            Socket socket = server.accept();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket; // open until the client has read it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLostAnswerWasSent() {
        bench.answer(Bench.response(200, "").onResponseStart(new SocketEffect.CloseSocket()));
        ApiException.Unavailable e = bench.failureOfUpdate(ApiException.Unavailable.class);
        assertThat(e.sent()).isTrue();
        assertThat(e.status()).isZero();
        assertThat(e).hasMessage("The API did not answer " + PUT + ": the connection broke.");
    }

    @Test
    void anErrorPageThatBreaksOffKeepsItsStatus() {
        bench.answer(Bench.response(403, "x".repeat(100_000)).onResponseBody(new SocketEffect.CloseSocket()));
        assertThat(bench.failureOfUpdate(ApiException.AccessDenied.class).getMessage())
                .hasSizeLessThan(400);
    }
}
