package io.polytomic.operator.controller.translate;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.api.v1alpha1.ConnectionSpec;
import io.polytomic.operator.api.v1alpha1.SchemaSpec;
import io.polytomic.operator.core.sync.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which manifests load the same tables into the same place: most often one object under two names, of which each would have
 * a remote sync of its own. Judged by what is written: two ways to name one connection are not seen through.
 */
public final class SameTables {
    private static final int OTHERS_SHOWN = 3;
    private static final int TABLES_SHOWN = 3;

    /** A place and a table in it; the table is null for all of them. */
    private record Target(List<String> place, String schemaId, String output) {}

    private final List<BulkSync> all;
    /** Positions in {@link #all}. */
    private final Map<Target, List<Integer>> byTarget = new HashMap<>();

    private final Map<List<String>, List<Integer>> byPlace = new HashMap<>();

    public SameTables(Collection<BulkSync> all) {
        this.all = List.copyOf(all);
        for (int i = 0; i < this.all.size(); i++) {
            int position = i;
            var sync = this.all.get(i);
            targets(sync)
                    .forEach(target -> byTarget.computeIfAbsent(target, t -> new ArrayList<>())
                            .add(position));
            byPlace.computeIfAbsent(place(sync), p -> new ArrayList<>()).add(position);
        }
    }

    /**
     * A sentence for each of the first few others that load what this one loads.
     *
     * @param sync one of those that were given
     * @param name how to call another one
     */
    public List<String> sentences(BulkSync sync, Function<BulkSync, String> name) {
        var tables = new TreeMap<Integer, List<String>>();
        targets(sync)
                .forEach(target -> others(sync, target)
                        .forEach(other -> tables.computeIfAbsent(other, o -> new ArrayList<>())
                                .add(Objects.requireNonNullElse(target.schemaId(), "all"))));
        return tables.entrySet().stream()
                .limit(OTHERS_SHOWN)
                .map(e ->
                        ("%s loads the same tables (%s), by a sync of its own. If it is this object under another name,"
                                        + " state that name in spec.name.")
                                .formatted(name.apply(all.get(e.getKey())), shown(e.getValue())))
                .toList();
    }

    private Stream<Integer> others(BulkSync sync, Target target) {
        var sameTable = byTarget.getOrDefault(target, List.of());
        var whole = target.schemaId() == null
                ? byPlace.getOrDefault(target.place(), List.of())
                : byTarget.getOrDefault(new Target(target.place(), null, null), List.of());
        return Stream.concat(sameTable.stream(), whole.stream())
                .filter(other -> all.get(other) != sync && !mayBeMeant(sync, all.get(other)))
                .distinct()
                .limit(OTHERS_SHOWN);
    }

    /** Two that say which remote syncs they mean are no accident; two that mean the same one are told so by binding. */
    private static boolean mayBeMeant(BulkSync a, BulkSync b) {
        return a.getSpec().syncId() != null && b.getSpec().syncId() != null || name(a).equals(name(b));
    }

    private static String name(BulkSync sync) {
        return Objects.requireNonNullElse(
                sync.getSpec().name(), sync.getMetadata().getName());
    }

    private static Stream<Target> targets(BulkSync sync) {
        var spec = sync.getSpec();
        if (spec.source() == null || spec.destination() == null) {
            return Stream.of();
        }
        var place = place(sync);
        if (Boolean.TRUE.equals(spec.allSchemas())) {
            return Stream.of(new Target(place, null, null));
        }
        return schemas(spec)
                .map(schema -> new Target(place, schema.id(), Objects.requireNonNullElse(schema.userOutputName(), "")));
    }

    private static Stream<SchemaSpec> schemas(BulkSyncSpec spec) {
        return spec.schemas() == null ? Stream.of() : spec.schemas().stream().filter(SchemaSpec::enabledOrDefault);
    }

    private static List<String> place(BulkSync sync) {
        var organization = sync.getSpec().organizationRefOrDefault();
        var namespace = organization.namespace() == null ? sync.getMetadata().getNamespace() : organization.namespace();
        return Stream.concat(
                        Stream.of(namespace, organization.nameOrDefault()),
                        Stream.concat(
                                end(sync.getSpec().source()), end(sync.getSpec().destination())))
                .map(String::valueOf)
                .toList();
    }

    private static Stream<String> end(ConnectionSpec connection) {
        return connection == null
                ? Stream.of()
                : Arrays.stream(new String[] {
                    connection.connectionId(), connection.connectionName(), Json.text(connection.configuration())
                });
    }

    private static String shown(List<String> tables) {
        var first = String.join(", ", tables.subList(0, Math.min(tables.size(), TABLES_SHOWN)));
        return tables.size() > TABLES_SHOWN ? first + " and %d more".formatted(tables.size() - TABLES_SHOWN) : first;
    }
}
