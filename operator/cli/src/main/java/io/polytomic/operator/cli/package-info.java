/** The commands, and the one place where everything is built by hand. */
package io.polytomic.operator.cli;
