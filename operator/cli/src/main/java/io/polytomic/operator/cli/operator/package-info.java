/** The operator as a process: its clients, its controllers, its health. */
package io.polytomic.operator.cli.operator;
