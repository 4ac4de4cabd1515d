package io.polytomic.operator.controller.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Lets every log line of a piece of work say which object it is about, by the keys kind, namespace and name. */
public final class About {
    public static final String KIND = "kind";
    public static final String NAMESPACE = "namespace";
    public static final String NAME = "name";

    private About() {}

    public static <T> T object(HasMetadata object, Supplier<T> work) {
        var metadata = object.getMetadata();
        return object(object.getKind(), metadata.getNamespace(), metadata.getName(), work);
    }

    static <T> T object(String kind, String namespace, String name, Supplier<T> work) {
        MDC.put(KIND, kind);
        MDC.put(NAMESPACE, namespace);
        MDC.put(NAME, name);
        try {
            return work.get();
        } finally {
            MDC.remove(KIND);
            MDC.remove(NAMESPACE);
            MDC.remove(NAME);
        }
    }
}
