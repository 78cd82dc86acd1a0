package org.passerelle.core.decision.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;

/**
 * On which terms one party may ask another whether something of theirs is alike: a MATCH clause in force each way, or there is nothing to be
 * asked ("What the recipient can learn", 4). That there are such terms decides on no record.
 *
 * @param clauses ids, sorted
 * @param agreementHashes of their agreements, sorted
 */
public record MatchTerms(List<String> clauses, List<String> agreementHashes) {
    public MatchTerms {
        clauses = List.copyOf(clauses);
        agreementHashes = List.copyOf(agreementHashes);
    }

    private record Term(Agreement agreement, Clause clause) {}

    /**
     * @param asking account that asks
     * @param asked id of the party that is asked; of one that does not exist there are no terms
     */
    public static Optional<MatchTerms> between(Bundle bundle, Account asking, String asked, Instant at) {
        List<Term> there = named(bundle, asked, asking.party(), asking.party(), at)
                .filter(term -> term.clause().recipientUnit().isEmpty()
                        || term.clause().recipientUnit().equals(asking.unit()))
                .toList();
        List<Term> back =
                named(bundle, asking.party(), asked, asking.party(), at).toList();
        if (asked.equals(asking.party()) || there.isEmpty() || back.isEmpty()) {
            return Optional.empty();
        }
        List<Term> both = new ArrayList<>(there);
        both.addAll(back);
        return Optional.of(new MatchTerms(
                both.stream()
                        .map(term -> term.clause().id())
                        .distinct()
                        .sorted()
                        .toList(),
                both.stream()
                        .map(term -> term.agreement().hash())
                        .distinct()
                        .sorted()
                        .toList()));
    }

    private static Stream<Term> named(Bundle bundle, String releaser, String recipient, String reader, Instant at) {
        return bundle.agreements().stream()
                .filter(agreement -> Force.of(bundle, agreement, at) == Force.IN_FORCE)
                .flatMap(agreement -> agreement.clauses().stream().map(clause -> new Term(agreement, clause)))
                .filter(term -> term.clause().actions().contains(Action.MATCH)
                        && names(bundle, term.clause().releaser(), releaser, reader, at)
                        && names(bundle, term.clause().recipient(), recipient, reader, at));
    }

    // That a question may be asked must not tell who belongs to a group: one that the asking party may not know names
    // nobody.
    private static boolean names(Bundle bundle, String name, String party, String reader, Instant at) {
        Group group = bundle.groups().get(name);
        return (group == null || group.shownTo(reader, at)) && bundle.standsFor(name, party, at);
    }
}
