package io.polytomic.operator.controller.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/** Lets others wake objects of one kind. A wake-up before the controller has started, or after it stopped, is dropped. */
public final class Wakeups<P extends HasMetadata> extends AbstractEventSource<Void, P> {
    public Wakeups(String name) {
        super(Void.class, name);
    }

    public void wake(ResourceID object) {
        if (isRunning() && getEventHandler() != null) {
            getEventHandler().handleEvent(new Event(object));
        }
    }

    public void wake(HasMetadata object) {
        wake(ResourceID.fromResource(object));
    }

    /** There are none: a wake-up only says that somebody should look. */
    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
