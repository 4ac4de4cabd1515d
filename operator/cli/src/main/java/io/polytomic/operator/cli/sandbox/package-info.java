/** The main job on one machine with nothing installed: a simulated API, a Kubernetes API, the operator, and a table. */
package io.polytomic.operator.cli.sandbox;
