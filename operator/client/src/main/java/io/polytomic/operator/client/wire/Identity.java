package io.polytomic.operator.client.wire;

import java.time.Instant;

/**
 * {@code /api/me}: whose key this is.
 *
 * @param id null for keys that are not a user's
 * @param serverTime the {@code Date} header of the answer, null when the server sent none
 */
public record Identity(String organizationId, String organizationName, String id, Boolean isUser, Instant serverTime) {}
