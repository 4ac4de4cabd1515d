/** Planner and translator by JMH: pure functions, measured alone. */
package io.polytomic.operator.benchmarks.micro;
