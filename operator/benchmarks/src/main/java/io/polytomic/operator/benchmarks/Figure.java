package io.polytomic.operator.benchmarks;

/** What is measured of one operator with one number of objects. */
enum Figure {
    READY("time to all Ready", "s"),
    OPERATOR_CPU("operator CPU until all Ready", "s"),
    API_SERVER_CPU("API-server CPU meanwhile", "s"),
    ETCD_CPU("etcd CPU meanwhile", "s"),
    CPU_RATIO("operator CPU per API-server CPU", ""),
    WRITES_AN_OBJECT("API-server writes an object until Ready", ""),
    CALLS_AN_OBJECT("remote calls an object until Ready", ""),
    RSS_READY("resident memory when all are Ready", "MB"),
    FILL("every sync runs once: poll answered to last status written", "s"),
    FILL_CPU("operator CPU meanwhile", "s"),
    BURST_SIZE("burst: statuses that change at once", ""),
    BURST("burst: poll answered to last status written", "s"),
    BURST_WHOLE("burst: last change to last status written, the wait for the poll included", "s"),
    BURST_RATIO("burst: operator CPU per API-server CPU", ""),
    EDIT_REST_P50("spec edit to remote write at rest, p50", "ms"),
    EDIT_REST_P99("spec edit to remote write at rest, p99", "ms"),
    EDIT_BUSY_P50("spec edit to remote write while all else is busy, p50", "ms"),
    EDIT_BUSY_P99("spec edit to remote write while all else is busy, p99", "ms"),
    CHANGE_BUSY_P50("remote change to status while all else is busy, p50", "s"),
    CHANGE_BUSY_P99("remote change to status while all else is busy, p99", "s"),
    IDLE_CPU("idle CPU of the operator", "% of a core"),
    IDLE_API_SERVER_CPU("CPU of the API server meanwhile", "% of a core"),
    IDLE_WRITES("API-server writes at rest", "a minute"),
    IDLE_CALLS("remote calls at rest", "a minute and organization"),
    IDLE_SWEEP_CALLS("of these, by the sweep", "a minute and organization"),
    IDLE_REMOTE_WRITES("remote writes at rest", "a minute"),
    RSS_REST("resident memory at rest", "MB"),
    RSS_PEAK("peak resident memory", "MB"),
    RESTART("restart: process start to all verified", "s"),
    RESTART_CPU("restart: operator CPU until ten seconds later", "s"),
    RESTART_WRITES("restart: API-server writes", ""),
    RESTART_REMOTE_WRITES("restart: remote writes", ""),
    RESTART_READS("restart: remote reads of single syncs", ""),
    RESTART_RSS("restart: peak resident memory", "MB"),
    PRESSURE_EDIT_P50("2,000 created and 300 broken at 5 requests a second: spec edit to remote write, p50", "ms"),
    PRESSURE_EDIT_MOST("the same, slowest", "ms"),
    PRESSURE_RUN("run asked for to execution started, meanwhile", "s"),
    PRESSURE_CREATED("creations meanwhile", "a minute"),
    PRESSURE_CALLS("remote calls meanwhile", "a minute");

    private final String label;
    private final String unit;

    Figure(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }
}
