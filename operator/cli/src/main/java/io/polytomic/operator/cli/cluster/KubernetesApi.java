package io.polytomic.operator.cli.cluster;

import java.nio.file.Path;

/** A Kubernetes API that belongs to this process: it is up when the object exists and gone after {@link #close()}. */
public interface KubernetesApi extends AutoCloseable {

    /** The kubeconfig of its administrator as YAML; it knows this server and no other. */
    String kubeconfig();

    /** The same text as a file, readable by the current user only and removed at close. */
    Path kubeconfigFile();

    /** One sentence that tells a user which kind of API this is and what it cannot do. */
    String description();

    @Override
    void close();
}
