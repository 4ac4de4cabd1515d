/** Measures the operator as it is shipped, from outside: no figure comes from its own process unless the report says so. */
package io.polytomic.operator.benchmarks;
