package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the parts of a control plane listen and keep their files, and therefore the command line of each. */
record ControlPlaneLayout(Path binaries, ScratchDirectory scratch, int etcdPort, int etcdPeerPort, int apiServerPort) {

    private static final String ISSUER = "https://kubernetes.default.svc";
    private static final String SIGNING_KEY = "service-accounts.key";
    private static final String VERIFYING_KEY = "service-accounts.pub";

    /** On ports that are free now; another process may still take one before the server does. */
    static ControlPlaneLayout onFreePorts(Path binaries, ScratchDirectory scratch) {
        var loopback = InetAddress.getLoopbackAddress();
        try (var etcd = new ServerSocket(0, 1, loopback);
                var peer = new ServerSocket(0, 1, loopback);
                var api = new ServerSocket(0, 1, loopback)) {
            return new ControlPlaneLayout(
                    binaries, scratch, etcd.getLocalPort(), peer.getLocalPort(), api.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("No free port is left on 127.0.0.1.", e);
        }
    }

    String server() {
        return "https://127.0.0.1:" + apiServerPort;
    }

    /** kube-apiserver signs its own certificate at the first start and keeps it over restarts. */
    Path certificate() {
        return scratch.resolve("certificates").resolve("apiserver.crt");
    }

    Path log(String name) {
        return scratch.resolve(name + ".log");
    }

    void writeFiles(Iterable<ApiUser> users) {
        var key = Pem.newKey();
        scratch.write(SIGNING_KEY, Pem.privateKey(key));
        scratch.write(VERIFYING_KEY, Pem.publicKey(key));
        var lines = Stream.<String>builder();
        users.forEach(user -> lines.add(user.tokenLine()));
        scratch.write("tokens.csv", lines.build().collect(Collectors.joining("\n", "", "\n")));
    }

    List<String> etcd() {
        var client = "http://127.0.0.1:" + etcdPort;
        var peer = "http://127.0.0.1:" + etcdPeerPort;
        return List.of(
                binary("etcd"),
                "--name=default",
                "--data-dir=" + scratch.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    /** There is no node, so nobody needs to find the API server at an address of its own: no endpoint is published. */
    List<String> apiServer(List<String> furtherFlags) {
        var flags = List.of(
                binary("kube-apiserver"),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--secure-port=" + apiServerPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--cert-dir=" + scratch.resolve("certificates"),
                "--service-account-key-file=" + scratch.resolve(VERIFYING_KEY),
                "--service-account-signing-key-file=" + scratch.resolve(SIGNING_KEY),
                "--service-account-issuer=" + ISSUER,
                "--service-cluster-ip-range=10.96.0.0/24",
                "--token-auth-file=" + scratch.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--anonymous-auth=false");
        return Stream.concat(flags.stream(), furtherFlags.stream()).toList();
    }

    List<String> controllerManager(Path kubeconfig) {
        return List.of(
                binary("kube-controller-manager"),
                "--kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=0",
                "--leader-elect=false",
                "--service-account-private-key-file=" + scratch.resolve(SIGNING_KEY),
                "--root-ca-file=" + certificate(),
                "--controllers=garbage-collector-controller,namespace-controller,serviceaccount-controller,"
                        + "serviceaccount-token-controller,root-ca-certificate-publisher-controller,"
                        + "clusterrole-aggregation-controller");
    }

    private String binary(String name) {
        return binaries.resolve(name).toString();
    }
}
