package io.polytomic.operator.controller.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.polytomic.operator.controller.status.StaleStatusException;
import io.polytomic.operator.controller.watch.About;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost frame of every pass. An {@code Error} that left it would freeze the object for ever, and a cleanup that
 * fails has nobody to tell (engineering.md §2). Closed until the objects of every kind are known: the informers of the
 * kinds are read side by side, and an organization whose syncs are not read yet looks like one that nobody needs.
 */
public final class Guard {
    private static final Duration READ_AGAIN = Duration.ofMillis(500);
    private static final Duration UNTIL_OPEN = Duration.ofMillis(200);
    private static final Duration UNTIL_LEADING = Duration.ofSeconds(5);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(30);
    private static final Duration UNANSWERED_AGAIN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final AtomicBoolean open = new AtomicBoolean();
    private final BooleanSupplier leads;
    private final PassListener listener;

    public Guard() {
        this(() -> true, PassListener.NONE);
    }

    /** @param leads whether this process may act; asked before each pass and before each write to the remote side */
    public Guard(BooleanSupplier leads, PassListener listener) {
        this.leads = leads;
        this.listener = listener;
    }

    /** Every informer has been read; before that no pass does anything. */
    public void open() {
        open.set(true);
    }

    /** From now on no pass does anything any more. */
    public void close() {
        open.set(false);
    }

    /** Whether a pass that is under way may still act. */
    boolean mayAct() {
        return open.get() && leads.getAsBoolean();
    }

    /** @throws StaleStatusException when a pass that is under way may not act any more: the next leader takes it up */
    void checkMayAct(HasMetadata object) {
        if (!mayAct()) {
            throw new StaleStatusException(object.getMetadata().getNamespace() + "/"
                    + object.getMetadata().getName());
        }
    }

    private Duration untilItMayAct() {
        return open.get() ? UNTIL_LEADING : UNTIL_OPEN;
    }

    <P extends HasMetadata> UpdateControl<P> reconcile(P object, Supplier<UpdateControl<P>> pass) {
        if (!mayAct()) {
            return UpdateControl.<P>noUpdate().rescheduleAfter(untilItMayAct());
        }
        return About.object(
                object,
                () -> framed(
                        object,
                        pass,
                        done -> PassListener.DONE,
                        after -> UpdateControl.<P>noUpdate().rescheduleAfter(after)));
    }

    DeleteControl cleanup(HasMetadata object, Supplier<DeleteControl> pass) {
        if (!mayAct()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(untilItMayAct());
        }
        return About.object(
                object,
                () -> framed(
                        object,
                        pass,
                        done -> done.isRemoveFinalizer() ? PassListener.RELEASED : PassListener.HELD,
                        after -> DeleteControl.noFinalizerRemoval().rescheduleAfter(after)));
    }

    private <C> C framed(
            HasMetadata object, Supplier<C> pass, Function<C, String> outcome, Function<Duration, C> later) {
        try {
            var control = pass.get();
            listener.passed(object.getKind(), outcome.apply(control));
            return control;
        } catch (StaleStatusException stale) {
            listener.passed(object.getKind(), PassListener.CONFLICT);
            return later.apply(READ_AGAIN);
        } catch (Throwable e) {
            listener.passed(object.getKind(), PassListener.ERROR);
            log(object, e);
            return later.apply(isUnanswered(e) ? UNANSWERED_AGAIN : AFTER_ERROR);
        }
    }

    /** What the pass wants next; at once when the object was edited meanwhile. */
    static <P extends HasMetadata> UpdateControl<P> next(P reconciled, P written, Duration next) {
        var control = UpdateControl.<P>noUpdate();
        boolean edited =
                written.getMetadata().getGeneration() > reconciled.getMetadata().getGeneration();
        if (edited) {
            return control.rescheduleAfter(Duration.ofMillis(1));
        }
        return next == null ? control : control.rescheduleAfter(next.isZero() || next.isNegative() ? READ_AGAIN : next);
    }

    /** A pass that is interrupted is one of an operator that stops: the next operator does it again. */
    private static boolean isInterrupted(Throwable e) {
        return e != null && (e instanceof InterruptedException || isInterrupted(e.getCause()));
    }

    /** The Kubernetes API is away for a moment, as when it is restarted. */
    private static boolean isUnanswered(Throwable e) {
        return e instanceof KubernetesClientException && isOfTheConnection(e.getCause());
    }

    private static boolean isOfTheConnection(Throwable e) {
        return e != null
                && !(e instanceof JsonProcessingException)
                && (e instanceof IOException || e instanceof TimeoutException || isOfTheConnection(e.getCause()));
    }

    private static void log(HasMetadata object, Throwable e) {
        if (isInterrupted(e)) {
            LOG.debug("name={} the pass was interrupted", object.getMetadata().getName());
            return;
        }
        if (isUnanswered(e)) {
            LOG.warn(
                    "kind={} namespace={} name={} the Kubernetes API did not answer: {}",
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName(),
                    e.getCause().toString());
            return;
        }
        LOG.error(
                "kind={} namespace={} name={} the pass failed",
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                e);
    }
}
