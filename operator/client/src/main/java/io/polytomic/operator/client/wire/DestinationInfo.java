package io.polytomic.operator.client.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a connection accepts as bulk destination. Empty lists mean "not told", never "nothing".
 *
 * @param configuration what the configuration of the destination may hold, verbatim: a JSON Schema, or a map of name to
 *     {default, required}; sources disagree. Missing when the server does not tell
 */
public record DestinationInfo(
        List<String> modes, List<String> supportedResyncModes, Boolean supportsHistoryMode, JsonNode configuration) {
    public DestinationInfo {
        modes = modes == null ? List.of() : List.copyOf(modes);
        supportedResyncModes = supportedResyncModes == null ? List.of() : List.copyOf(supportedResyncModes);
    }
}
