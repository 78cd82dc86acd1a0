package org.passerelle.gateway.disclosure;

import io.vertx.core.Future;
import java.util.List;
import java.util.TreeSet;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.bus.Bus;

/**
 * Notes for the operator's log what did not leave, with the same statement whether it was hidden or never existed, and who looked into
 * what their own party keeps.
 */
public final class Notes {
    /** Of what a note is about: the log keeps it for ever, and an interval is sealed in memory. */
    private static final int LONGEST = 200;

    private final Bus bus;

    public Notes(Bus bus) {
        this.bus = bus;
    }

    /**
     * Somebody is about to see what their own party keeps; completes when the note is durable.
     *
     * @param kind e.g. {@code allegation-opened}
     */
    public Future<Void> opened(Caller caller, String kind, String detail) {
        return bus.ask(Audit.NOTE, new Audit.Note(kind, caller.subject(), caller.party(), cut(detail)))
                .mapEmpty();
    }

    /** Completes when the note is durable. The caller's party is not among those who may open it, for it says what the answer does not. */
    public Future<Void> withheld(Caller caller, Ask ask, String recordId, List<Judgement> judged) {
        TreeSet<String> codes = new TreeSet<>();
        judged.forEach(judgement -> judgement.decision().portions().stream()
                .flatMap(portion -> portion.primary().stream())
                .forEach(code -> codes.add(code.name())));
        String reasons = judged.isEmpty() ? "ABSENT" : String.join(" ", codes);
        return bus.ask(
                        Audit.NOTE,
                        new Audit.Note(
                                "withheld",
                                caller.subject(),
                                caller.party(),
                                cut(ask.action() + " " + ask.purpose() + " " + recordId) + " " + reasons))
                .mapEmpty();
    }

    private static String cut(String about) {
        return Audit.Note.cut(about, LONGEST);
    }
}
