package org.passerelle.agreements;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.agreement.Lifecycle.Facts;
import org.passerelle.core.party.Account;

/** What counts of who acts and of what was done before, read out of the life of an agreement. */
record ActFacts(AgreementLife life, Duties duties, Instant at) {
    private static final Set<AgreementState> ON_THE_TABLE =
            Set.of(AgreementState.PROPOSED, AgreementState.COUNTERED, AgreementState.AGREED, AgreementState.SIGNED);

    /** The version on the table: proposed or countered, agreed, or signed and not yet in force. */
    Optional<AgreementVersion> table() {
        return life.in(ON_THE_TABLE, at).reduce((earlier, later) -> later);
    }

    /** The draft of a party. */
    Optional<AgreementVersion> draft(String party) {
        return life.in(Set.of(AgreementState.DRAFT), at)
                .filter(version -> version.party().equals(party))
                .reduce((earlier, later) -> later);
    }

    /** What counts of a person who acts. */
    Facts of(AgreementVersion version, AgreementEvent event, String party, Optional<Account> account) {
        String subject = account.map(Account::id).orElse("");
        boolean role = event.duty()
                .filter(duty ->
                        account.filter(who -> holds(duties, who, party, duty)).isPresent())
                .isPresent();
        return new Facts(
                life.visible(version, party),
                role,
                version.party().equals(party),
                life.hands(version, party).contains(subject),
                done(version, event, party),
                subject.equals(
                        life.by(version.number(), AgreementEvent.APPROVED).get(party)),
                last(version, event, party),
                false,
                !at.isBefore(version.agreement().validUntil()),
                duties.persons(version.agreement().ceiling()));
    }

    /** Whether an account may do a duty for a party; to approve and to sign are the acts of a person. */
    static boolean holds(Duties duties, Account account, String party, Duty duty) {
        boolean personal = duty == Duty.APPROVE || duty == Duty.SIGN;
        return account.enabled()
                && account.party().equals(party)
                && (!personal || account.kind() == Account.Kind.PERSON)
                && duties.allow(duty, account.roles());
    }

    /** What counts when something comes by time. */
    Facts byTime(AgreementVersion version, boolean due) {
        boolean over = !at.isBefore(version.agreement().validUntil());
        boolean free = life.suspendedBy().isEmpty();
        return new Facts(true, true, true, false, false, false, free, due, over, 1);
    }

    private boolean done(AgreementVersion version, AgreementEvent event, String party) {
        return switch (event) {
            case APPROVED, SIGNED -> life.by(version.number(), event).containsKey(party);
            case SUSPENDED, REINSTATED -> life.suspendedBy().contains(party);
            case NOTICED ->
                life.last(party, each -> each == AgreementEvent.NOTICED).isPresent();
            case AMENDED -> draft(party).isPresent() || table().isPresent();
            case PROPOSED -> table().isPresent();
            case DRAFTED, REVISED, COUNTERED, WITHDRAWN, ACTIVATED, SUPERSEDED, TERMINATED, EXPIRED -> false;
        };
    }

    private boolean last(AgreementVersion version, AgreementEvent event, String party) {
        return switch (event) {
            case APPROVED, SIGNED -> {
                Map<String, String> before = life.by(version.number(), event);
                Set<String> all = new HashSet<>(before.keySet());
                all.add(party);
                yield all.containsAll(version.agreement().parties());
            }
            case REINSTATED -> Set.of(party).containsAll(life.suspendedBy());
            case DRAFTED, REVISED, PROPOSED, COUNTERED, WITHDRAWN, AMENDED, SUSPENDED, NOTICED -> false;
            case ACTIVATED, SUPERSEDED, TERMINATED, EXPIRED -> false;
        };
    }
}
