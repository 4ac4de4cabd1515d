package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The event feed (notes.md section 12). */
final class EventRoutes {
    private static final int STANDARD = 10;
    private static final int MOST = 100;

    private final World world;
    private final Envelopes envelopes;

    EventRoutes(World world, Envelopes envelopes) {
        this.world = world;
        this.envelopes = envelopes;
    }

    Answer list(Request request) {
        String type = request.parameter("type");
        if (type != null && !EventFeed.TYPES.contains(type)) {
            throw ApiProblem.unprocessable("type \"" + type + "\" is not one of " + EventFeed.TYPES);
        }
        return envelopes.list(world
                .events
                .list(
                        request.organization(),
                        type,
                        request.time("starting_after"),
                        request.time("ending_before"),
                        Pages.size(request.number("limit", STANDARD), STANDARD, MOST),
                        world.switches.is(Switch.EVENTS_ORDER, "newest"))
                .stream()
                .map(EventFeed.Event::json)
                .map(ObjectNode::deepCopy)
                .toList());
    }

    Answer types(Request request) {
        ObjectNode body = Json.object();
        body.set("data", Json.texts(EventFeed.TYPES));
        return Answer.json(200, body);
    }
}
