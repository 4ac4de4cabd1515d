package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The whole world as one tree, for people to read. */
final class WorldDump {
    private WorldDump() {}

    static JsonNode of(World world) {
        BulkSyncJson records = new BulkSyncJson(world);
        SchemaJson schemas = new SchemaJson(world);
        ExecutionJson executions = new ExecutionJson(world);
        ObjectNode all = Json.object().put("now", world.now().toString());
        ArrayNode organizations = all.putArray("organizations");
        world.organizations
                .values()
                .forEach(each -> organizations.addObject().put("id", each.id()).put("name", each.name()));
        ArrayNode connections = all.putArray("connections");
        world.connections.values().forEach(each -> connections.add(ConnectionJson.connection(each)));
        ArrayNode syncs = all.putArray("syncs");
        world.syncs.values().forEach(sync -> {
            ObjectNode item = syncs.addObject();
            item.set("sync", records.sync(sync));
            ArrayNode selection = item.putArray("schemas");
            world.catalogOf(sync).ids().forEach(id -> selection.add(schemas.schema(sync, id)));
            item.set("status", executions.status(sync));
            item.set("error_handling", records.errorHandling(sync));
        });
        ArrayNode models = all.putArray("model_syncs");
        world.modelSyncs.values().forEach(each -> models.add(each.json()));
        return all;
    }
}
