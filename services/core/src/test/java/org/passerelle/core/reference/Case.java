package org.passerelle.core.reference;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** One portion asked for by one account at one instant. */
record Case(
        Bundle bundle,
        Instant at,
        Request request,
        Account account,
        RecordFacts record,
        PortionFacts portion,
        Label label) {

    /** The requester's party. */
    String party() {
        return account.party();
    }

    /** Whether the party is meant by the name, itself or as a member of a group at that instant. */
    boolean meant(String name, String party, Instant when) {
        return meant(bundle, name, party, when);
    }

    static boolean meant(Bundle bundle, String name, String party, Instant when) {
        if (name.equals(party)) {
            return true;
        }
        Group group = bundle.groups().get(name);
        if (group == null) {
            return false;
        }
        for (Group.Membership membership : group.members()) {
            if (membership.party().equals(party)
                    && reached(membership.from(), when)
                    && !reached(membership.until(), when)) {
                return true;
            }
        }
        return false;
    }

    boolean anyMeant(Collection<String> names, String party, Instant when) {
        for (String name : names) {
            if (meant(name, party, when)) {
                return true;
            }
        }
        return false;
    }

    boolean isOneOf(Collection<PartyType> types, String party) {
        Party known = bundle.parties().get(party);
        return known != null && types.contains(known.type());
    }

    /** Whether the author asks for content that is the author's own. */
    boolean author() {
        return ownContent() && wrote(request.subject());
    }

    /** A file is of whoever attached it, whoever has revised the text since. */
    boolean wrote(String account) {
        return portion.author().isPresent()
                ? portion.author().get().equals(account)
                : record.submitter().equals(account);
    }

    boolean ownContent() {
        return label.originators().size() == 1 && label.originators().contains(party());
    }

    /** A ruling on that matter by that party (and that account, when named) that still stands for exactly this disclosure. */
    boolean ruled(Code code, String matter, String rulerParty, Optional<String> ruler) {
        for (Grant grant : record.grants()) {
            Account known = bundle.accounts().get(grant.ruler());
            boolean thisDisclosure = grant.code() == code
                    && grant.matter().equals(matter)
                    && grant.recordId().equals(record.recordId())
                    && grant.version() == record.version()
                    && grant.portionId().equals(portion.id())
                    && grant.recipient().equals(party())
                    && grant.recipientUnit().equals(account.unit())
                    && grant.purpose().equals(request.purpose())
                    && grant.action() == request.action();
            boolean speaksForIt = known != null && known.party().equals(grant.rulerParty());
            boolean gains = grant.rulerParty().equals(party())
                    || grant.ruler().equals(record.submitter())
                    || wrote(grant.ruler());
            boolean rightRuler = ruler.isPresent()
                    ? grant.ruler().equals(ruler.get())
                    : grant.rulerParty().equals(rulerParty);
            if (thisDisclosure && speaksForIt && !gains && rightRuler && at.isBefore(grant.expiresAt())) {
                return true;
            }
        }
        return false;
    }

    /** Whom an audience names; empty: it is open to everybody. */
    static Optional<Set<String>> named(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted unrestricted -> Optional.empty();
            case Audience.Only only -> Optional.of(only.names());
        };
    }

    /** The instant has come or passed. */
    static boolean reached(Instant instant, Instant now) {
        return now.compareTo(instant) >= 0;
    }

    /** Absent never comes. */
    static boolean reached(Optional<Instant> instant, Instant now) {
        return instant.isPresent() && reached(instant.get(), now);
    }
}
