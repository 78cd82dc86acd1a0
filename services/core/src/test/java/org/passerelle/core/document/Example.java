package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.World;

/** A worked example: what is asked of what, what each gate comes to, and what leaves. */
final class Example {
    private final List<List<String>> rows = new ArrayList<>();

    private Example() {}

    static Listing of(World world) {
        Example example = new Example();
        example.record(world.record());
        example.request(world.request());
        switch (Decide.decide(world.bundle(), world.request(), world.record(), world.now())) {
            case Decision.Refused refused -> {
                example.trace(refused.trace());
                example.row("Decision", "REFUSED " + refused.code());
            }
            case Decision.Judged judged -> {
                example.trace(judged.requestTrace());
                example.portion(judged.portions().getFirst());
            }
        }
        return new Listing(List.of("Step", "Comes to"), example.rows);
    }

    private void row(String step, String outcome) {
        rows.add(List.of(step, outcome));
    }

    private void record(RecordFacts record) {
        row("Record", record.type() + " of " + record.releaser() + ", areas " + words(record.areas()));
        PortionFacts portion = record.portions().getFirst();
        Label label = portion.label().orElseThrow();
        row(
                "Label",
                "level " + label.level().number() + ", TLP:" + label.tlp().text() + ", originated by "
                        + words(label.originators()) + ", for " + audience(label.purposes()) + ", releasable to "
                        + audience(label.releasableTo()));
        portion.custody()
                .forEach(receipt -> row(
                        "Receipt",
                        receipt.releaser() + " to " + receipt.holder() + " as " + receipt.type() + ", onward to "
                                + audience(receipt.onward())));
    }

    private void request(Request request) {
        row(
                "Request",
                request.subject() + ", " + request.action() + " for " + request.purpose() + ", signed in with "
                        + request.strength());
    }

    private void trace(List<Finding> trace) {
        boolean several = trace.stream().map(Finding::leg).distinct().count() > 1;
        for (Gate gate : Gate.values()) {
            String outcome = trace.stream()
                    .filter(finding -> finding.gate() == gate)
                    .map(finding -> outcome(finding, several))
                    .distinct()
                    .collect(Collectors.joining("; "));
            if (!outcome.isEmpty()) {
                row(gate.name(), outcome);
            }
        }
    }

    private static String outcome(Finding finding, boolean several) {
        String transfer = finding.leg()
                .filter(leg -> several)
                .map(leg -> leg.from() + " to " + leg.to() + " ")
                .orElse("");
        String rulers = finding.rulers().stream()
                .map(ruler -> ", to be ruled by " + ruler.role() + " of " + ruler.party())
                .collect(Collectors.joining());
        String verdict = finding.judged() ? finding.verdict().name() : "not judged";
        return transfer + verdict + finding.code().map(code -> " " + code).orElse("") + rulers;
    }

    private void portion(PortionDecision portion) {
        trace(portion.trace());
        row(
                "Decision",
                portion.verdict() + portion.primary().map(code -> " " + code).orElse(""));
        row("Clause", portion.clause().orElse("none"));
        row("Assessments", portion.assessments().isEmpty() ? "none" : words(new TreeSet<>(portion.assessments())));
        row("Obligations", obligations(portion.obligations()));
        row("Onward", audience(portion.onward()));
    }

    private static String obligations(Obligations obligations) {
        String words = Stream.of(
                        obligations.strip().stream().map(Enum::name).sorted().map("strip "::concat),
                        Optional.of("geometry " + obligations.geometry()).stream(),
                        obligations.gradingStatement() ? Stream.of("grading statement") : Stream.<String>of())
                .flatMap(one -> one)
                .collect(Collectors.joining(", "));
        return words;
    }

    private static String audience(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted unrestricted -> "everybody";
            case Audience.Only only -> only.names().isEmpty() ? "nobody" : words(only.names());
        };
    }

    private static String words(Set<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }
}
