package io.polytomic.operator.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.controller.status.StaleStatusException;
import java.net.ConnectException;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardTest {
    private final PolytomicOrganization organization = new PolytomicOrganization();

    @Test
    @DisplayName("Nothing is done, and nothing is let go, before the objects of every kind are known")
    void closed() {
        var guard = new Guard();

        var pass = guard.<PolytomicOrganization>reconcile(organization, () -> fail("a pass was made"));
        var cleanup = guard.cleanup(organization, () -> fail("a cleanup was made"));

        assertThat(pass.getScheduleDelay()).isPresent();
        assertThat(cleanup.isRemoveFinalizer()).isFalse();
        assertThat(cleanup.getScheduleDelay()).isPresent();
    }

    @Test
    @DisplayName("An Error in a pass becomes another try, not a frozen object")
    void error() {
        var guard = new Guard();
        guard.open();

        UpdateControl<PolytomicOrganization> pass = guard.reconcile(organization, () -> {
            throw new StackOverflowError("in a pass");
        });
        DeleteControl cleanup = guard.cleanup(organization, () -> {
            throw new StackOverflowError("in a cleanup");
        });

        assertThat(pass.getScheduleDelay()).isPresent();
        assertThat(cleanup.isRemoveFinalizer()).isFalse();
        assertThat(cleanup.getScheduleDelay()).isPresent();
    }

    @Test
    @DisplayName(
            "A Kubernetes API that is away for a moment is asked again sooner than a pass that is broken is repeated")
    void unanswered() {
        var guard = new Guard();
        guard.open();
        var away = new KubernetesClientException("patch", new ConnectException("refused"));

        var unanswered = guard.<PolytomicOrganization>reconcile(organization, () -> {
            throw away;
        });
        var broken = guard.<PolytomicOrganization>reconcile(organization, () -> {
            throw new KubernetesClientException("patch");
        });

        assertThat(unanswered.getScheduleDelay().orElseThrow())
                .isLessThan(broken.getScheduleDelay().orElseThrow());
    }

    @Test
    @DisplayName("How each pass ended is told")
    void told() {
        var told = new ArrayList<String>();
        var guard = new Guard(() -> true, (kind, outcome) -> told.add(kind + " " + outcome));
        guard.open();
        guard.reconcile(organization, UpdateControl::noUpdate);
        guard.<PolytomicOrganization>reconcile(organization, () -> {
            throw new StaleStatusException("default");
        });
        guard.<PolytomicOrganization>reconcile(organization, () -> {
            throw new IllegalStateException("in a pass");
        });
        guard.cleanup(organization, DeleteControl::noFinalizerRemoval);
        guard.cleanup(organization, DeleteControl::defaultDelete);

        assertThat(told)
                .containsExactly(
                        "PolytomicOrganization done",
                        "PolytomicOrganization conflict",
                        "PolytomicOrganization error",
                        "PolytomicOrganization held",
                        "PolytomicOrganization released");
    }
}
