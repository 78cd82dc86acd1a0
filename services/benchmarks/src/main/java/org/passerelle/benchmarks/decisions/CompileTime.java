package org.passerelle.benchmarks.decisions;

/**
 * How long one step of compiling took.
 *
 * @param step what was compiled, or compiled again
 * @param milliseconds median over the repetitions
 * @param spread half of the distance between the fastest and the slowest repetition
 */
public record CompileTime(String step, int agreements, int classes, double milliseconds, double spread) {}
