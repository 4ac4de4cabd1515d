package io.polytomic.operator.simulator;

import java.util.ArrayList;
import java.util.List;

/** The schedule sub-resource: camelCase, no ids in answers, cannot write schemas (notes.md section 11). */
final class ScheduleRoutes {
    private final World world;
    private final Envelopes envelopes;
    private final BulkSyncJson json;

    ScheduleRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
        this.json = new BulkSyncJson(world);
    }

    Answer list(Request request) {
        BulkSync sync = sync(request);
        return envelopes.list(sync.settings.schedules().stream()
                .map(each -> json.scheduleRow(sync, each))
                .toList());
    }

    Answer create(Request request) {
        BulkSync sync = sync(request);
        Schedule schedule = reader(request).readSubResource(request.json(), null);
        List<Schedule> all = new ArrayList<>(sync.settings.schedules());
        all.add(schedule);
        world.bulkSyncs.setSchedules(sync, request.caller().actor(), all);
        return envelopes.data(json.scheduleRow(sync, schedule));
    }

    Answer get(Request request) {
        BulkSync sync = sync(request);
        return envelopes.data(json.scheduleRow(sync, schedule(sync, request)));
    }

    Answer replace(Request request) {
        BulkSync sync = sync(request);
        Schedule before = schedule(sync, request);
        Schedule after = reader(request).readSubResource(request.json(), before);
        List<Schedule> all = new ArrayList<>(sync.settings.schedules());
        all.set(all.indexOf(before), after);
        world.bulkSyncs.setSchedules(sync, request.caller().actor(), all);
        return envelopes.data(json.scheduleRow(sync, after));
    }

    Answer delete(Request request) {
        BulkSync sync = sync(request);
        Schedule schedule = schedule(sync, request);
        List<Schedule> all = new ArrayList<>(sync.settings.schedules());
        if (all.get(0) == schedule) {
            throw ApiProblem.badRequest("the default schedule cannot be deleted");
        }
        all.remove(schedule);
        world.bulkSyncs.setSchedules(sync, request.caller().actor(), all);
        return Answer.empty(200);
    }

    private ScheduleReader reader(Request request) {
        return new ScheduleReader(world, List.of(), request.caller().actor());
    }

    private static Schedule schedule(BulkSync sync, Request request) {
        String id = request.path("schedule");
        return sync.settings.schedules().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("schedule", id));
    }

    private BulkSync sync(Request request) {
        return world.bulkSyncs.find(request.organization(), request.path("id"));
    }
}
