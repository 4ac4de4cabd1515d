package io.polytomic.operator.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The smallest operator with a finalizer and a status, on the SDK's own defaults. */
final class WidgetOperator implements AutoCloseable {

    private final Operator operator;
    private final WidgetReconciler reconciler;

    private WidgetOperator(Operator operator, WidgetReconciler reconciler) {
        this.operator = operator;
        this.reconciler = reconciler;
    }

    static WidgetOperator start(KubernetesClient client, String namespace) {
        var operator = new Operator(config -> config.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(true));
        var reconciler = new WidgetReconciler();
        operator.register(reconciler, config -> config.settingNamespace(namespace));
        operator.start();
        return new WidgetOperator(operator, reconciler);
    }

    List<String> cleaned() {
        return reconciler.cleaned;
    }

    @Override
    public void close() {
        operator.stop();
    }

    @ControllerConfiguration(finalizerName = "test.polytomic.com/finalizer")
    static final class WidgetReconciler implements Reconciler<Widget>, Cleaner<Widget> {

        private final List<String> cleaned = new CopyOnWriteArrayList<>();

        @Override
        public UpdateControl<Widget> reconcile(Widget widget, Context<Widget> context) {
            var metadata = widget.getMetadata();
            var phase = widget.getSpec().colour() + " at " + metadata.getGeneration();
            return UpdateControl.patchStatus(Widget.named(metadata.getNamespace(), metadata.getName())
                    .withStatus(metadata.getGeneration(), phase));
        }

        @Override
        public DeleteControl cleanup(Widget widget, Context<Widget> context) {
            cleaned.add(widget.getMetadata().getName());
            return DeleteControl.defaultDelete();
        }
    }
}
