package io.polytomic.operator.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The switches of one world and where they stand. Guarded by the lock of the world. */
final class Switches {
    private final Map<Switch, String> values = new EnumMap<>(Switch.class);

    void set(String name, String value) {
        Switch found = Arrays.stream(Switch.values())
                .filter(each -> each.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Switch \"" + name + "\" does not exist; there are: "
                        + Arrays.stream(Switch.values()).map(Switch::title).collect(Collectors.joining(", "))));
        found.check(value);
        values.put(found, value);
    }

    String get(Switch which) {
        return values.getOrDefault(which, which.standard());
    }

    boolean is(Switch which, String value) {
        return get(which).equals(value);
    }

    boolean on(Switch which) {
        return is(which, "true");
    }

    int number(Switch which) {
        return Integer.parseInt(get(which));
    }

    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (Switch each : Switch.values()) {
            all.put(each.title(), get(each));
        }
        return all;
    }
}
