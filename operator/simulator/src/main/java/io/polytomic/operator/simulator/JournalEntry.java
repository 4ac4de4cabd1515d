package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request to /api as the simulator saw it.
 *
 * @param sequence counts from 1 over the life of the simulator
 * @param time simulated time of arrival
 * @param path raw path, still percent-encoded
 * @param query raw query, "" if none
 * @param outcome the status answered as text, or "dropped"
 * @param status the status answered, 0 when dropped
 * @param idempotencyKey null when the request had none
 * @param body JSON body, a text node when it was not JSON, null when empty
 * @param authorizationScheme "Bearer", "Basic" or "" - never the key
 * @param effect whether the request changed the state of the world
 * @param replayed whether the answer came out of the idempotency record
 * @param fault kind of the fault applied, "" if none
 */
public record JournalEntry(
        long sequence,
        Instant time,
        String method,
        String path,
        String query,
        String outcome,
        int status,
        String idempotencyKey,
        JsonNode body,
        String authorizationScheme,
        boolean effect,
        boolean replayed,
        String fault) {}
