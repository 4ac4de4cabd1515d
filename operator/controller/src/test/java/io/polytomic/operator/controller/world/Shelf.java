package io.polytomic.operator.controller.world;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.polytomic.operator.controller.status.StaleStatusException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * All objects of one kind in one namespace, as an API server keeps them: a resourceVersion that moves with every write, a
 * generation that moves with the spec, compare-and-set of the status. What others see of it can be made to lag.
 */
final class Shelf<S, R extends CustomResource<?, S>> {
    static final String NAMESPACE = "data";
    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<R> kind;
    private final Map<String, R> live = new LinkedHashMap<>();
    private final StatusLint lint;
    private List<R> lagging;
    private long version;
    private int writes;
    private final Map<String, List<S>> written = new HashMap<>();

    Shelf(Class<R> kind, StatusLint lint) {
        this.kind = kind;
        this.lint = lint;
    }

    /** Creates or edits; what the manifest leaves out of the metadata stays. */
    synchronized R apply(String name, String specYaml, Instant now) {
        try {
            var object = kind.getDeclaredConstructor().newInstance();
            var tree = JSON.createObjectNode();
            tree.set("spec", YAML.readTree(specYaml));
            object = JSON.treeToValue(tree, kind);
            var before = live.get(name);
            var meta = object.getMetadata();
            meta.setName(name);
            meta.setNamespace(NAMESPACE);
            meta.setResourceVersion(Long.toString(++version));
            if (before == null) {
                meta.setUid(new UUID(0x4000L + live.hashCode(), 0x8000000000000000L + version).toString());
                meta.setGeneration(1L);
                meta.setCreationTimestamp(now.truncatedTo(ChronoUnit.SECONDS).toString());
                object.setStatus(status("{observedGeneration: -1, conditions: []}"));
            } else {
                var was = before.getMetadata();
                meta.setUid(was.getUid());
                meta.setCreationTimestamp(was.getCreationTimestamp());
                meta.setAnnotations(was.getAnnotations());
                meta.setDeletionTimestamp(was.getDeletionTimestamp());
                boolean same = tree(object.getSpec()).equals(tree(before.getSpec()));
                meta.setGeneration(was.getGeneration() + (same ? 0 : 1));
                object.setStatus(before.getStatus());
            }
            live.put(name, object);
            return copy(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private S status(String yaml) throws IOException {
        var tree = JSON.createObjectNode();
        tree.set("status", YAML.readTree(yaml));
        return JSON.treeToValue(tree, kind).getStatus();
    }

    synchronized void annotate(String name, String key, String value) {
        var object = live.get(name);
        if (value == null) {
            object.getMetadata().getAnnotations().remove(key);
        } else {
            object.getMetadata().getAnnotations().put(key, value);
        }
        object.getMetadata().setResourceVersion(Long.toString(++version));
    }

    /** As a backup without status is restored: same manifest, another uid, nothing known. */
    synchronized void restoreWithoutStatus(String name) {
        var object = live.get(name);
        object.getMetadata().setUid(new UUID(0x4000L, 0x8000000000000000L + ++version).toString());
        object.getMetadata().setResourceVersion(Long.toString(version));
        object.getMetadata().setGeneration(1L);
        object.setStatus(null);
    }

    /** Somebody clears the status; the object stays the same. */
    synchronized void wipe(String name) {
        var object = live.get(name);
        object.getMetadata().setResourceVersion(Long.toString(++version));
        object.setStatus(null);
    }

    /** Marks for deletion; the finalizer keeps it until {@link #remove}. */
    synchronized void delete(String name, Instant now) {
        var meta = live.get(name).getMetadata();
        if (meta.getDeletionTimestamp() == null) {
            meta.setDeletionTimestamp(now.truncatedTo(ChronoUnit.SECONDS).toString());
            meta.setGeneration(meta.getGeneration() + 1);
            meta.setResourceVersion(Long.toString(++version));
        }
    }

    synchronized void remove(String name) {
        live.remove(name);
    }

    /** As the API server has it now, null when there is none. */
    synchronized R get(String name) {
        return live.containsKey(name) ? copy(live.get(name)) : null;
    }

    synchronized List<String> names() {
        return List.copyOf(live.keySet());
    }

    /** As the cache has them. */
    synchronized Collection<R> cached() {
        return lagging != null
                ? lagging
                : live.values().stream().map(this::copy).toList();
    }

    synchronized boolean any(Predicate<R> wanted) {
        return live.values().stream().anyMatch(wanted);
    }

    /** From now on the cache shows what is there now. */
    synchronized void lag() {
        lagging = List.copyOf(live.values().stream().map(this::copy).toList());
    }

    synchronized void catchUp() {
        lagging = null;
    }

    boolean differs(R object, S status) {
        return !tree(status).equals(tree(object.getStatus()));
    }

    /** As {@link io.polytomic.operator.controller.status.StatusWriter} does it. */
    synchronized R write(R object, S status) {
        if (!differs(object, status)) {
            return object;
        }
        var name = object.getMetadata().getName();
        var now = live.get(name);
        boolean sameStatus = now != null
                && now.getMetadata().getUid().equals(object.getMetadata().getUid())
                && !differs(now, object.getStatus());
        if (!isSameVersion(object, now) && !sameStatus) {
            throw new StaleStatusException(name);
        }
        return store(name, now, status);
    }

    /** The same for a wish: on this version or not at all. */
    synchronized R writeOnlyOn(R object, S status) {
        var name = object.getMetadata().getName();
        var now = live.get(name);
        if (!isSameVersion(object, now)) {
            throw new StaleStatusException(name);
        }
        return store(name, now, status);
    }

    private boolean isSameVersion(R object, R now) {
        return now != null
                && Objects.equals(
                        now.getMetadata().getResourceVersion(),
                        object.getMetadata().getResourceVersion());
    }

    private R store(String name, R now, S status) {
        lint.check(kind.getSimpleName() + " " + name, status);
        now.setStatus(status);
        var written = copy(now);
        if (differs(written, status)) {
            throw new AssertionError("The status of " + name + " does not survive a round trip: " + tree(status));
        }
        written.getMetadata().setResourceVersion(Long.toString(++version));
        live.put(name, written);
        writes++;
        this.written
                .computeIfAbsent(name, k -> new ArrayList<>())
                .add(copy(written).getStatus());
        return copy(written);
    }

    /** Every status that was ever written to it, oldest first. */
    synchronized List<S> statusesOf(String name) {
        return List.copyOf(written.getOrDefault(name, List.of()));
    }

    int writes() {
        return writes;
    }

    private R copy(R object) {
        try {
            return JSON.readValue(JSON.writeValueAsBytes(object), kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }
}
