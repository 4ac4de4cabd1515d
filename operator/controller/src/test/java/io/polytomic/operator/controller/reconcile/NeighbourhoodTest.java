package io.polytomic.operator.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.controller.engine.Stop;
import io.polytomic.operator.controller.status.Conditions;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourhoodTest {
    @ParameterizedTest
    @CsvSource({"ORGANIZATION_SUSPENDED, true", "MASK_LOST, true", "APPROVAL_REQUIRED, false"})
    @DisplayName("What waited for the end of a suspension looks at once when it ends, a lost mask too")
    void release(Reason reason, boolean waits) {
        var conditions = new Conditions(List.of(), 1, Instant.EPOCH)
                .of(new Outcome.Stalled(reason, "Waits.", Stop.RECHECK))
                .list();
        assertThat(Neighbourhood.waitsForRelease(conditions)).isEqualTo(waits);
    }
}
