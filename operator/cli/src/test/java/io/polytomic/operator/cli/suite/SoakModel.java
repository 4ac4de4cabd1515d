package io.polytomic.operator.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.simulator.JournalEntry;
import io.polytomic.operator.simulator.SelectionSnapshot;
import io.polytomic.operator.simulator.SimulatorAdmin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must be true after a soak, whatever happened. It knows what was asked for and what others did, and looks at the remote
 * side by itself, with none of the operator's code.
 */
final class SoakModel {
    private final Map<String, SoakWish> wishes = new LinkedHashMap<>();
    private final Map<String, String> syncOfRun = new LinkedHashMap<>();
    private final Map<String, JsonNode> removedRuns = new HashMap<>();
    private final Map<String, Set<String>> foreign = new HashMap<>();
    private final Map<String, Integer> unmaskings = new HashMap<>();
    private final Map<String, Integer> creations = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private long calls;

    void wanted(SoakWish wish) {
        wishes.put(wish.name(), wish);
    }

    void asked(String run, String sync) {
        syncOfRun.put(run, sync);
    }

    /** A finished run that is about to be removed. */
    void removed(JsonNode run) {
        removedRuns.put(nameOf(run), run);
    }

    void startedByOthers(String syncId, String executionId) {
        foreign.computeIfAbsent(syncId, id -> new HashSet<>()).add(executionId);
    }

    void unmaskedByOthers(String syncId) {
        unmaskings.merge(syncId, 1, Integer::sum);
    }

    void served(JournalEntry call) {
        calls++;
        if (!call.fault().isEmpty()) {
            faults.merge(call.fault(), 1, Integer::sum);
        }
        if (call.method().equals("POST") && call.path().equals("/api/bulk/syncs") && call.effect()) {
            creations.merge(call.body().path("name").asText(), 1, Integer::sum);
        }
    }

    /** What is not yet as it should be in the end. */
    List<String> unsettled(Map<String, JsonNode> syncs, Map<String, JsonNode> runs, SimulatorAdmin api) {
        var problems = new ArrayList<String>();
        wishes.forEach((name, wish) -> {
            var object = syncs.get(name);
            if (object == null) {
                problems.add(name + " is gone");
            } else if (!isReady(object)) {
                problems.add(name + " is not Ready: " + object.path("status").path("conditions"));
            } else {
                differences(wish, idOf(object), api).forEach(difference -> problems.add(name + " " + difference));
            }
        });
        syncOfRun.keySet().forEach(name -> {
            var run = runs.getOrDefault(name, removedRuns.get(name));
            if (run == null || !isFinished(run)) {
                problems.add(name + " is not finished: " + (run == null ? "gone" : run.path("status")));
            }
        });
        return problems;
    }

    private static List<String> differences(SoakWish wish, String id, SimulatorAdmin api) {
        var problems = new ArrayList<String>();
        var remote = api.world().sync(id);
        if (remote.path("concurrency_limit").asInt() != wish.limit()) {
            problems.add("wants limit " + wish.limit() + ", has " + remote.path("concurrency_limit"));
        }
        if (!remote.path("active").asBoolean()) {
            problems.add("is not active");
        }
        if (wish.minute() >= 0 && remote.path("default_schedule").path("minute").asInt() != wish.minute()) {
            problems.add("wants minute " + wish.minute() + ", has " + remote.path("default_schedule"));
        }
        var enabled = new TreeSet<String>();
        var open = new TreeSet<String>();
        api.world().schemas(id).forEach(schema -> {
            var schemaId = schema.path("id").asText();
            if (schema.path("enabled").asBoolean()) {
                enabled.add(schemaId);
                schema.path("fields").forEach(field -> {
                    var path = schemaId + "/" + field.path("id").asText();
                    if (wish.masked().contains(path)
                            && !field.path("obfuscated").asBoolean()) {
                        open.add(path);
                    }
                });
            }
        });
        if (!enabled.equals(wish.schemas())) {
            problems.add("wants " + wish.schemas() + ", has " + enabled);
        }
        if (!open.isEmpty()) {
            problems.add("is written open: " + open);
        }
        return problems;
    }

    /** What must never have happened, however it ended. */
    List<String> violations(Map<String, JsonNode> syncs, Map<String, JsonNode> runs, SimulatorAdmin api) {
        var problems = new ArrayList<String>();
        creations.forEach((name, times) -> {
            if (times != 1) {
                problems.add(name + " was created " + times + " times");
            }
        });
        Map<String, List<String>> idsByName = new HashMap<>();
        for (var id : api.world().syncIds()) {
            idsByName
                    .computeIfAbsent(api.world().sync(id).path("name").asText(), name -> new ArrayList<>())
                    .add(id);
            problems.addAll(openings(id, api));
        }
        idsByName.forEach((name, ids) -> {
            if (!ids.equals(List.of(idOf(syncs.get(name))))) {
                problems.add("%s holds %s, and there is %s".formatted(name, idOf(syncs.get(name)), ids));
            }
        });
        problems.addAll(executions(syncs, runs, api));
        return problems;
    }

    /** Every execution that nobody else started is that of exactly one run. */
    private List<String> executions(Map<String, JsonNode> syncs, Map<String, JsonNode> runs, SimulatorAdmin api) {
        var problems = new ArrayList<String>();
        Map<String, List<String>> runsOf = new HashMap<>();
        syncOfRun.forEach((name, sync) -> {
            var run = runs.getOrDefault(name, removedRuns.get(name));
            var id = run == null ? "" : run.path("status").path("executionId").asText();
            runsOf.computeIfAbsent(idOf(syncs.get(sync)) + " " + id, key -> new ArrayList<>())
                    .add(name);
        });
        for (var sync : api.world().syncIds()) {
            for (var execution : api.world().executions(sync)) {
                var id = execution.path("id").asText();
                var owners = runsOf.remove(sync + " " + id);
                boolean ours = !foreign.getOrDefault(sync, Set.of()).contains(id)
                        && !"scheduled".equals(execution.path("type").asText());
                if ((owners == null ? 0 : owners.size()) != (ours ? 1 : 0)) {
                    problems.add("execution %s of %s, %s: runs %s"
                            .formatted(id, sync, ours ? "by the operator" : "by others", owners));
                }
            }
        }
        runsOf.forEach((execution, names) -> problems.add("runs " + names + " follow no execution: " + execution));
        return problems;
    }

    /** Moments in which a masked field of an active sync came to be open, more often than others opened it. */
    private List<String> openings(String syncId, SimulatorAdmin api) {
        Map<String, Integer> times = new TreeMap<>();
        Set<String> before = Set.of();
        for (var snapshot : api.history(syncId)) {
            var now = open(snapshot);
            for (var field : now) {
                if (!before.contains(field)) {
                    times.merge(field, 1, Integer::sum);
                }
            }
            before = now;
        }
        int others = unmaskings.getOrDefault(syncId, 0);
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() > others)
                .map(entry -> "%s of %s came to be open %d times, by others %d times"
                        .formatted(entry.getKey(), syncId, entry.getValue(), others))
                .toList();
    }

    private static Set<String> open(SelectionSnapshot snapshot) {
        var open = new TreeSet<String>();
        if (snapshot.active()) {
            snapshot.schemas()
                    .forEach((schemaId, schema) -> schema.fields().forEach((fieldId, field) -> {
                        var path = schemaId + "/" + fieldId;
                        if (SoakWish.ALWAYS_MASKED.contains(path)
                                && schema.enabled()
                                && field.enabled()
                                && !field.obfuscated()) {
                            open.add(path);
                        }
                    }));
        }
        return open;
    }

    private static boolean isReady(JsonNode object) {
        boolean ready = false;
        for (var condition : object.path("status").path("conditions")) {
            var type = condition.path("type").asText();
            boolean isTrue = "True".equals(condition.path("status").asText());
            if (isTrue && (type.equals("Reconciling") || type.equals("Stalled"))) {
                return false;
            }
            ready |= isTrue
                    && type.equals("Ready")
                    && condition.path("observedGeneration").asLong()
                            == object.path("metadata").path("generation").asLong();
        }
        return ready;
    }

    static boolean isFinished(JsonNode run) {
        for (var condition : run.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Finished")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    static String nameOf(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static String idOf(JsonNode sync) {
        return sync == null ? "" : sync.path("status").path("syncId").asText();
    }

    @Override
    public String toString() {
        return "%d objects, %d runs, %d calls, faults %s, %d unmasked by others, %d started by others"
                .formatted(
                        wishes.size(),
                        syncOfRun.size(),
                        calls,
                        faults,
                        unmaskings.values().stream().mapToInt(Integer::intValue).sum(),
                        foreign.values().stream().mapToInt(Set::size).sum());
    }
}
