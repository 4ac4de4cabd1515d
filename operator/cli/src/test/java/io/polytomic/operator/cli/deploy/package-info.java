/** What deploy/ promises, held against kubectl, helm and the real kube-apiserver. */
package io.polytomic.operator.cli.deploy;
