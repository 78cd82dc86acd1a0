package org.passerelle.node.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What a scenario came to.
 *
 * @param actual what the recipient got
 * @param verdict what the releasing side is told
 * @param codes reason codes, in order
 * @param gate the gate that decided
 * @param checks further conditions of the scenario
 */
public record Outcome(String actual, String verdict, List<String> codes, String gate, List<Check> checks) {
    public Outcome {
        codes = List.copyOf(codes);
        checks = List.copyOf(checks);
    }

    /** One condition and whether it held. */
    public record Check(String what, boolean held) {}

    public static Outcome of(String actual, Explanation explanation) {
        return new Outcome(actual, explanation.verdict(), explanation.codes(), explanation.gate(), List.of());
    }

    /** With a further condition. */
    public Outcome and(String what, boolean held) {
        List<Check> more = new ArrayList<>(checks);
        more.add(new Check(what, held));
        return new Outcome(actual, verdict, codes, gate, more);
    }

    /** With the condition that the releasing side is told this verdict and code; an empty code is none. */
    public Outcome told(String expectedVerdict, String expectedCode) {
        boolean code = expectedCode.isEmpty() ? codes.isEmpty() : codes.contains(expectedCode);
        return and(
                "the releaser is told " + (expectedVerdict + " " + expectedCode).strip(),
                verdict.equals(expectedVerdict) && code);
    }

    boolean allHeld() {
        return checks.stream().allMatch(Check::held);
    }
}
