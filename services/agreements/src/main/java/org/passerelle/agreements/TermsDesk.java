package org.passerelle.agreements;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.agreements.reading.Known;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.TermsReading;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.party.Group;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** Reads terms that were sent, with the reader of the configuration. */
final class TermsDesk {
    private TermsDesk() {}

    sealed interface Outcome {
        /** Unsigned terms with their hash. */
        record Terms(Agreement agreement) implements Outcome {}

        record Unreadable(List<Misread> faults) implements Outcome {}
    }

    /**
     * What the terms will be.
     *
     * @param party whose they are
     * @param fixed the parties, where they can no longer change; empty where they can
     * @param clauseIds of earlier versions, which stay what they are; every other clause is named within its agreement
     */
    record Frame(String id, int version, AgreementState state, String party, Set<String> fixed, Set<String> clauseIds) {

        private String clauseId(String name) {
            return clauseIds.contains(name) || name.startsWith(id + ".") ? name : id + "." + name;
        }
    }

    static Outcome read(String text, MasterData master, Frame frame, Instant at) {
        Misreading misreading = new Misreading(at.truncatedTo(ChronoUnit.SECONDS));
        try {
            Section section = new Section(misreading, "", Json.tree(text));
            Known known = new Known(
                    master.vocabulary(),
                    master.parties(),
                    master.units(),
                    shown(master, frame.party(), at),
                    master.settings(),
                    at);
            Agreement agreement =
                    new TermsReading(known, frame::clauseId).read(section, frame.id(), frame.state(), frame.version());
            checkParties(section, agreement, frame);
            section.end();
            return misreading.none()
                    ? new Outcome.Terms(agreement.signed(AgreementSigning.hash(agreement), Map.of()))
                    : new Outcome.Unreadable(misreading.faults());
        } catch (JsonFault broken) {
            return new Outcome.Unreadable(List.of(new Misread(broken.pointer(), "not-json", broken.problem())));
        }
    }

    // Another is answered as a word that does not exist.
    private static Map<String, Group> shown(MasterData master, String party, Instant at) {
        Map<String, Group> shown = new HashMap<>(master.groups());
        shown.values().removeIf(group -> !group.shownTo(party, at));
        return shown;
    }

    private static void checkParties(Section section, Agreement agreement, Frame frame) {
        if (!agreement.parties().contains(frame.party())) {
            section.fault("parties", "the own party must be among the parties");
        } else if (!frame.fixed().isEmpty() && !frame.fixed().equals(agreement.parties())) {
            section.fault("parties", "the parties of an agreement stay the same; others need one of their own");
        }
    }
}
