package org.passerelle.gateway.disclosure;

import io.vertx.core.Future;
import java.util.List;
import java.util.TreeSet;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.bus.Bus;

/** Notes for the operator's log what did not leave; the same statement whether it was hidden or never existed. */
public final class Notes {
    private final Bus bus;

    public Notes(Bus bus) {
        this.bus = bus;
    }

    /** Completes when the note is durable. */
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
                                ask.action() + " " + ask.purpose() + " " + recordId + " " + reasons))
                .mapEmpty();
    }
}
