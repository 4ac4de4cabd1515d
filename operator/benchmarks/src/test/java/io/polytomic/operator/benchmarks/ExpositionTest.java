package io.polytomic.operator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final String TEXT = """
            # HELP apiserver_request_total Counter of requests.
            # TYPE apiserver_request_total counter
            apiserver_request_total{resource="bulksyncs",subresource="status",verb="APPLY"} 3
            apiserver_request_total{resource="bulksyncs",subresource="",verb="PATCH"} 1e+01 1700000000000
            odd{text="a \\"b\\", c=\\\\d}"} +Inf
            plain 0.5
            """;

    @Test
    @DisplayName("samples of one name are added up, those that are not wanted are left out")
    void sums() {
        var metrics = Exposition.parse(TEXT);

        assertThat(metrics.sum("apiserver_request_total", sample -> true)).isEqualTo(13);
        assertThat(metrics.sum(
                        "apiserver_request_total",
                        sample -> sample.label("verb").equals("APPLY")))
                .isEqualTo(3);
        assertThat(metrics.sum("plain", sample -> true)).isEqualTo(0.5);
        assertThat(metrics.sum("absent", sample -> true)).isZero();
    }

    @Test
    @DisplayName("a label may hold quotes, commas and braces; a value may be infinite")
    void odd() {
        var odd = Exposition.parse(TEXT).samples().get(2);

        assertThat(odd.label("text")).isEqualTo("a \"b\", c=\\d}");
        assertThat(odd.value()).isInfinite();
    }

    @Test
    @DisplayName("a line that is no sample is refused, not skipped")
    void refused() {
        assertThatThrownBy(() -> Exposition.parse("<html>")).hasMessageContaining("<html>");
    }
}
