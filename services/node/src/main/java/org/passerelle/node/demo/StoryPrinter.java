package org.passerelle.node.demo;

import java.io.PrintStream;
import org.passerelle.node.demo.StoryResult.Played;

/** Tells a played scenario to people: the situation, expected beside actual, the deciding gate, and what did not hold. */
final class StoryPrinter {
    private final PrintStream out;

    StoryPrinter(PrintStream out) {
        this.out = out;
    }

    void tell(Played played) {
        Outcome outcome = played.outcome();
        out.printf("%n%2d  %s%n", played.scenario().id(), played.scenario().title());
        out.printf("    %s%n", played.scenario().situation());
        out.printf(
                "    expected %-9s actual %-9s %s  (%d ms)%n",
                played.scenario().expected(),
                outcome.actual(),
                played.agrees() ? "agrees" : "DOES NOT AGREE",
                played.millis());
        out.printf("    the releaser is told %s%n", told(outcome));
        outcome.checks().forEach(check -> out.printf("    %s %s%n", check.held() ? "+" : "-", check.what()));
    }

    private static String told(Outcome outcome) {
        String codes = outcome.codes().isEmpty() ? "" : " " + String.join(", ", outcome.codes());
        String gate = outcome.gate().isEmpty() ? "" : "; gate " + outcome.gate();
        return outcome.verdict() + codes + gate;
    }
}
