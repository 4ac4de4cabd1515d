package io.polytomic.operator.cli.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a Terraform state says of bulk syncs.
 *
 * @param syncs instances of {@code polytomic_bulk_sync}, in the order of the state
 * @param others how many instances of other managed resources there are, by type
 * @param dependents addresses of other resources that refer to a bulk sync, by the address they refer to
 */
public record TerraformState(
        List<SyncInstance> syncs, Map<String, Integer> others, Map<String, List<String>> dependents) {
    static final String TYPE = "polytomic_bulk_sync";
    private static final int FORMAT = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    public TerraformState {
        syncs = List.copyOf(syncs);
        others = Collections.unmodifiableMap(new TreeMap<>(others));
        dependents = Collections.unmodifiableMap(new TreeMap<>(dependents));
    }

    /**
     * Nothing of the content is ever repeated in a message: a state holds secrets.
     *
     * @param name what messages call it
     * @throws IllegalArgumentException with one sentence when it is no state of format 4
     */
    public static TerraformState read(String name, InputStream in) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(in);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    "STATE: %s is not JSON (line %d); a state is what \"terraform state pull\" prints."
                            .formatted(name, line));
        }
        refuseOther(name, root);
        return of(root.path("resources"));
    }

    private static void refuseOther(String name, JsonNode root) {
        if (root.has("encrypted_data")) {
            throw new IllegalArgumentException(
                    "STATE: " + name + " is encrypted; what \"tofu state pull\" prints can be read.");
        }
        if (root.has("format_version")) {
            throw new IllegalArgumentException("STATE: " + name
                    + " is output of \"terraform show -json\"; what \"terraform state pull\" prints can be read.");
        }
        var version = root.path("version");
        if (version.asInt() != FORMAT) {
            throw new IllegalArgumentException("STATE: %s has the state format %s; this version reads format %d."
                    .formatted(name, version.isInt() ? version.asText() : "(none)", FORMAT));
        }
    }

    private static TerraformState of(JsonNode resources) {
        var syncs = new ArrayList<SyncInstance>();
        var others = new TreeMap<String, Integer>();
        var dependents = new TreeMap<String, List<String>>();
        for (var resource : resources) {
            if (!"managed".equals(resource.path("mode").asText())) {
                continue;
            }
            var type = resource.path("type").asText();
            if (TYPE.equals(type)) {
                resource.path("instances").forEach(instance -> syncs.add(SyncInstance.of(resource, instance)));
            } else {
                others.merge(type, resource.path("instances").size(), Integer::sum);
                dependencies(resource)
                        .forEach(on -> dependents
                                .computeIfAbsent(on, key -> new ArrayList<>())
                                .add(SyncInstance.address(resource)));
            }
        }
        return new TerraformState(syncs, others, dependents);
    }

    private static TreeSet<String> dependencies(JsonNode resource) {
        var on = new TreeSet<String>();
        for (var instance : resource.path("instances")) {
            for (var dependency : instance.path("dependencies")) {
                if (dependency.asText().matches("(.*[.])?" + TYPE + "[.][^.]+")) {
                    on.add(dependency.asText());
                }
            }
        }
        return on;
    }
}
