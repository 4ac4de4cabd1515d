package io.polytomic.operator.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Run state of one sync, and of all of them in one answer (notes.md section 6). */
final class StatusRoutes {
    private final World world;
    private final Envelopes envelopes;
    private final ExecutionJson json;

    StatusRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
        this.json = new ExecutionJson(world);
    }

    Answer one(Request request) {
        return envelopes.data(json.status(world.bulkSyncs.find(request.organization(), request.path("id"))));
    }

    Answer batch(Request request) {
        boolean nullLists = world.switches.on(Switch.NULL_LISTS);
        Chunks chunks = new Chunks();
        try (JsonGenerator out = Json.MAPPER.createGenerator(chunks)) {
            List<BulkSync> chosen = chosen(request);
            out.writeStartObject();
            out.writeFieldName("data");
            if (chosen.isEmpty() && nullLists) {
                out.writeNull();
            } else {
                BatchStatus batch = new BatchStatus(world, out, nullLists);
                out.writeStartArray();
                for (BulkSync sync : chosen) {
                    batch.write(sync);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.json(chunks);
    }

    private List<BulkSync> chosen(Request request) {
        List<BulkSync> all = world.bulkSyncs.all(request.organization());
        if (request.flag("all", false)) {
            return all;
        }
        if (request.flag("active", false)) {
            return all.stream().filter(sync -> sync.settings.active()).toList();
        }
        List<BulkSync> chosen = new ArrayList<>();
        for (String id : request.query().getOrDefault("sync_id", List.of())) {
            BulkSync sync = world.syncs.get(id);
            if (sync != null && sync.organizationId.equals(request.organization())) {
                chosen.add(sync);
            } else if (world.switches.is(Switch.BATCH_UNKNOWN_ID, "404")) {
                throw ApiProblem.notFound("bulk sync", id);
            }
        }
        return chosen;
    }
}
