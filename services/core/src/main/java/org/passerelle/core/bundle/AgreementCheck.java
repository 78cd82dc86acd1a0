package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;

/** Whether an agreement holds up by itself: its terms name what exists, and whom it binds has signed them. */
final class AgreementCheck {
    private final Parts parts;
    private final ClauseCheck clauses;

    AgreementCheck(Parts parts, Members members) {
        this.parts = parts;
        this.clauses = new ClauseCheck(parts, members);
    }

    /** What is wrong with the terms, signed or not. */
    List<Fault> terms(Agreement agreement) {
        Faults faults = of(agreement);
        faults.when(agreement.parties().size() < 2, Fault.Code.MISSING, "it has fewer than two parties", "parties");
        new TreeSet<>(agreement.parties())
                .forEach(party -> faults.when(
                        !parts.parties().containsKey(party),
                        Fault.Code.UNKNOWN_NAME,
                        "it names " + party + ", which is no party",
                        "parties"));
        faults.when(
                !agreement.validFrom().isBefore(agreement.validUntil()),
                Fault.Code.NO_TIME,
                "it ends before it begins",
                "validUntil");
        List<Fault> all = new ArrayList<>(faults.list());
        Map<String, ClauseIndex.Entry> seen = new HashMap<>();
        for (int position = 0; position < agreement.clauses().size(); position++) {
            ClauseIndex.Entry entry = new ClauseIndex.Entry(agreement, position);
            ClauseIndex.Entry earlier = seen.putIfAbsent(entry.clause().id(), entry);
            if (earlier != null) {
                all.add(twice(earlier, entry));
            }
            all.addAll(clauses.faults(entry));
        }
        return all;
    }

    static Fault twice(ClauseIndex.Entry standing, ClauseIndex.Entry offered) {
        return new Fault(
                Fault.Code.TWICE,
                new Place.TwoClauses(standing.place("id"), offered.place("id")),
                "clause " + offered.clause().id() + " stands in agreement "
                        + standing.agreement().id() + " already");
    }

    /** Who has not signed; of other terms than those of the hash no signature counts. */
    static List<Fault> signatures(Agreement agreement, Signatories signatories) {
        Faults faults = of(agreement);
        if (!signatories.hashed()) {
            faults.add(Fault.Code.ALTERED, "its terms are not those of its hash", "hash");
            return faults.list();
        }
        for (String party : new TreeSet<>(agreement.parties())) {
            faults.when(
                    !signatories.parties().contains(party),
                    Fault.Code.UNSIGNED,
                    "it lacks a valid signature of " + party,
                    "signatures",
                    party);
        }
        return faults.list();
    }

    static Faults of(Agreement agreement) {
        return new Faults(
                "",
                member -> new Place.OfAgreement(agreement.id(), Optional.empty(), Place.pointer((Object[]) member)));
    }
}
