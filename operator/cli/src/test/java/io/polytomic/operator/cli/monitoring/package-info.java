/** What is shipped for Prometheus, Grafana and kube-state-metrics, held against what there is. */
package io.polytomic.operator.cli.monitoring;
