package org.passerelle.benchmarks.engine.xacml;

import java.time.Duration;
import java.time.Instant;
import org.passerelle.benchmarks.workload.Workload;

/** Instants as seconds from the instant of the workload. */
record Seconds(Instant origin) {
    static Seconds of(Workload workload) {
        return new Seconds(workload.at());
    }

    int of(Instant instant) {
        return Math.toIntExact(Duration.between(origin, instant).toSeconds());
    }
}
