package io.polytomic.operator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @ParameterizedTest
    @CsvSource({"50, 100", "99, 198", "100, 200", "0, 1", "0.5, 1"})
    @DisplayName("a percentile is the smallest measured time that this share does not exceed")
    void percentiles(double percent, double expected) {
        var times = new Percentiles(
                IntStream.rangeClosed(1, 200).mapToObj(i -> 201.0 - i).toList());

        assertThat(times.at(percent)).isEqualTo(expected);
    }

    @Test
    @DisplayName("nothing measured is not a number, never zero")
    void nothing() {
        assertThat(new Percentiles(List.of()).at(99)).isNaN();
    }

    @Test
    @DisplayName("what did not happen since is not listed, what is new is")
    void counts() {
        var before = Counts.of(Map.of("GET /a", 3.0, "GET /b", 1.0));
        var after = Counts.of(Map.of("GET /a", 3.0, "GET /b", 5.0, "POST /a", 2.0));

        assertThat(after.since(before).byName()).containsOnly(Map.entry("GET /b", 4.0), Map.entry("POST /a", 2.0));
        assertThat(after.since(before).per(2).total()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0.0123|0.012", "0.5|0.5", "2.345|2.35", "2.0|2", "12.34|12.3", "123.4|123", "12345|12,345"
            })
    @DisplayName("numbers show three digits that count, and no zeros behind the point")
    void numbers(double value, String text) {
        assertThat(Numbers.shortly(value)).isEqualTo(text);
    }
}
