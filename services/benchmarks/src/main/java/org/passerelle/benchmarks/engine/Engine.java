package org.passerelle.benchmarks.engine;

import org.openjdk.jmh.infra.Blackhole;

/** A policy engine, loaded with the policy of a workload, and asked about its pairs by their number. */
public interface Engine extends AutoCloseable {
    /** Decides one pair, and hands verdict, reasons and obligations to the sink: what is timed. */
    void decide(int pair, Blackhole sink);

    /** The same decision as an answer that can be compared. */
    Answer answer(int pair);

    @Override
    default void close() {}
}
