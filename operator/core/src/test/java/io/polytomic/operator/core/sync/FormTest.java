package io.polytomic.operator.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which values count as equal, form by form. */
class FormTest {
    static Stream<Arguments> equals() {
        return Stream.of(
                arguments(Form.TEXT, "", null),
                arguments(Form.FLAG, null, false),
                arguments(Form.LIMIT, 0, null),
                arguments(Form.LIMIT, 0.0, 0),
                arguments(Form.LIMIT, 4, 4.0),
                arguments(Form.INSTANT, "", null),
                arguments(Form.INSTANT, "2024-01-01T00:00Z", "2024-01-01T01:00:00.000+01:00"),
                arguments(Form.INSTANT, "yesterday", "yesterday"),
                arguments(Form.CONFIGURATION, null, Map.of()),
                arguments(Form.SET, null, List.of()),
                arguments(Form.SET, List.of("b", "a", "b"), List.of("a", "b")),
                arguments(
                        Form.FILTERS,
                        List.of(Map.of("v", 1), Map.of("v", 12)),
                        List.of(Map.of("v", 12.0), Map.of("v", 1))),
                arguments(Form.SCHEDULE, Map.of(), Map.of("frequency", "manual")),
                arguments(Form.SCHEDULE, Map.of("frequency", "manual", "hour", 3), Map.of("frequency", "manual")),
                arguments(Form.SCHEDULE, schedule("hourly"), Map.of("frequency", "hourly", "minute", "7")),
                arguments(Form.SCHEDULE, schedule("daily"), Map.of("frequency", "daily", "minute", "7", "hour", "2")),
                arguments(
                        Form.SCHEDULE,
                        schedule("weekly"),
                        Map.of("frequency", "weekly", "minute", 7, "hour", 2, "dayOfWeek", "monday")),
                arguments(
                        Form.SCHEDULES,
                        List.of(Map.of("frequency", "manual")),
                        List.of(Map.of(
                                "frequency", "manual", "id", "s1", "resyncMode", "normal", "selectiveMode", "none"))));
    }

    static Stream<Arguments> differents() {
        return Stream.of(
                arguments(Form.TEXT, "a", "A"),
                arguments(Form.FLAG, true, false),
                arguments(Form.LIMIT, 1, 0),
                arguments(Form.INSTANT, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.001Z"),
                arguments(Form.SET, List.of("a"), List.of("a", "b")),
                arguments(Form.FILTERS, List.of(Map.of("v", List.of(1, 2))), List.of(Map.of("v", List.of(2, 1)))),
                arguments(Form.FILTERS, List.of(Map.of("v", 1)), List.of(Map.of("v", "1"))),
                arguments(Form.SCHEDULE, schedule("custom"), Map.of("frequency", "custom", "minute", 7, "hour", 2)),
                arguments(Form.SCHEDULE, schedule("weekly"), schedule("daily")),
                arguments(
                        Form.SCHEDULES,
                        List.of(Map.of("frequency", "manual")),
                        List.of(Map.of("frequency", "manual", "schemas", List.of("a")))),
                arguments(
                        Form.SCHEDULES,
                        List.of(Map.of("frequency", "manual")),
                        List.of(Map.of("frequency", "manual"), Map.of("frequency", "manual"))));
    }

    /** A schedule with all parts, whatever matters of them. */
    private static Map<String, Object> schedule(String frequency) {
        return Map.of(
                "frequency", frequency, "minute", "07", "hour", 2, "dayOfWeek", "Monday", "dayOfMonth", 1, "month", 12);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @MethodSource("equals")
    void these_are_the_same_value(Form form, Object one, Object other) {
        assertThat(form.canonical(one)).isEqualTo(form.canonical(other));
    }

    @ParameterizedTest(name = "{0}: {1} is not {2}")
    @MethodSource("differents")
    void these_are_different_values(Form form, Object one, Object other) {
        assertThat(form.canonical(one)).isNotEqualTo(form.canonical(other));
    }

    @Test
    void a_stated_schedule_is_met_by_one_with_further_parts_but_not_the_other_way_round() {
        var stated = Form.SCHEDULE.canonical(Map.of("frequency", "custom", "hour", 3));
        var filled = Form.SCHEDULE.canonical(Map.of("frequency", "custom", "hour", 3, "minute", 0));
        assertThat(Form.SCHEDULE.same(stated, filled)).isTrue();
        assertThat(Form.SCHEDULE.same(filled, stated)).isFalse();
    }
}
