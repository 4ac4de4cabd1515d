package io.polytomic.operator.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationReportTest {
    @ParameterizedTest(name = "every {0}, {1} late: {2}")
    @CsvSource({
        "12h, PT0S, 12h",
        "12h, PT9M59S, 12h",
        "12h, PT10M, 12h10m",
        "12h, PT19M59S, 12h10m",
        "90m, PT0S, 90m",
        "90m, PT31M, 2h",
        "1h, PT72H5M, 73h",
        "30s, PT10M, 10m30s"
    })
    @DisplayName("A sweep that keeps its interval tells it as it is written, a late one moves in steps of ten minutes")
    void sweepPeriod(String interval, Duration late, String told) {
        assertThat(OrganizationReport.sweepPeriod(interval, late)).isEqualTo(told);
    }
}
