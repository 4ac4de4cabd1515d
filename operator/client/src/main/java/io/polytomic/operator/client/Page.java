package io.polytomic.operator.client;

import java.time.Instant;
import java.util.List;

/**
 * One answer of a list operation.
 *
 * @param items never null; a {@code null} list of the API reads as empty
 * @param nextPageToken opaque cursor of the next page; null on the last page (an empty token counts as none)
 * @param serverTime the {@code Date} header of the answer, null when the server sent none: "since" is never our clock
 */
public record Page<T>(List<T> items, String nextPageToken, Instant serverTime) {
    public Page {
        items = items == null ? List.of() : List.copyOf(items);
        nextPageToken = nextPageToken == null || nextPageToken.isEmpty() ? null : nextPageToken;
    }
}
