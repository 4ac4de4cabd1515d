package io.polytomic.operator.benchmarks.micro;

/**
 * One result of JMH.
 *
 * @param milliseconds average time of one operation
 * @param error half of the 99.9 % interval around it
 * @param allocatedBytes by one operation
 */
public record MicroResult(String name, double milliseconds, double error, double allocatedBytes) {}
