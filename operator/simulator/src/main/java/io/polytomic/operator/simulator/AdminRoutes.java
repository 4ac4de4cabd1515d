package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@link SimulatorAdmin} over HTTP, under /_simulator; no authentication, loopback only. */
final class AdminRoutes {
    private final SimulatorAdmin admin;
    private final AdminEdits edits;
    private final Router router = new Router();

    AdminRoutes(SimulatorAdmin admin) {
        this.admin = admin;
        this.edits = new AdminEdits(admin.world());
        router.add("GET", "/_simulator/journal", this::journal);
        router.add("DELETE", "/_simulator/journal", request -> done(admin::clearJournal));
        router.add("POST", "/_simulator/faults", this::fault);
        router.add("DELETE", "/_simulator/faults", request -> done(admin::clearFaults));
        router.add("GET", "/_simulator/clock", this::clock);
        router.add("POST", "/_simulator/clock", this::advance);
        router.add("GET", "/_simulator/switches", this::switches);
        router.add("PUT", "/_simulator/switches/{name}", this::setSwitch);
        router.add(
                "GET",
                "/_simulator/world",
                request -> Answer.json(200, admin.world().dump()));
        router.add("GET", "/_simulator/world/history/{id}", this::history);
        edits.addTo(router);
        new ModelAdminEdits(admin.models()).addTo(router);
    }

    Answer serve(Call call) {
        try {
            Router.Match match = router.match(call.method(), call.segments());
            return match.handler().answer(new Request(call, null, match.variables(), call.parameters()));
        } catch (ApiProblem e) {
            return refusal(e.status(), e);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return refusal(400, e);
        }
    }

    private static Answer refusal(int status, Exception e) {
        return Answer.json(status, Json.object().put("error", e.getMessage()));
    }

    static Answer done(Runnable deed) {
        deed.run();
        return Answer.json(200, Json.object());
    }

    private Answer journal(Request request) {
        ArrayNode entries = Json.array();
        admin.journalSince(request.number("since", 0)).forEach(entry -> {
            ObjectNode item = entries.addObject()
                    .put("sequence", entry.sequence())
                    .put("time", entry.time().toString())
                    .put("method", entry.method())
                    .put("path", entry.path())
                    .put("query", entry.query())
                    .put("outcome", entry.outcome())
                    .put("status", entry.status())
                    .put("idempotency_key", entry.idempotencyKey())
                    .put("authorization_scheme", entry.authorizationScheme())
                    .put("effect", entry.effect())
                    .put("replayed", entry.replayed())
                    .put("fault", entry.fault());
            item.set("body", entry.body());
        });
        ObjectNode body = Json.object();
        body.set("entries", entries);
        return Answer.json(200, body);
    }

    private Answer fault(Request request) {
        ObjectNode body = request.json();
        SeedNode node = new SeedNode("fault", "", body)
                .only(Set.of("method", "path", "times", "after", "kind", "status", "body", "delay", "when"));
        FaultKind kind = FaultKind.valueOf(node.word("kind", kinds(), "?").toUpperCase(Locale.ROOT));
        String when = Json.text(body, "when", null);
        admin.fault(new Fault(
                Json.text(body, "method", null),
                Json.text(body, "path", null),
                (int) node.number("times", 1),
                (int) node.number("after", 0),
                kind,
                (int) node.number("status", 0),
                Json.text(body, "body", null),
                node.duration("delay", Duration.ZERO),
                when == null ? null : Instant.parse(when)));
        return Answer.json(200, Json.object());
    }

    private static Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        for (FaultKind kind : FaultKind.values()) {
            kinds.add(kind.name());
        }
        return kinds;
    }

    private Answer clock(Request request) {
        return Answer.json(200, Json.object().put("now", admin.now().toString()));
    }

    private Answer advance(Request request) {
        admin.advance(Duration.parse(Json.text(request.json(), "advance", "")));
        return clock(request);
    }

    private Answer switches(Request request) {
        ObjectNode body = Json.object();
        for (Map.Entry<String, String> each : admin.switches().entrySet()) {
            body.put(each.getKey(), each.getValue());
        }
        return Answer.json(200, body);
    }

    private Answer setSwitch(Request request) {
        admin.setSwitch(request.path("name"), Json.text(request.json(), "value", ""));
        return switches(request);
    }

    private Answer history(Request request) {
        ArrayNode all = Json.array();
        admin.history(request.path("id")).forEach(snapshot -> {
            ObjectNode item = all.addObject()
                    .put("sequence", snapshot.sequence())
                    .put("time", snapshot.time().toString())
                    .put("active", snapshot.active());
            JsonNode schemas = Json.MAPPER.valueToTree(snapshot.schemas());
            item.set("schemas", schemas);
        });
        ObjectNode body = Json.object();
        body.set("history", all);
        return Answer.json(200, body);
    }
}
