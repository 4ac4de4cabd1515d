package io.polytomic.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an operator may expect of a Kubernetes API, whichever of the two it gets. */
abstract class KubernetesApiContract {

    private KubernetesClient client;
    private String namespace;

    /** Called by the subclass before each test. */
    void use(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Called by the subclass next. */
    void applyCrd() {
        var crd = client.getKubernetesSerialization().unmarshal(Widget.CRD, CustomResourceDefinition.class);
        client.resource(crd).forceConflicts().serverSideApply();
        await().ignoreExceptions()
                .until(() ->
                        client.resources(Widget.class).inNamespace(namespace).list() != null);
        await().until(() -> client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("widgets.test.polytomic.com")
                .get()
                .getStatus()
                .getConditions()
                .stream()
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True")));
    }

    @Test
    @DisplayName("A new object has the defaults of spec and status; a status sent along is dropped")
    void defaults() {
        var made = client.resource(widget("a").withSpec("red").withStatus(9L, "Done"))
                .create();

        assertThat(made.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(made.getSpec()).isEqualTo(new Widget.Spec("red", 3, Map.of("lid", "closed")));
        assertThat(made.getStatus()).isEqualTo(new Widget.Status(-1L, null, List.of()));
        assertThat(get("a")).isEqualTo(made);
    }

    /** The API server stores the default of a status with the first write after creation, hence the second apply. */
    @Test
    @DisplayName("Server-side apply creates, and the same once more changes nothing")
    void applyAgain() {
        var made = apply("dev", widget("a").withSpec("red"));
        var again = apply("dev", widget("a").withSpec("red"));
        var thirdTime = apply("dev", widget("a").withSpec("red"));

        assertThat(made.getStatus().observedGeneration()).isEqualTo(-1);
        assertThat(made.getSpec().size()).isEqualTo(3);
        assertThat(again.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(thirdTime).isEqualTo(again);
    }

    @Test
    @DisplayName("Generation counts changes of spec; metadata and status leave it alone")
    void generation() {
        var made = apply("dev", widget("a").withSpec("red"));
        var labelled = widget("a").withSpec("red");
        labelled.getMetadata().setLabels(Map.of("team", "data"));

        assertThat(apply("dev", labelled).getMetadata().getGeneration()).isEqualTo(1);
        assertThat(apply("dev", widget("a").withSpec("blue")).getMetadata().getGeneration())
                .isEqualTo(2);
        var reported = applyStatus("operator", widget("a").withStatus(2L, "Done"));
        assertThat(reported.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(version(reported)).isNotEqualTo(version(made));
    }

    @Test
    @DisplayName("Status and spec are two rooms: an apply to one cannot reach the other")
    void statusApart() {
        apply("dev", widget("a").withSpec("red"));

        applyStatus("operator", widget("a").withSpec("green").withStatus(1L, "Done", "Ready"));
        var after = apply("dev", widget("a").withSpec("blue").withStatus(7L, "Lost"));

        assertThat(after.getSpec().colour()).isEqualTo("blue");
        assertThat(after.getStatus())
                .isEqualTo(new Widget.Status(1L, "Done", List.of(Map.of("type", "Ready", "status", "True"))));
    }

    @Test
    @DisplayName("What a manager applied and now leaves out is gone; what another one applies stays")
    void abandoned() {
        apply("dev", widget("a").withSpec("red"));
        applyStatus("operator", widget("a").withStatus(1L, "Running", "Ready", "Stalled"));
        var labelled = widget("a");
        labelled.getMetadata().setLabels(Map.of("team", "data"));
        apply("other", labelled);

        var status = applyStatus("operator", widget("a").withStatus(1L, null, "Ready"));
        assertThat(status.getStatus().phase()).isNull();
        assertThat(status.getStatus().conditions()).hasSize(1);
        assertThat(status.getMetadata().getLabels()).containsEntry("team", "data");

        var without = apply("dev", widget("a"));
        assertThat(without.getSpec()).isEqualTo(new Widget.Spec(null, 3, Map.of("lid", "closed")));
        assertThat(apply("other", widget("a")).getMetadata().getLabels()).isNullOrEmpty();
    }

    @Test
    @DisplayName("A stale resourceVersion is a conflict and changes nothing")
    void conflict() {
        var old = apply("dev", widget("a").withSpec("red"));
        var now = apply("dev", widget("a").withSpec("blue"));
        var stale = widget("a").withStatus(1L, "Done");
        stale.getMetadata().setResourceVersion(version(old));
        var replacement = widget("a").withSpec("green");
        replacement.getMetadata().setResourceVersion(version(old));

        assertThatThrownBy(() -> applyStatus("operator", stale))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        assertThatThrownBy(() -> client.resource(replacement).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        assertThat(get("a")).isEqualTo(now);
    }

    @Test
    @DisplayName("A finalizer holds a deleted object until it is removed")
    void finalizer() {
        var held = widget("a").withSpec("red");
        held.getMetadata().setFinalizers(List.of("test.polytomic.com/hold"));
        client.resource(held).create();

        client.resource(held).delete();
        var marked = get("a");
        assertThat(marked.getMetadata().getDeletionTimestamp()).isNotBlank();
        assertThat(marked.getMetadata().getGeneration()).isEqualTo(2);

        applyStatus("operator", widget("a").withStatus(2L, "Ending"));
        assertThat(get("a").getMetadata().getDeletionTimestamp())
                .isEqualTo(marked.getMetadata().getDeletionTimestamp());

        var last = resource("a").edit(widget -> {
            widget.getMetadata().setFinalizers(List.of());
            return widget;
        });
        assertThat(last.getMetadata().getName()).isEqualTo("a");
        assertThat(get("a")).isNull();
    }

    @Test
    @DisplayName("Finalizers of two managers live together under server-side apply")
    void finalizersAreASet() {
        var first = widget("a").withSpec("red");
        first.getMetadata().setFinalizers(List.of("test.polytomic.com/one"));
        apply("dev", first);
        var second = widget("a");
        second.getMetadata().setFinalizers(List.of("test.polytomic.com/two"));

        assertThat(apply("operator", second).getMetadata().getFinalizers())
                .containsExactlyInAnyOrder("test.polytomic.com/one", "test.polytomic.com/two");
        assertThat(apply("operator", widget("a")).getMetadata().getFinalizers())
                .containsExactly("test.polytomic.com/one");
    }

    @Test
    @DisplayName("An object made again under its old name starts afresh")
    void madeAgain() {
        var first = apply("dev", widget("a").withSpec("red"));
        applyStatus("operator", widget("a").withStatus(1L, "Done"));
        resource("a").delete();
        await().until(() -> get("a") == null);

        var second = apply("dev", widget("a").withSpec("red"));

        assertThat(second.getMetadata().getUid())
                .isNotEqualTo(first.getMetadata().getUid());
        assertThat(second.getStatus().phase()).isNull();
    }

    @Test
    @DisplayName("A watch sees an object come, change and go")
    void watch() {
        var seen = new CopyOnWriteArrayList<String>();
        try (var watch = client.resources(Widget.class).inNamespace(namespace).watch(new Watcher<Widget>() {
            @Override
            public void eventReceived(Action action, Widget widget) {
                seen.add(action + " " + widget.getSpec().colour());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("CLOSED " + cause);
            }
        })) {
            assertThat(watch).isNotNull();
            apply("dev", widget("a").withSpec("red"));
            apply("dev", widget("a").withSpec("blue"));
            resource("a").delete();

            await().untilAsserted(() -> assertThat(seen).containsExactly("ADDED red", "MODIFIED blue", "DELETED blue"));
        }
    }

    @Test
    @DisplayName("A Secret may be written in clear text and is read as data")
    void secret() {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName("polytomic")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("apiKey", "k1")
                .build();

        Secret made = client.resource(secret).forceConflicts().serverSideApply();

        assertThat(made.getData()).isEqualTo(Map.of("apiKey", "azE="));
        assertThat(made.getStringData()).isNullOrEmpty();
    }

    @Test
    @DisplayName("Created twice, or not there: the usual answers")
    void refusals() {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .withNamespace(namespace)
                .endMetadata()
                .build();
        client.resource(map).create();

        assertThatThrownBy(() -> client.resource(map).create())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
        assertThatThrownBy(() -> applyStatus("operator", widget("none").withStatus(1L, "Done")))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(404));
        assertThat(get("none")).isNull();
    }

    @Test
    @DisplayName("An operator of the Java Operator SDK works: finalizer, status, deletion")
    void operator() {
        try (var operator = WidgetOperator.start(client, namespace)) {
            apply("dev", widget("a").withSpec("red"));
            await().untilAsserted(() -> assertThat(get("a").getStatus().phase()).isEqualTo("red at 1"));
            assertThat(get("a").getMetadata().getFinalizers()).hasSize(1);

            apply("dev", widget("a").withSpec("blue"));
            await().untilAsserted(() -> assertThat(get("a").getStatus().phase()).isEqualTo("blue at 2"));

            resource("a").delete();
            await().until(() -> get("a") == null);
            assertThat(operator.cleaned()).containsExactly("a");
        }
    }

    private Widget widget(String name) {
        return Widget.named(namespace, name);
    }

    private Resource<Widget> resource(String name) {
        return client.resources(Widget.class).inNamespace(namespace).withName(name);
    }

    private Widget get(String name) {
        return resource(name).get();
    }

    private Widget apply(String manager, Widget widget) {
        return client.resource(widget).fieldManager(manager).forceConflicts().serverSideApply();
    }

    private Widget applyStatus(String manager, Widget widget) {
        var context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build();
        return client.resource(widget).subresource("status").patch(context);
    }

    private static String version(Widget widget) {
        return widget.getMetadata().getResourceVersion();
    }
}
