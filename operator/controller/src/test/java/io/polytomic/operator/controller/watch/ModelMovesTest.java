package io.polytomic.operator.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.polytomic.operator.api.v1alpha1.ModelSyncStatus;
import io.polytomic.operator.client.wire.EventRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMovesTest {
    private static ModelSyncStatus status(String yaml) {
        try {
            return new YAMLMapper().readValue(yaml, ModelSyncStatus.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}, {1} of {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                      | sync.running   | a | false",
                "{currentExecution: {id: a}}                             | sync.running   | a | true",
                "{currentExecution: {id: a}}                             | sync.completed | a | false",
                "{lastExecution: {id: a}}                                | sync.completed | a | true",
                "{lastExecution: {id: a}}                                | sync.running   | a | true",
                "{lastExecution: {id: a}}                                | sync.completed | b | false",
                "{lastExecution: {id: a}, currentExecution: {id: b}}     | sync.running   | b | true",
                "{lastExecution: {id: a}, currentExecution: {id: b}}     | sync.failed    | b | false",
                "{lastExecution: {id: a}}                                | sync.someday   |   | false"
            })
    @DisplayName("An event is no news once the status knows of the beginning or the end that it tells")
    void told(String yaml, String type, String execution, boolean told) {
        var event = new EventRecord("e", type, "2026-11-27T07:00:00Z", "s", execution, null, null, null);
        assertThat(ModelMoves.isTold(status(yaml), event)).isEqualTo(told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{syncId: s}                                                                                     | false",
                "{syncId: s, currentExecution: {id: a, status: running}}                                         | true",
                "{syncId: s, currentExecution: {id: a, status: hibernating}}                                     | true",
                "{syncId: s, currentExecution: {id: a, status: interrupted, completedAt: '2026-11-27T07:00:00Z'}} | true",
                "{syncId: s, currentExecution: {id: a, status: failed, completedAt: '2026-11-27T07:00:00Z'}}      | false"
            })
    @DisplayName("What the API shows as running is asked for until it is over, whatever its word")
    void running(String yaml, boolean runs) {
        assertThat(ModelMoves.isRunning(status(yaml))).isEqualTo(runs);
    }
}
