/**
 * What a user sees, on the real kube-apiserver: kubectl is the user's hand, the operator runs as it does in a cluster, the
 * API is simulated. Every test has a namespace, an operator and a simulator of its own; see {@link
 * io.polytomic.operator.cli.suite.Stage}.
 */
package io.polytomic.operator.cli.suite;
