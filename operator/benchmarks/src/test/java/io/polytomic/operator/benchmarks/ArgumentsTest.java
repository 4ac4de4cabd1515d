package io.polytomic.operator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --objects 0       | --objects: found "0", allowed are whole numbers from 1 on.
            --objects 100,-5  | --objects: found "-5", allowed are whole numbers from 1 on.
            --objects many    | --objects: found "many", allowed are whole numbers from 1 on.
            --memory 0        | --memory: found "0", allowed are whole numbers from 1 on.
            --rest 10s        | --rest: found "10s", allowed are durations such as PT10S or PT5M.
            --busy PT0S       | --busy: found "PT0S", allowed are durations such as PT10S or PT5M.
            --parts REDY      | --parts: found "REDY", allowed are fill, burst, busy, rest, edits, restart, pressure.
            """)
    @DisplayName(
            "A wrong value is one sentence that names the option, what was found and what is allowed, before a measurement")
    void wrong(String arguments, String sentence) {
        var err = new StringWriter();
        var line = Main.commandLine().setErr(new PrintWriter(err));
        assertThat(line.execute((arguments + " --repository /nosuch").split(" ")))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(sentence, "See operator/benchmarks/run --help.");
    }
}
