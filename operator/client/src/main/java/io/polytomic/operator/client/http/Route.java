package io.polytomic.operator.client.http;

import io.polytomic.operator.client.ApiException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** Method, path template with its values, and query of one call; encodes everything. */
final class Route {
    private record Parameter(String name, String value) {}

    private final String method;
    private final String template;
    private final List<String> values;
    private final List<Parameter> query = new ArrayList<>();

    private Route(String method, String template, String... values) {
        this.method = method;
        this.template = template;
        this.values = List.of(values);
        this.values.forEach(this::check);
    }

    static Route get(String template, String... values) {
        return new Route("GET", template, values);
    }

    static Route post(String template, String... values) {
        return new Route("POST", template, values);
    }

    static Route put(String template, String... values) {
        return new Route("PUT", template, values);
    }

    static Route patch(String template, String... values) {
        return new Route("PATCH", template, values);
    }

    static Route delete(String template, String... values) {
        return new Route("DELETE", template, values);
    }

    /** Adds a query parameter; null is left out, a name may be repeated. */
    Route query(String name, Object value) {
        if (value != null) {
            query.add(new Parameter(name, value.toString()));
        }
        return this;
    }

    String method() {
        return method;
    }

    String operation() {
        return method + " " + template;
    }

    HttpUrl url(HttpUrl base) {
        HttpUrl.Builder url = base.newBuilder();
        int next = 0;
        for (String segment : template.substring(1).split("/")) {
            url.addPathSegment(segment.startsWith("{") ? values.get(next++) : segment);
        }
        query.forEach(p -> url.addQueryParameter(p.name(), p.value()));
        return url.build();
    }

    /** These ids would address another object than the one meant: a DELETE of "" would be one of the list. */
    private void check(String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new ApiException.Rejected(
                    operation(),
                    0,
                    "The id \"%s\" cannot be part of an address; nothing was sent.".formatted(id),
                    false);
        }
    }
}
