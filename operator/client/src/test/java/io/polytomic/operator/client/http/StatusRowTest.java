package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two readers of a batch status, by tree and by token, read the same, however odd the row. */
class StatusRowTest {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "7",
            "9223372036854775807",
            "9223372036854775808",
            "1.0",
            "1.5",
            "1e3",
            "1E-2",
            "2.50",
            "1e400",
            "\"\"",
            "\" \"",
            "\"12\"",
            "\"1.0\"",
            "\"1e2\"",
            "\"x\"",
            "\"completed\"",
            "\"\\u0000\"",
            "\"" + "a".repeat(513) + "\"",
            "{}",
            "[]",
            "[[1,{\"schema\":\"a\"}],2]",
            "{\"schema\":{\"status\":[3]}}");
    private static final List<String> OF_SCHEMA = List.of(
            "schema",
            "schema",
            "execution_id",
            "output_name",
            "status",
            "status_message",
            "started_at",
            "completed_at",
            "record_count",
            "error_count",
            "warning_count",
            "other");
    private static final List<String> OF_SYNC = List.of("sync_id", "status", "nextExecutionTime", "other", "schemas");

    private static void same(String row) throws IOException {
        try (var parser = Json.MAPPER.createParser(row + " 1")) {
            parser.nextToken();
            assertThat(StatusRow.read(parser)).as(row).isEqualTo(Wire.batchStatus(Json.MAPPER.readTree(row)));
            assertThat(parser.nextToken()).as("nothing of what follows is read").isEqualTo(JsonToken.VALUE_NUMBER_INT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"sync_id\":\"a\",\"status\":\"active\",\"nextExecutionTime\":null,\"schemas\":[{\"schema\":\"s\",\"record_count\":3}]}",
                "{\"schemas\":[{\"schema\":\"s\"}],\"schemas\":null}",
                "{\"sync_id\":\"a\",\"sync_id\":null}",
                "{\"schemas\":[null,1,\"s\",[],{\"schema\":\"s\"}]}"
            })
    void known(String row) throws IOException {
        same(row);
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 400).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("rows of any members with any values")
    void any(int seed) throws IOException {
        var random = new Random(seed);
        same(object(OF_SYNC, random, () -> list(random)));
    }

    private static String list(Random random) {
        return random.nextInt(4) == 0
                ? any(VALUES, random)
                : IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> random.nextInt(4) == 0
                                ? any(VALUES, random)
                                : object(OF_SCHEMA, random, () -> any(VALUES, random)))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(List<String> members, Random random, Supplier<String> last) {
        return IntStream.range(0, random.nextInt(9))
                .mapToObj(i -> any(members, random))
                .map(member -> "\"" + member + "\":" + (member.equals("schemas") ? last.get() : any(VALUES, random)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
