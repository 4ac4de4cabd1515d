package io.polytomic.operator.cli.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.cli.manifest.Yaml;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ConnectionRecord;
import io.polytomic.operator.client.wire.ErrorHandlingRecord;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.controller.translate.RemoteSync;
import io.polytomic.operator.controller.translate.WireReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads live syncs and writes manifests of them. Only reads. */
public final class Exporter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PolytomicApi api;
    private final boolean full;
    private final String namespace;
    private final BiConsumer<Integer, Integer> progress;
    private final Pruner pruner = new Pruner();

    /**
     * @param full whether to state every member
     * @param namespace metadata.namespace, null for none
     * @param progress is told how many of how many are written
     */
    public Exporter(PolytomicApi api, boolean full, String namespace, BiConsumer<Integer, Integer> progress) {
        this.api = api;
        this.full = full;
        this.namespace = namespace;
        this.progress = progress;
    }

    /**
     * @param wanted ids or names, empty for all
     * @param each takes every manifest as soon as it is there, in the order of their names
     * @throws IllegalArgumentException with one sentence when a wanted sync does not exist or a name is not unique
     */
    public void export(Collection<String> wanted, Consumer<Exported> each) {
        var all = list();
        each(all, choose(all, wanted), each);
    }

    /**
     * The same by id alone, for ids that somebody else remembers.
     *
     * @param missing takes each id that the API does not list
     */
    public void exportIds(Collection<String> ids, Consumer<Exported> each, Consumer<String> missing) {
        var all = list();
        var known = all.stream().collect(Collectors.toMap(BulkSyncRecord::id, Function.identity()));
        ids.stream().filter(id -> !known.containsKey(id)).forEach(missing);
        each(all, ids.stream().map(known::get).filter(Objects::nonNull).toList(), each);
    }

    /** @param all gives the names, so that a sync has the same one however few are chosen */
    private void each(List<BulkSyncRecord> all, List<BulkSyncRecord> chosen, Consumer<Exported> each) {
        var names = ObjectNames.of(all);
        var connections = uniqueNames(api.listConnections());
        int done = 0;
        for (var sync : chosen) {
            each.accept(one(sync.id(), names.get(sync.id()), connections::get));
            progress.accept(++done, chosen.size());
        }
    }

    private List<BulkSyncRecord> list() {
        var all = new LinkedHashMap<String, BulkSyncRecord>();
        String token = null;
        do {
            var page = api.listBulkSyncs(token);
            page.items().forEach(sync -> all.put(sync.id(), sync));
            token = page.nextPageToken();
        } while (token != null);
        return all.values().stream()
                .sorted(Comparator.comparing((BulkSyncRecord s) -> String.valueOf(s.name()))
                        .thenComparing(BulkSyncRecord::id))
                .toList();
    }

    private static List<BulkSyncRecord> choose(List<BulkSyncRecord> all, Collection<String> wanted) {
        if (wanted.isEmpty()) {
            return all;
        }
        var chosen = new LinkedHashMap<String, BulkSyncRecord>();
        for (var word : wanted) {
            var found = all.stream()
                    .filter(s -> word.equals(s.id()) || word.equals(s.name()))
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("--sync: there is no sync with the id or name \"" + word + "\".");
            }
            if (found.size() > 1) {
                throw new IllegalArgumentException("--sync: %d syncs are named \"%s\"; use an id: %s."
                        .formatted(
                                found.size(),
                                word,
                                found.stream().map(BulkSyncRecord::id).collect(Collectors.joining(", "))));
            }
            chosen.put(found.get(0).id(), found.get(0));
        }
        return List.copyOf(chosen.values());
    }

    private static Map<String, String> uniqueNames(List<ConnectionRecord> connections) {
        var count = connections.stream()
                .filter(c -> c.name() != null && !c.name().isEmpty())
                .collect(Collectors.groupingBy(ConnectionRecord::name, Collectors.counting()));
        return connections.stream()
                .filter(c -> c.id() != null && Long.valueOf(1).equals(count.get(c.name())))
                .collect(Collectors.toMap(ConnectionRecord::id, ConnectionRecord::name, (a, b) -> a));
    }

    private Exported one(String id, String name, Function<String, String> connectionName) {
        var leftOut = new ArrayList<String>();
        var sync = WireReader.read(read(id));
        var spec = new SpecWriter(sync, connectionName, full, leftOut::add).write(id);
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", name);
        if (namespace != null) {
            metadata.put("namespace", namespace);
        }
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", ApiGroup.API_VERSION);
        manifest.put("kind", "BulkSync");
        manifest.put("metadata", metadata);
        manifest.put("spec", spec);
        ObjectNode tree = JSON.valueToTree(manifest);
        pruner.prune(tree, leftOut::add);
        return new Exported(name, id, yaml(tree, leftOut), leftOut);
    }

    private static String yaml(ObjectNode tree, List<String> leftOut) {
        var comments = leftOut.stream()
                .map(sentence -> "# Left out: " + sentence.replaceAll("\\R", " ") + "\n")
                .collect(Collectors.joining());
        return comments + Yaml.write(Settings.plain(JSON.convertValue(tree, Object.class)));
    }

    private RemoteSync read(String id) {
        var record = api.getBulkSync(id);
        var schemas = new TreeMap<String, SchemaRecord>();
        for (var schema : api.listSchemas(id)) {
            boolean on = !Boolean.FALSE.equals(schema.enabled());
            if (on || full) {
                schemas.put(schema.id(), api.getSchema(id, schema.id()));
            }
        }
        return new RemoteSync(record, schemas, errorHandling(id));
    }

    private ErrorHandlingRecord errorHandling(String id) {
        try {
            return api.getErrorHandling(id);
        } catch (ApiException.Missing olderServer) {
            return null;
        }
    }
}
