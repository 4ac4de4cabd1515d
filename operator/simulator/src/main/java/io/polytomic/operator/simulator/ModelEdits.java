package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What other people do to model syncs, behind the back of the client; as {@link WorldEdits}. */
public final class ModelEdits {
    private final World world;
    private final WorldEdits edits;

    ModelEdits(World world, WorldEdits edits) {
        this.world = world;
        this.edits = edits;
    }

    private ModelSync known(String syncId) {
        ModelSync sync = world.modelSyncs.get(syncId);
        if (sync == null) {
            throw new IllegalArgumentException("There is no model sync " + syncId);
        }
        return sync;
    }

    /**
     * Creates a model sync; answers it as GET shows it.
     *
     * @param target connection by id or by name
     * @param body members of SyncResponse; active unless it says otherwise
     */
    public JsonNode create(String target, JsonNode body) {
        return edits.edit(() -> {
            Connection connection = edits.connectionOf(target);
            ObjectNode configuration = body.deepCopy();
            configuration.withObjectProperty("target").put("connection_id", connection.id);
            ModelSync sync = new ModelSync(
                    world.newId(), connection.organizationId, configuration, world.now(), WorldEdits.SOMEBODY);
            sync.active = body.path("active").asBoolean(true);
            world.modelRuns.add(sync);
            return sync.json();
        });
    }

    /** Merges (RFC 7396) into the configuration; answers the sync as GET shows it. */
    public JsonNode edit(String syncId, JsonNode merge) {
        return edits.edit(() -> {
            ModelSync sync = known(syncId);
            sync.configuration.setAll((ObjectNode) Json.merge(sync.configuration, merge));
            world.modelRuns.activate(
                    sync, WorldEdits.SOMEBODY, merge.path("active").asBoolean(sync.active));
            return sync.json();
        });
    }

    /** What no longer resolves, found by the service itself: nobody edits the sync, so its updated_at stays. */
    public void setProblems(String syncId, JsonNode problems) {
        edits.edit(() -> known(syncId).configuration.set("problems", problems));
    }

    public void delete(String syncId) {
        edits.edit(() -> {
            world.modelRuns.delete(known(syncId));
            return null;
        });
    }

    /** Starts by hand; answers the execution. */
    public JsonNode start(String syncId) {
        return edits.edit(
                () -> world.modelRuns.start(known(syncId), Json.object()).json(world.now()));
    }

    /** Asks for the end of the running execution; false when none runs. */
    public boolean cancel(String syncId) {
        return edits.edit(() -> world.modelRuns.cancel(known(syncId), known(syncId).current));
    }

    /** Ends the running execution at once: completed, failed or interrupted. */
    public void finish(String syncId, String outcome) {
        edits.edit(() -> {
            ModelSync sync = known(syncId);
            if (sync.current == null) {
                throw new IllegalArgumentException("Nothing runs for model sync " + syncId);
            }
            world.modelRuns.finish(sync, ExecutionScript.endsAs(outcome).outcome());
            return null;
        });
    }

    /** Ids of all model syncs. */
    public List<String> ids() {
        return edits.look(() -> new ArrayList<>(world.modelSyncs.keySet()));
    }

    /** A model sync as GET shows it. */
    public JsonNode sync(String syncId) {
        return edits.look(() -> known(syncId).json());
    }

    /** Its run state as GET shows it. */
    public JsonNode status(String syncId) {
        return edits.look(() -> known(syncId).status(world.now()));
    }
}
