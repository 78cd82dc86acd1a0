package org.passerelle.core.compiled;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Evaluator;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.gate.Asking;
import org.passerelle.core.decision.gate.ClauseIndex;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Exemption;

/** One bundle as the interpreter reads it, its clauses indexed. */
final class Interpretation {

    private final Bundle bundle;
    private final ClauseIndex clauses;
    private final ScreeningDates screening;
    private final Set<String> exempted;
    private final Evaluator evaluator;
    private final LeasedBundle standing;

    Interpretation(Bundle bundle) {
        this.bundle = bundle;
        this.clauses = new ClauseIndex(bundle);
        this.screening = new ScreeningDates(bundle);
        this.exempted = bundle.exemptions().stream().map(Exemption::recordId).collect(Collectors.toUnmodifiableSet());
        this.evaluator = Evaluator.over(same -> clauses);
        // The lease is looked at when a sheet is taken; what is on the sheet does not depend on it.
        this.standing = new LeasedBundle(bundle, true, Instant.MAX);
    }

    Bundle bundle() {
        return bundle;
    }

    /** Records that an exemption names: a label class does not tell how they are decided (HRDDP H7). */
    Set<String> exempted() {
        return exempted;
    }

    Decision decide(LeasedBundle leased, Request request, RecordFacts record, Instant at) {
        return evaluator.decide(leased, request, record, at);
    }

    Optional<Decision.Refused> standing(LeasedBundle leased, Request request, Instant at) {
        return evaluator.standing(leased, request, at);
    }

    /** The decision on a record's first portion. */
    PortionDecision decide(Request request, RecordFacts row, Instant at) {
        return switch (evaluator.decide(standing, request, row, at)) {
            case Decision.Refused refused -> PortionDecision.refused(refused);
            case Decision.Judged judged -> judged.portions().getFirst();
        };
    }

    /** Throws {@link IllegalArgumentException} when the account or its party is not known; no request gate lets that pass. */
    Entry compile(Request request, RecordFacts labelClass, Instant at, Entry.Interpreter interpreter) {
        Account account = account(request);
        Asking asking = new Asking(
                bundle,
                at,
                request,
                account,
                Optional.ofNullable(bundle.parties().get(account.party())).orElseThrow(Interpretation::unknown));
        return new EntryCompiler(asking, clauses, screening).compile(labelClass, interpreter);
    }

    /** All instants at which an agreement or a membership begins or ends. */
    List<Instant> agreementDates() {
        Duration skew = bundle.settings().clockSkew();
        Stream<Instant> agreements = bundle.agreements().stream()
                .flatMap(one ->
                        Stream.of(one.validFrom().plus(skew), one.validUntil().minus(skew)));
        Stream<Instant> memberships = bundle.groups().values().stream()
                .flatMap(group -> group.members().stream())
                .flatMap(one -> Stream.concat(Stream.of(one.from()), one.until().stream()));
        return Stream.concat(agreements, memberships).toList();
    }

    Account account(Request request) {
        return Optional.ofNullable(bundle.accounts().get(request.subject())).orElseThrow(Interpretation::unknown);
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("the account or its party is not known");
    }
}
