package io.polytomic.operator.cli.terraform;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One bulk sync in a state.
 *
 * @param resource address of its resource block, without keys: {@code module.data.polytomic_bulk_sync.orders}
 * @param address of this very instance: {@code module.data["eu"].polytomic_bulk_sync.orders[0]}
 * @param syncId empty when the state has none
 * @param organizationId empty when the state has none
 * @param deposed true for what Terraform was about to destroy
 */
public record SyncInstance(String resource, String address, String syncId, String organizationId, boolean deposed) {
    static SyncInstance of(JsonNode resource, JsonNode instance) {
        var attributes = instance.path("attributes");
        return new SyncInstance(
                address(resource),
                path(resource.path("module").asText(""), resource) + key(instance.path("index_key")),
                attributes.path("id").asText(""),
                attributes.path("organization").isTextual()
                        ? attributes.path("organization").asText()
                        : "",
                instance.has("deposed"));
    }

    /** Address of a resource block: neither it nor its modules have keys. */
    static String address(JsonNode resource) {
        return path(resource.path("module").asText("").replaceAll("\\[(\"([^\"\\\\]|\\\\.)*\"|[0-9]+)]", ""), resource);
    }

    private static String path(String module, JsonNode resource) {
        return (module.isEmpty() ? "" : module + ".") + resource.path("type").asText() + "."
                + resource.path("name").asText();
    }

    private static String key(JsonNode key) {
        if (key.isNumber()) {
            return "[" + key.asText() + "]";
        }
        return key.isTextual() ? "[\"" + key.asText().replace("\\", "\\\\").replace("\"", "\\\"") + "\"]" : "";
    }
}
