package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.cli.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One manifest by itself: structure, rules, metadata. Safe for threads. */
public final class Validator {
    private final Map<String, JsonNode> schemas = CrdSchemas.load();
    private final CelRules rules = new CelRules();

    /** Errors in the order of their lines; none means that the API server would take it. */
    public List<Finding> check(Manifest manifest) {
        var schema = schemas.get(manifest.kind());
        var found = new ArrayList<Finding>();
        if (schema == null) {
            found.add(Finding.error(
                    manifest,
                    "kind",
                    "this version has no such kind; it has " + String.join(", ", schemas.keySet()) + "."));
            return found;
        }
        new MetadataCheck((path, sentence) -> found.add(Finding.error(manifest, path, sentence)))
                .check(manifest.content());
        spec(manifest, schema, found);
        found.sort(Comparator.comparingInt(Finding::line));
        return found;
    }

    /** What is taken, and yet not what the author may think. */
    List<Finding> warnings(Manifest manifest) {
        var found = new ArrayList<Finding>();
        var schema = schemas.get(manifest.kind());
        if (schema != null) {
            var spec = schema.path("properties").path("spec");
            Nulls.drop(
                    manifest.content().path("spec").deepCopy(),
                    spec,
                    "spec",
                    path -> found.add(Finding.warning(
                            manifest, path, "is null, which counts as not stated; leave the member out.")));
        }
        return found;
    }

    private void spec(Manifest manifest, JsonNode schema, List<Finding> found) {
        var spec = schema.path("properties").path("spec");
        var stated = manifest.content().path("spec");
        if (stated.isMissingNode()) {
            found.add(Finding.error(manifest, "", "\"spec\" is missing; it must be stated."));
            return;
        }
        var taken = stated.deepCopy();
        Nulls.drop(taken, spec, "spec", path -> {});
        var broken = new ArrayList<String>();
        new SchemaCheck((path, sentence) -> {
                    broken.add(path);
                    found.add(Finding.error(manifest, path, sentence));
                })
                .check(taken, spec, "spec");
        Defaults.fill(taken, spec);
        rules.check(
                taken,
                spec,
                "spec",
                path -> broken.stream().noneMatch(b -> b.startsWith(path)),
                (path, message) -> found.add(Finding.error(manifest, path, message)));
    }
}
