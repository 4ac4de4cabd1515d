package io.polytomic.operator.controller.world;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.BulkSyncRun;
import io.polytomic.operator.api.v1alpha1.BulkSyncSpec;
import io.polytomic.operator.simulator.SelectionSnapshot;
import io.polytomic.operator.simulator.SimulatorAdmin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Watches every call of the operator from the other side: what the call did to the world is compared with what the manifest
 * allows. It reads the manifest by itself, not with the operator's code.
 */
final class Guardian {
    private final SimulatorAdmin admin;
    private final Shelf<?, BulkSync> syncs;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, SelectionSnapshot> last = new HashMap<>();
    private final Map<String, String> executionsByKey = new LinkedHashMap<>();
    private boolean late;
    private final Set<String> syncsBefore = new LinkedHashSet<>();
    private final Map<String, Set<String>> executionsBefore = new HashMap<>();

    Guardian(SimulatorAdmin admin, Shelf<?, BulkSync> syncs) {
        this.admin = admin;
        this.syncs = syncs;
    }

    /** Effects may come after their call has given up, so an execution cannot be told by the call that made it. */
    void answersComeLate() {
        late = true;
    }

    /** What others did since the last call is theirs. */
    synchronized void before(String call, Object[] args) {
        syncsBefore.clear();
        syncsBefore.addAll(admin.world().syncIds());
        syncsBefore.forEach(id -> moves(id).forEach(snapshot -> last.put(id, snapshot)));
        if (call.equals("startExecution") && syncsBefore.contains((String) args[0])) {
            var id = (String) args[0];
            executionsBefore.put(id, manual(id));
            var open = open(specOf(id), last.get(id));
            if (!open.isEmpty()) {
                throw new AssertionError("A run is started while these are written open: " + open);
            }
        }
    }

    synchronized void after(String call, Object[] args) {
        for (var id : admin.world().syncIds()) {
            for (var snapshot : moves(id)) {
                check(call, id, snapshot);
                last.put(id, snapshot);
            }
        }
        if (call.equals("startExecution") && executionsBefore.containsKey((String) args[0])) {
            var started = new TreeSet<>(manual((String) args[0]));
            started.removeAll(executionsBefore.get((String) args[0]));
            started.forEach(id -> executionsByKey.put(id, (String) args[2]));
        }
    }

    private Set<String> manual(String syncId) {
        var ids = new LinkedHashSet<String>();
        if (admin.world().syncIds().contains(syncId)) {
            admin.world().executions(syncId).forEach(e -> {
                if (!"scheduled".equals(e.path("type").asText())) {
                    ids.add(e.path("id").asText());
                }
            });
        }
        return ids;
    }

    private List<SelectionSnapshot> moves(String syncId) {
        long from = seen.getOrDefault(syncId, 0L);
        var news = admin.historySince(syncId, from);
        news.forEach(s -> seen.put(syncId, s.sequence()));
        return news;
    }

    /** An operator's own write never opens a masked field of an active sync, and never activates over an open one. */
    private void check(String call, String syncId, SelectionSnapshot now) {
        if (!now.active()) {
            return;
        }
        var spec = specOf(syncId);
        var open = open(spec, now);
        var before = last.get(syncId);
        if (before != null && before.active()) {
            open.removeAll(open(spec, before));
        }
        if (!open.isEmpty()) {
            throw new AssertionError("By " + call + " these came to be written open: " + open);
        }
    }

    private BulkSyncSpec specOf(String syncId) {
        var remoteName = admin.world().sync(syncId).path("name").asText();
        BulkSync byName = null;
        for (var name : syncs.names()) {
            var object = syncs.get(name);
            if (object.getStatus() != null && syncId.equals(object.getStatus().syncId())) {
                return object.getSpec();
            }
            var wanted =
                    object.getSpec().name() == null ? name : object.getSpec().name();
            byName = wanted.equals(remoteName) ? object : byName;
        }
        return byName == null ? null : byName.getSpec();
    }

    /** Masked fields that would be written open, active or not. */
    static Set<String> open(BulkSyncSpec spec, SelectionSnapshot now) {
        var open = new TreeSet<String>();
        if (spec == null || now == null) {
            return open;
        }
        now.schemas().forEach((schemaId, schema) -> {
            if (schema.enabled()) {
                schema.fields().forEach((fieldId, field) -> {
                    if (field.enabled() && !field.obfuscated() && masks(spec, schemaId, fieldId)) {
                        open.add(schemaId + "/" + fieldId);
                    }
                });
            }
        });
        return open;
    }

    Set<String> openNow(String syncId) {
        var history = admin.history(syncId);
        return open(specOf(syncId), history.get(history.size() - 1));
    }

    private static boolean masks(BulkSyncSpec spec, String schemaId, String fieldId) {
        if (spec.schemas() != null) {
            for (var schema : spec.schemas()) {
                if (schema.id().equals(schemaId) && schema.fields() != null) {
                    for (var field : schema.fields()) {
                        if (field.id().equals(fieldId) && field.obfuscate() != null) {
                            return field.obfuscate();
                        }
                    }
                }
            }
        }
        return spec.maskRules() != null
                && spec.maskRules().stream().anyMatch(r -> glob(r.schemas(), schemaId) && glob(r.fields(), fieldId));
    }

    private static boolean glob(String glob, String text) {
        return Pattern.compile("(?i)" + glob.replace(".", "\\.").replace("*", ".*"))
                .matcher(text)
                .matches();
    }

    /** At most one execution came of a run, and a run follows only what it started itself (attached ones aside). */
    synchronized void checkRun(BulkSyncRun run) {
        var uid = run.getMetadata().getUid();
        var mine = executionsByKey.entrySet().stream()
                .filter(e -> e.getValue().startsWith(uid + "-"))
                .map(Map.Entry::getKey)
                .toList();
        if (mine.size() > 1) {
            throw new AssertionError("Run " + run.getMetadata().getName() + " started " + mine);
        }
        var status = run.getStatus();
        if (!late
                && status != null
                && status.executionId() != null
                && List.of("Started", "Inferred").contains(String.valueOf(status.attribution()))
                && !mine.contains(status.executionId())) {
            throw new AssertionError("Run " + run.getMetadata().getName() + " claims " + status.executionId() + " as "
                    + status.attribution() + ", but started " + mine);
        }
    }

    /** Execution ids that came of this run's keys. */
    synchronized List<String> startedBy(BulkSyncRun run) {
        return executionsByKey.entrySet().stream()
                .filter(e -> e.getValue().startsWith(run.getMetadata().getUid() + "-"))
                .map(Map.Entry::getKey)
                .toList();
    }
}
