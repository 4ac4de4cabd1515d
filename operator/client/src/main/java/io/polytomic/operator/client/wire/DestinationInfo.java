package io.polytomic.operator.client.wire;

import java.util.List;

/** What a connection accepts as bulk destination. Empty lists mean "not told", never "nothing". */
public record DestinationInfo(List<String> modes, List<String> supportedResyncModes, Boolean supportsHistoryMode) {
    public DestinationInfo {
        modes = modes == null ? List.of() : List.copyOf(modes);
        supportedResyncModes = supportedResyncModes == null ? List.of() : List.copyOf(supportedResyncModes);
    }
}
