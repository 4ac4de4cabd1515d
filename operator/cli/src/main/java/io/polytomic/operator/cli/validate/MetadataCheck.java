package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What the API server demands of the metadata of any object. */
final class MetadataCheck {
    private static final Set<String> TOP = new TreeSet<>(List.of("apiVersion", "kind", "metadata", "spec", "status"));
    private static final Set<String> MEMBERS = new TreeSet<>(List.of(
            "annotations",
            "creationTimestamp",
            "deletionGracePeriodSeconds",
            "deletionTimestamp",
            "finalizers",
            "generateName",
            "generation",
            "labels",
            "managedFields",
            "name",
            "namespace",
            "ownerReferences",
            "resourceVersion",
            "selfLink",
            "uid"));
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private final BiConsumer<String, String> wrong;

    MetadataCheck(BiConsumer<String, String> wrong) {
        this.wrong = wrong;
    }

    void check(JsonNode object) {
        object.fieldNames().forEachRemaining(name -> {
            if (!TOP.contains(name)) {
                wrong.accept(name, SchemaCheck.unknown(name, TOP));
            }
        });
        var metadata = object.path("metadata");
        if (!metadata.isObject()) {
            wrong.accept("metadata", "is missing; metadata.name must be stated.");
            return;
        }
        metadata.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                wrong.accept("metadata." + name, SchemaCheck.unknown(name, MEMBERS));
            }
        });
        name(metadata);
        texts(metadata, "labels", true);
        texts(metadata, "annotations", false);
    }

    private void name(JsonNode metadata) {
        var name = metadata.path("name");
        if (name.isMissingNode() && metadata.path("generateName").isTextual()) {
            return;
        }
        if (!name.isTextual()
                || name.asText().length() > MAX_NAME
                || !SUBDOMAIN.matcher(name.asText()).matches()) {
            wrong.accept(
                    "metadata.name",
                    name.isMissingNode()
                            ? "is missing."
                            : SchemaCheck.shown(name)
                                    + " is not a name: at most 253 lower-case letters, digits, '-' and '.', with a letter or"
                                    + " digit at both ends, as a text.");
        }
        var namespace = metadata.path("namespace");
        boolean isLabel = namespace.isTextual()
                && namespace.asText().length() <= MAX_LABEL
                && LABEL.matcher(namespace.asText()).matches();
        if (!namespace.isMissingNode() && !isLabel) {
            wrong.accept(
                    "metadata.namespace",
                    SchemaCheck.shown(namespace)
                            + " is not a namespace: at most 63 lower-case letters, digits and '-', as a text.");
        }
    }

    private void texts(JsonNode metadata, String member, boolean labels) {
        var map = metadata.path(member);
        if (map.isMissingNode() || map.isNull()) {
            return;
        }
        if (!map.isObject()) {
            wrong.accept("metadata." + member, "must be an object.");
            return;
        }
        map.properties().forEach(entry -> {
            var value = entry.getValue();
            var path = "metadata." + member + "." + entry.getKey();
            if (!value.isTextual()) {
                wrong.accept(path, "must be a text, found " + SchemaCheck.shown(value) + "; put it in quotes.");
            } else if (labels
                    && (value.asText().length() > MAX_LABEL
                            || !LABEL_VALUE.matcher(value.asText()).matches())) {
                wrong.accept(path, SchemaCheck.shown(value) + " is not a label value.");
            }
        });
    }
}
