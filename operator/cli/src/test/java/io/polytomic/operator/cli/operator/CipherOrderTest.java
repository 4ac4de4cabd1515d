package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.polytomic.operator.client.http.AllowedHosts;
import io.polytomic.operator.client.http.CallListener;
import io.polytomic.operator.client.http.CipherOrder;
import io.polytomic.operator.client.http.Credential;
import io.polytomic.operator.client.http.Endpoint;
import io.polytomic.operator.client.http.PolytomicApis;
import io.polytomic.operator.client.http.RequestBudget;
import io.polytomic.operator.client.http.Time;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.CipherSuite;
import okhttp3.ConnectionSpec;
import org.junit.jupiter.api.Test;

/** What the server is offered, read from the ClientHello itself (RFC 8446 §4.1.2): libraries between us and it have an order of their own. */
class CipherOrderTest {
    private static final int CHACHA20_OF_TLS_1_3 = 0x1303;
    private static final int AES_128_OF_TLS_1_3 = 0x1301;

    @Test
    void kubernetesIsOfferedWhatIsFastestHereFirst() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var offered = offered(server);
            var config = new ConfigBuilder()
                    .withMasterUrl("https://127.0.0.1:" + server.getLocalPort())
                    .withTrustCerts(true)
                    .withRequestRetryBackoffLimit(0)
                    .build();
            try (var client = KubernetesClients.open(config, 4)) {
                CompletableFuture.runAsync(
                        () -> client.secrets().inNamespace("a").withName("b").get());
                assertThat(offered.get(20, TimeUnit.SECONDS))
                        .startsWith(CHACHA20_OF_TLS_1_3)
                        .contains(AES_128_OF_TLS_1_3);
            }
        }
    }

    @Test
    void polytomicIsOfferedWhatIsFastestHereFirst() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var offered = offered(server);
            var api = PolytomicApis.open(
                    Endpoint.of("https://127.0.0.1:" + server.getLocalPort(), AllowedHosts.DEFAULT),
                    Credential.bearer("key"),
                    new RequestBudget(100, Time.system()),
                    CallListener.NONE);
            CompletableFuture.runAsync(api::me);
            assertThat(offered.get(20, TimeUnit.SECONDS))
                    .startsWith(CHACHA20_OF_TLS_1_3)
                    .contains(AES_128_OF_TLS_1_3);
        }
    }

    @Test
    void nothingIsMissing() {
        assertThat(CipherOrder.TLS.cipherSuites())
                .containsExactlyInAnyOrderElementsOf(ConnectionSpec.MODERN_TLS.cipherSuites())
                .startsWith(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        assertThat(CipherOrder.TLS.tlsVersions()).isEqualTo(ConnectionSpec.MODERN_TLS.tlsVersions());
    }

    private static CompletableFuture<List<Integer>> offered(ServerSocket server) {
        return CompletableFuture.supplyAsync(() -> {
            try (var socket = server.accept();
                    var in = new DataInputStream(socket.getInputStream())) {
                in.skipNBytes(5 + 4 + 2 + 32); // record, handshake, version, random
                in.skipNBytes(in.readUnsignedByte()); // session
                int suites = in.readUnsignedShort() / 2;
                var found = new ArrayList<Integer>();
                for (int i = 0; i < suites; i++) {
                    found.add(in.readUnsignedShort());
                }
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
