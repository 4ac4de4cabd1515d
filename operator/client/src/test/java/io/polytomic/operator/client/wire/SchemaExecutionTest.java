package io.polytomic.operator.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaExecutionTest {
    private static final Object[] VALUES = {
        "schema", "execution", "output", "running", "message", "started", "completed", 1L, 2L, 3L
    };

    private static SchemaExecution of(Object... values) {
        try {
            return (SchemaExecution) SchemaExecution.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Object[]> oneOther() {
        return IntStream.range(0, SchemaExecution.class.getRecordComponents().length)
                .boxed()
                .flatMap(i -> Stream.of(with(i, VALUES[i] instanceof Long ? (Object) 9L : "other"), with(i, null)));
    }

    private static Object[] with(int position, Object value) {
        var changed = VALUES.clone();
        changed[position] = value;
        return new Object[] {changed};
    }

    @ParameterizedTest
    @MethodSource("oneOther")
    @DisplayName("every member counts: one that moved and was taken for the same would never be told")
    void everyMemberCounts(Object[] other) {
        assertThat(of(other)).as(Arrays.toString(other)).isNotEqualTo(of(VALUES));
    }

    @Test
    @DisplayName("the same members are the same")
    void same() {
        var copy = Arrays.stream(VALUES)
                .map(value -> value instanceof String text ? new String(text.toCharArray()) : value)
                .toArray();
        assertThat(of(copy)).isEqualTo(of(VALUES)).hasSameHashCodeAs(of(VALUES));
    }
}
