package io.polytomic.operator.cli.cluster;

import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.regex.Pattern;

/** A path of the Kubernetes API without its query, which the mock's store would take for part of a name. */
record RequestPath(String path, String query) {

    private static final String STATUS = "/status";
    private static final Pattern FIELD_MANAGER = Pattern.compile("(?:^|&)fieldManager=([^&]*)");

    static RequestPath of(RecordedRequest request) {
        return of(request.getPath());
    }

    static RequestPath of(String pathAndQuery) {
        var parts = pathAndQuery.split("\\?", 2);
        return new RequestPath(parts[0], parts.length == 2 ? parts[1] : "");
    }

    boolean isStatus() {
        return path.endsWith(STATUS);
    }

    boolean isDryRun() {
        return query.contains("dryRun=");
    }

    /** The object itself, also when its status was asked for. */
    String object() {
        return isStatus() ? path.substring(0, path.length() - STATUS.length()) : path;
    }

    RequestPath collection() {
        return new RequestPath(path.substring(0, path.lastIndexOf('/')), query);
    }

    /** A field manager owns the fields that it applied to the object apart from those that it applied to the status. */
    String applier() {
        var manager = FIELD_MANAGER.matcher(query);
        return (manager.find() ? manager.group(1) : "") + (isStatus() ? STATUS : "");
    }
}
