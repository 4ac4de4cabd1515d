package io.polytomic.operator.cli.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.polytomic.operator.simulator.JournalEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Plays a story on a stage and tells the model what it did. */
final class Soak {
    private static final String API = "sync.polytomic.com/v1alpha1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_SETTLE = Duration.ofMinutes(8);
    private static final Duration TO_SETTLE_A_LONG_STORY = Duration.ofMinutes(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Stage stage;
    private final SoakReplicas replicas;
    private final SoakStory story;
    private final Duration length;
    private final SoakModel model = new SoakModel();
    private final SoakHeap heap = new SoakHeap();
    private final Map<String, String> syncIds = new HashMap<>();
    private final PrintWriter journal;
    private long startedAt;
    private Duration looked = Duration.ZERO;
    private Duration settling = Duration.ZERO;

    Soak(Stage stage, SoakReplicas replicas, SoakStory story, Duration length, Path folder) {
        this.stage = stage;
        this.replicas = replicas;
        this.story = story;
        this.length = length;
        try {
            this.journal = new PrintWriter(Files.newBufferedWriter(folder.resolve("journal.log")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Ends in time, even when the machine is too slow for the whole story. */
    void play() {
        stage.api().setSwitch("schema_edit_moves_updated_at", "true");
        stage.apply(Manifests.secret("polytomic", Stage.KEY)
                + Manifests.organization("default", "polytomic", stage.url())
                        .replace("pollInterval: 500ms", "pollInterval: 1s"));
        Stage.eventually().atMost(TO_SETTLE).until(() -> replicas.leader().isPresent());
        startedAt = System.nanoTime();
        story.faults().forEach(stage.api()::fault);
        for (int tick = 0; story.goesOn() && elapsed().compareTo(length) < 0; tick++) {
            until(SoakStory.TICK.multipliedBy(tick));
            replicas.tend();
            refillFaults();
            var step = story.next();
            journal.println(elapsed() + " " + step);
            play(step);
            lookAtHeap();
        }
    }

    private void until(Duration time) {
        var left = time.minus(elapsed());
        if (left.compareTo(Duration.ZERO) > 0) {
            LockSupport.parkNanos(left.toNanos());
        }
    }

    private void refillFaults() {
        if (stage.api().journal().size() >= SoakStory.CALLS) {
            takeJournal();
            stage.api().clearFaults();
            story.faults().forEach(stage.api()::fault);
        }
    }

    private void takeJournal() {
        var calls = stage.api().journal();
        stage.api().clearJournal();
        calls.forEach(model::served);
        calls.stream().map(Soak::line).forEach(journal::println);
    }

    private static String line(JournalEntry call) {
        return "%d %s %s %s?%s %s%s %s %s %s"
                .formatted(
                        call.sequence(),
                        call.time(),
                        call.method(),
                        call.path(),
                        call.query(),
                        call.outcome(),
                        call.replayed() ? " (replayed)" : "",
                        call.fault(),
                        Objects.toString(call.idempotencyKey(), ""),
                        Objects.toString(call.body(), ""));
    }

    private void play(SoakStory.Step step) {
        if (step instanceof SoakStory.Deliver deliver) {
            var manifests = new StringBuilder();
            deliver.wishes().forEach(wish -> {
                model.wanted(wish);
                manifests.append(Manifests.object("BulkSync", wish.name(), wish.spec()));
            });
            stage.apply(manifests.toString());
        } else if (step instanceof SoakStory.Edit edit) {
            if (story.isLong() || syncId(edit.wish().name()).isPresent()) {
                edit(edit.wish());
            }
        } else if (step instanceof SoakStory.Run run) {
            model.asked(run.name(), run.sync());
            stage.cluster()
                    .client()
                    .resource(Manifests.run(run.name(), run.sync()))
                    .create();
        } else if (step instanceof SoakStory.Change change) {
            syncId(change.sync()).ifPresent(id -> change(id, change.drift()));
        } else if (step instanceof SoakStory.ForeignRun run) {
            syncId(run.sync()).ifPresent(this::startByOthers);
        } else if (step instanceof SoakStory.Disrupt disrupt) {
            replicas.disrupt(disrupt.trouble());
        } else {
            tidy();
        }
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(String kind) {
        return stage.cluster().client().genericKubernetesResources(API, kind).inNamespace(stage.namespace());
    }

    /** In a short story not before it is created: a create whose answer is lost and whose manifest changed waits five minutes. */
    private void edit(SoakWish wish) {
        model.wanted(wish);
        objects("BulkSync")
                .withName(wish.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(wish.spec()));
    }

    /** By the name that the remote sync bears; empty while there is none. */
    private Optional<String> syncId(String name) {
        if (!syncIds.containsKey(name)) {
            var world = stage.api().world();
            world.syncIds().stream()
                    .filter(id -> !syncIds.containsValue(id))
                    .forEach(id -> syncIds.put(world.sync(id).path("name").asText(), id));
        }
        return Optional.ofNullable(syncIds.get(name));
    }

    private void change(String id, SoakStory.Drift drift) {
        var world = stage.api().world();
        switch (drift) {
            case LIMIT -> world.editSync(id, Stage.json("{\"concurrency_limit\": 99}"));
            case DEACTIVATE -> world.editSync(id, Stage.json("{\"active\": false}"));
            case SWITCH_SCHEMA_OFF ->
                world.patchSchemas(id, Stage.json("{\"schemas\": [{\"id\": \"public.orders\", \"enabled\": false}]}"));
            case UNMASK -> {
                model.unmaskedByOthers(id);
                world.patchSchemas(id, Stage.json("{\"schemas\": [{\"id\": \"public.users\"}]}"));
            }
        }
    }

    private void startByOthers(String id) {
        try {
            model.startedByOthers(
                    id, stage.api().world().startExecution(id).path("id").asText());
        } catch (IllegalArgumentException busy) {
            journal.println(id + " is busy");
        }
    }

    private void tidy() {
        objects("BulkSyncRun").list().getItems().forEach(object -> {
            JsonNode run = JSON.valueToTree(object);
            if (SoakModel.isFinished(run)) {
                model.removed(run);
                objects("BulkSyncRun").withName(SoakModel.nameOf(run)).delete();
            }
        });
    }

    private void lookAtHeap() {
        if (elapsed().minus(looked).compareTo(BETWEEN_LOOKS) > 0 && story.isCalm()) {
            replicas.leader().ifPresent(leader -> heap.look(leader, elapsed()));
            looked = elapsed();
        }
    }

    /** Waits until all is as it should be, the last faults included, and says what is not, or never was. */
    List<String> judge() {
        var start = elapsed();
        var problems = new ArrayList<String>();
        try {
            Awaitility.await()
                    .pollInterval(2, TimeUnit.SECONDS)
                    .atMost(story.isLong() ? TO_SETTLE_A_LONG_STORY : TO_SETTLE)
                    .until(() -> {
                        replicas.tend();
                        problems.clear();
                        problems.addAll(model.unsettled(all("BulkSync"), all("BulkSyncRun"), stage.api()));
                        return problems.isEmpty();
                    });
        } catch (ConditionTimeoutException tooLong) {
            journal.println("not settled: " + problems);
        }
        settling = elapsed().minus(start);
        takeJournal();
        problems.addAll(model.violations(all("BulkSync"), all("BulkSyncRun"), stage.api()));
        problems.addAll(replicas.crashes());
        heap.growth().ifPresent(problems::add);
        if (story.isLong() && !heap.isJudged()) {
            problems.add("no leader was watched long enough to judge its heap: " + heap.samples());
        }
        problems.forEach(journal::println);
        return problems;
    }

    private Map<String, JsonNode> all(String kind) {
        var all = new HashMap<String, JsonNode>();
        objects(kind)
                .list()
                .getItems()
                .forEach(object -> all.put(object.getMetadata().getName(), JSON.valueToTree(object)));
        return all;
    }

    @Override
    public String toString() {
        return "%s; %d processes, settled in %d s, heap %s"
                .formatted(model, replicas.started(), settling.toSeconds(), heap.samples());
    }
}
