package io.polytomic.operator.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who did something (OutputActor). */
record Actor(String id, String name, String type) {
    ObjectNode json() {
        return Json.object().put("id", id).put("name", name).put("type", type);
    }
}
