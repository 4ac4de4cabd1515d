package io.polytomic.operator.cli.cluster;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a control plane is started with. Everything has a default; users must be known before the start. */
public final class ControlPlaneBuilder {

    private final Path binaries;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ApiUser> users = new LinkedHashMap<>();
    private final List<String> apiServerFlags = new ArrayList<>();
    private boolean controllerManager;
    private Duration deadline = Duration.ofSeconds(60);

    ControlPlaneBuilder(Path binaries) {
        this.binaries = binaries;
        withUser(ApiUser.ADMIN, "system:masters");
    }

    /** One more user, who may do what RBAC gives to its name and groups: nothing, at first. */
    public ControlPlaneBuilder withUser(String name, String... groups) {
        users.put(name, ApiUser.of(name, List.of(groups), random));
        return this;
    }

    /** Further flags for kube-apiserver, written as on its command line; the last one of a name wins. */
    public ControlPlaneBuilder withApiServerFlags(String... flags) {
        apiServerFlags.addAll(List.of(flags));
        return this;
    }

    /** Starts kube-controller-manager too: garbage collection, deletion of namespaces, service accounts. */
    public ControlPlaneBuilder withControllerManager() {
        controllerManager = true;
        return this;
    }

    /** How long the API server may take until it is ready. */
    public ControlPlaneBuilder withDeadline(Duration deadline) {
        this.deadline = deadline;
        return this;
    }

    /** Starts it and returns when it answers; after a failure nothing is left behind. */
    public ControlPlane start() {
        return ControlPlane.start(this);
    }

    Path binaries() {
        return binaries;
    }

    Map<String, ApiUser> users() {
        return users;
    }

    List<String> apiServerFlags() {
        return apiServerFlags;
    }

    boolean controllerManager() {
        return controllerManager;
    }

    Duration deadline() {
        return deadline;
    }
}
