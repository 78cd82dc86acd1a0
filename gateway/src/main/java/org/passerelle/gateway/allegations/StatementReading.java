package org.passerelle.gateway.allegations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault.Code;
import org.passerelle.gateway.submission.Fields;

/** Reads what somebody says for an allegation: its grading, its text, and its source, which is always in a compartment. */
final class StatementReading {
    /** Members of a body that states something. */
    static final Set<String> MEMBERS = Set.of("grading", "summary", "source");

    private static final Set<String> PORTION = Set.of("text", "marking", "compartments");
    private static final int LONGEST = 20_000;
    private static final Grading UNREAD = new Grading("F6");

    private final ClosedWords markings;
    private final ClosedWords compartments;
    private final Bundle bundle;
    private final Level ceiling;

    /** @param caller whose party hosts what it writes up to its ceiling, and may only name compartments of its own */
    StatementReading(Bundle bundle, Caller caller) {
        Optional<Party> party = Readers.party(bundle, caller);
        this.bundle = bundle;
        this.markings = new ClosedWords("marking", bundle.markings().inbound().keySet());
        this.compartments = new ClosedWords(
                "compartment of the own party", party.map(Party::compartments).orElse(Set.of()));
        this.ceiling = party.map(Party::hostingCeiling).orElse(Level.UNCLASSIFIED);
    }

    /** The statement under an id; faults are added to those of the fields. */
    Statement read(Fields fields, String id) {
        List.of("grading", "summary").forEach(fields::require);
        Optional<Portion> summary = fields.object("summary", PORTION).flatMap(this::portion);
        Optional<Fields> source = fields.object("source", PORTION);
        source.ifPresent(stated -> {
            if (stated.elements("compartments", 200).filter(List::isEmpty).isPresent() || !stated.has("compartments")) {
                stated.fault("compartments", Code.MISSING, "a source is in a compartment");
            }
        });
        return new Statement(id, grading(fields), summary, source.flatMap(this::portion));
    }

    /** A grading; where it is faulty one that is best for nothing. */
    static Grading grading(Fields fields) {
        String text = fields.text("grading", 2).orElse("");
        if (text.matches("[A-F][1-6]")) {
            return new Grading(text);
        }
        if (!text.isEmpty()) {
            fields.fault("grading", Code.UNKNOWN_WORD, "grading must be A to F followed by 1 to 6");
        }
        return UNREAD;
    }

    private Optional<Portion> portion(Fields fields) {
        List.of("text", "marking").forEach(fields::require);
        Optional<String> text = fields.text("text", LONGEST);
        Optional<String> marking = fields.word("marking", markings);
        Set<String> named =
                fields.words("compartments", compartments).map(Set::copyOf).orElse(Set.of());
        Optional<Level> level = marking.flatMap(bundle.markings()::level);
        if (level.filter(stated -> !stated.atMost(ceiling)).isPresent()) {
            fields.fault("marking", Code.CONTRADICTION, "is above what this platform hosts for the party");
        }
        return text.flatMap(words -> level.map(up -> new Portion(words, marking.orElseThrow(), up, named)));
    }
}
