/**
 * A Kubernetes API of one's own: the real kube-apiserver where its binaries are on the machine, a mock where they are
 * not. Nothing here reads the user's kubeconfig, listens beyond 127.0.0.1 or outlives the process that started it.
 */
package io.polytomic.operator.cli.cluster;
