package io.polytomic.operator.cli.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * etcd and kube-apiserver of one's own, on 127.0.0.1, with tokens and RBAC. Its processes end with {@link #close()}, with
 * the JVM, and also when the JVM is killed.
 */
public final class ControlPlane implements KubernetesApi {

    private static final int TRIES_FOR_FREE_PORTS = 3;
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Pattern GIT_VERSION = Pattern.compile("\"gitVersion\":\\s*\"([^\"]+)\"");

    private final Path binaries;
    private final Map<String, ApiUser> users;
    private final List<String> apiServerFlags;
    private final Duration deadline;
    private final ScratchDirectory scratch;
    private final ControlPlaneLayout layout;
    private final List<GuardedProcess> companions = new ArrayList<>();
    private final Thread closeAtShutdown = new Thread(this::stop, "control-plane-close");
    private GuardedProcess apiServer;
    private volatile boolean closing;

    private ControlPlane(ControlPlaneBuilder options) {
        this.binaries = options.binaries();
        this.users = Map.copyOf(options.users());
        this.apiServerFlags = List.copyOf(options.apiServerFlags());
        this.deadline = options.deadline();
        this.scratch = ScratchDirectory.create();
        this.layout = ControlPlaneLayout.onFreePorts(binaries, scratch);
    }

    /** A control plane from a directory that holds etcd and kube-apiserver, see {@link ControlPlaneBinaries#find()}. */
    public static ControlPlaneBuilder from(Path binaries) {
        return new ControlPlaneBuilder(binaries);
    }

    static ControlPlane start(ControlPlaneBuilder options) {
        for (int attempt = 1; ; attempt++) {
            var controlPlane = new ControlPlane(options);
            try {
                controlPlane.startAll(options.controllerManager());
                return controlPlane;
            } catch (PortTaken e) {
                controlPlane.close();
                if (attempt == TRIES_FOR_FREE_PORTS) {
                    throw e;
                }
            } catch (RuntimeException e) {
                controlPlane.close();
                throw e;
            }
        }
    }

    private synchronized void startAll(boolean controllerManager) {
        Runtime.getRuntime().addShutdownHook(closeAtShutdown);
        layout.writeFiles(users.values());
        companions.add(GuardedProcess.start(layout.etcd(), layout.log("etcd")));
        startApiServer();
        if (controllerManager) {
            companions.add(GuardedProcess.start(
                    layout.controllerManager(kubeconfigFile()), layout.log("kube-controller-manager")));
        }
    }

    @Override
    public String kubeconfig() {
        return kubeconfig(ApiUser.ADMIN);
    }

    /** The kubeconfig of a user that the builder was told. */
    public String kubeconfig(String user) {
        try {
            return Kubeconfig.of(layout.server(), Files.readString(layout.certificate()), user, tokenFor(user));
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate of the API server cannot be read.", e);
        }
    }

    @Override
    public Path kubeconfigFile() {
        return kubeconfigFile(ApiUser.ADMIN);
    }

    /** The kubeconfig of a user as a file. */
    public Path kubeconfigFile(String user) {
        return scratch.write(user.replaceAll("[^A-Za-z0-9.-]", "_") + ".kubeconfig", kubeconfig(user));
    }

    /** The token of a user that the builder was told. */
    public String tokenFor(String user) {
        return Optional.ofNullable(users.get(user))
                .map(ApiUser::token)
                .orElseThrow(() -> new NoSuchElementException("The builder was told of no user " + user + "."));
    }

    @Override
    public String description() {
        return "kube-apiserver %s from %s".formatted(version(), binaries);
    }

    /** Where its programs are; kubectl of the same version is among them. */
    public Path binaries() {
        return binaries;
    }

    private String version() {
        return probe().get("/version")
                .map(GIT_VERSION::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("(not answering)");
    }

    /** An outage: the API server is gone without a word, its data stay. */
    public synchronized void killApiServer() {
        apiServer.kill();
    }

    /** Ends an outage: the API server is back at the same address with the same data; returns when it is ready. */
    public synchronized void startApiServer() {
        if (apiServer != null && apiServer.isAlive()) {
            return;
        }
        apiServer = GuardedProcess.start(layout.apiServer(apiServerFlags), layout.log("kube-apiserver"));
        var probe = probe();
        await(probe::isReady);
    }

    /** The shortest outage: {@link #killApiServer()} and {@link #startApiServer()}. */
    public synchronized void restartApiServer() {
        killApiServer();
        startApiServer();
    }

    private ApiServerProbe probe() {
        return new ApiServerProbe(layout.server(), layout.certificate(), tokenFor(ApiUser.ADMIN));
    }

    private void await(BooleanSupplier ready) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!ready.getAsBoolean()) {
            if (closing) {
                throw new IllegalStateException("The control plane was closed while it started.");
            }
            companions.forEach(ControlPlane::requireAlive);
            requireAlive(apiServer);
            if (System.nanoTime() > end) {
                throw new IllegalStateException("kube-apiserver was not ready after %d seconds; its last lines:%n%s"
                        .formatted(deadline.toSeconds(), apiServer.lastLines()));
            }
            apiServer.endsWithin(POLL);
        }
    }

    private static void requireAlive(GuardedProcess process) {
        if (process.isAlive()) {
            return;
        }
        var lines = process.lastLines();
        var message = "%s ended while the control plane started; its last lines:%n%s".formatted(process.name(), lines);
        throw lines.contains("address already in use") ? new PortTaken(message) : new IllegalStateException(message);
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtShutdown); // last, so that Ctrl-C meanwhile waits for us
        } catch (IllegalStateException e) {
            // the JVM is going down already, and this is part of it
        }
    }

    private void stop() {
        closing = true; // ends a start that holds the lock
        synchronized (this) {
            if (apiServer != null) {
                apiServer.kill();
            }
            companions.forEach(GuardedProcess::kill);
            scratch.close();
        }
    }

    /** Another process took a port between the look for a free one and the start. */
    private static final class PortTaken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        PortTaken(String message) {
            super(message);
        }
    }
}
