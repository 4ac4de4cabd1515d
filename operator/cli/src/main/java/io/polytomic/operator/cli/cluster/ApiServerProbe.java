package io.polytomic.operator.cli.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a starting API server how it is; trusts the certificate that the server wrote for itself and no other. */
record ApiServerProbe(String server, Path certificate, String token) {

    private static final int MILLISECONDS = 2_000;

    boolean isReady() {
        return get("/readyz").isPresent() && get("/api/v1/namespaces/default").isPresent();
    }

    /** The body of a 200; nothing while the server is on its way. */
    Optional<String> get(String path) {
        try {
            var connection =
                    (HttpsURLConnection) URI.create(server + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setSSLSocketFactory(trust().getSocketFactory());
            connection.setConnectTimeout(MILLISECONDS);
            connection.setReadTimeout(MILLISECONDS);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            return read(connection);
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(HttpsURLConnection connection) throws IOException {
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return Optional.empty();
            }
            try (var body = connection.getInputStream()) {
                return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    private SSLContext trust() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var pem = new ByteArrayInputStream(Files.readAllBytes(certificate));
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("certificate-" + store.size(), each);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
