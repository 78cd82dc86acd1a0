package org.passerelle.node.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.node.seed.Configuration.Sample;

/** Submits the sample records as any partner would; a second time changes nothing. */
public final class SampleRecords {
    private SampleRecords() {}

    /** What was refused, one line each; empty when all stand. */
    public static List<String> submit(GatewayClient gateway, List<Sample> samples) {
        List<String> refused = new ArrayList<>();
        for (Sample sample : samples) {
            Answer answer = gateway.post(
                    sample.submitter(),
                    "/records",
                    Map.of("Idempotency-Key", "sample-" + sample.name()),
                    sample.body().toString());
            if (!answer.ok()) {
                refused.add(sample.name() + " was answered with " + answer.status() + ": " + answer.text());
            }
        }
        return refused;
    }
}
