package io.polytomic.operator.core.run;

import io.polytomic.operator.core.sync.Json;
import io.polytomic.operator.core.sync.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run asks the API for; immutable for the life of the run, so the same key always goes with the same body.
 *
 * @param syncName the BulkSync in the same namespace
 * @param schemas schema ids, empty for all enabled ones
 * @param fetchMode null for the API's own
 * @param resyncMode null for none; never together with test
 */
public record RunRequest(String syncName, List<String> schemas, String fetchMode, String resyncMode, boolean test) {
    public RunRequest {
        schemas = schemas == null ? List.of() : List.copyOf(schemas);
    }

    /** {@code StartBulkSyncRequest}; only what is asked for. */
    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        if (!schemas.isEmpty()) {
            body.put("schemas", schemas);
        }
        if (fetchMode != null) {
            body.put("fetch_mode", fetchMode);
        }
        if (resyncMode != null) {
            body.put("resync_mode", resyncMode);
        }
        if (test) {
            body.put("test", true);
        }
        return body;
    }

    /** {@code v1-<sha256>} of the request: the same request under the same name is the same run. */
    public String hash() {
        var parts = new ArrayList<Object>(
                List.of(syncName, schemas.stream().sorted().toList(), test));
        parts.add(fetchMode);
        parts.add(resyncMode);
        return "v1-" + Sha256.hex(Json.text(parts));
    }
}
