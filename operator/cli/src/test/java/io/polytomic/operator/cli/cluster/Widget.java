package io.polytomic.operator.cli.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;

/** A kind of no meaning, with each of the things that our own kinds rely on. */
@Group("test.polytomic.com")
@Version("v1")
public class Widget extends CustomResource<Widget.Spec, Widget.Status> implements Namespaced {

    private static final long serialVersionUID = 1L;

    static final String CRD = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.test.polytomic.com}
            spec:
              group: test.polytomic.com
              scope: Namespaced
              names: {kind: Widget, plural: widgets, singular: widget, shortNames: [wdg]}
              versions:
                - name: v1
                  served: true
                  storage: true
                  subresources: {status: {}}
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec:
                          type: object
                          default: {}
                          properties:
                            colour: {type: string}
                            size: {type: integer, default: 3}
                            box:
                              type: object
                              default: {}
                              properties: {lid: {type: string, default: closed}}
                        status:
                          type: object
                          default: {observedGeneration: -1, conditions: []}
                          properties:
                            observedGeneration: {type: integer}
                            phase: {type: string}
                            conditions:
                              type: array
                              x-kubernetes-list-type: map
                              x-kubernetes-list-map-keys: [type]
                              items:
                                type: object
                                required: [type]
                                properties: {type: {type: string}, status: {type: string}}
            """;

    static Widget named(String namespace, String name) {
        var widget = new Widget();
        widget.getMetadata().setNamespace(namespace);
        widget.getMetadata().setName(name);
        return widget;
    }

    Widget withSpec(String colour) {
        setSpec(new Spec(colour, null, null));
        return this;
    }

    Widget withStatus(Long observedGeneration, String phase, String... conditions) {
        var list = List.of(conditions).stream()
                .map(type -> Map.of("type", type, "status", "True"))
                .toList();
        setStatus(new Status(observedGeneration, phase, list));
        return this;
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Spec(String colour, Integer size, Map<String, String> box) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(Long observedGeneration, String phase, List<Map<String, String>> conditions) {}
}
