package io.polytomic.operator.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds who answers a path. The first route that fits wins, so fixed words are added before variables. */
final class Router {
    /** Answers one operation. */
    interface Handler {
        Answer answer(Request request);
    }

    /** A route that fits, with what its variables stand for. */
    record Match(Handler handler, Map<String, String> variables) {}

    private record Route(String method, List<String> pattern, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    void add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.substring(1).split("/")), handler));
    }

    /** Throws 404 when no path fits, 405 when only the method does not. */
    Match match(String method, List<String> segments) {
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> variables = variables(route.pattern(), segments);
            if (variables != null && route.method().equals(method)) {
                return new Match(route.handler(), variables);
            }
            known |= variables != null;
        }
        throw known
                ? new ApiProblem(405, "method_not_allowed", method + " is not allowed here")
                : new ApiProblem(404, "not_found", "no such route");
    }

    private static Map<String, String> variables(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return null;
            }
        }
        return variables;
    }
}
