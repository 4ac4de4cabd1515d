package io.polytomic.operator.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcfsTest {

    @Test
    @DisplayName("CPU time is user and system time, also of a program whose name holds blanks and brackets")
    void cpu() {
        var stat = "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 900 0 0 0 250 75 0 0 20 0 30 0 100 1000 200";

        assertThat(Procfs.cpuSeconds(stat)).isEqualTo(3.25);
    }

    @Test
    @DisplayName("memory is told in megabytes of a million bytes, as the targets are")
    void memory() {
        assertThat(Procfs.megabytes("Name:\tjava\nVmHWM:\t  200000 kB\nVmRSS:\t  100 kB\n", "VmHWM"))
                .isEqualTo(204.8);
    }
}
