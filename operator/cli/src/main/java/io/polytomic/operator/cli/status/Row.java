package io.polytomic.operator.cli.status;

import java.util.List;

/**
 * One line of the table.
 *
 * @param name indented by what it belongs to
 * @param fresh how old the newest full success is, and whether that is too old
 * @param progress of what runs now, empty when nothing runs
 * @param details why it is not good, or what is worth knowing
 */
record Row(Health health, String name, String state, String fresh, String progress, String details) {
    static final List<String> HEADER = List.of("NAME", "STATE", "LAST SUCCESS", "PROGRESS", "DETAILS");

    List<String> cells() {
        return List.of(name, state, fresh, progress, details);
    }
}
