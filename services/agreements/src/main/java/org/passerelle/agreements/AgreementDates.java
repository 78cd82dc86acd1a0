package org.passerelle.agreements;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.platform.database.Database;

/** Dates that somebody of a party to agreements must see to: reviews, the end of a notice, of validity, of the last key. */
final class AgreementDates {
    private final Database database;
    private final Clock clock;
    private final Duration review;

    /** @param review after how long an agreement in force is reviewed, again and again */
    AgreementDates(Database database, Clock clock, Duration review) {
        this.database = database;
        this.clock = clock;
        this.review = review;
    }

    /** For who negotiates for each party; of a draft that one party alone sees nothing is told. */
    Future<DueList> due(DueBy asked) {
        Instant now = clock.instant();
        return database.transaction(transaction -> MasterStore.duties(transaction)
                        .compose(duties -> MasterStore.keys(transaction)
                                .compose(keys -> AgreementStore.lives(transaction)
                                        .map(lives -> Stream.concat(
                                                        lives.stream()
                                                                .flatMap(life -> dates(life, now, asked.until()))
                                                                .flatMap(date -> forEachParty(date, duties)),
                                                        KeyDates.of(keys.values(), duties, asked.until()))
                                                .toList()))))
                .map(DueList::new);
    }

    private record Date(Kind kind, Agreement agreement, Instant at) {}

    private static Stream<Due> forEachParty(Date date, Duties duties) {
        Set<String> roles = duties.roles().getOrDefault(Duty.NEGOTIATE, Set.of());
        return date.agreement().parties().stream()
                .sorted()
                .map(party -> Due.of(date.kind(), date.agreement().id(), party, roles, date.at()));
    }

    private Stream<Date> dates(AgreementLife life, Instant now, Instant until) {
        return life.deciding().stream()
                .map(version -> life.agreement(version, now))
                .flatMap(agreement -> switch (agreement.state()) {
                    case ACTIVE, SUSPENDED ->
                        Stream.concat(end(life, agreement, now).stream(), review(agreement, until));
                    // It stays to be seen to until somebody has: what has lapsed is not forgotten.
                    case EXPIRED -> Stream.of(new Date(Kind.AGREEMENT_END, agreement, agreement.validUntil()));
                    case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, SUPERSEDED, WITHDRAWN, TERMINATED ->
                        Stream.<Date>empty();
                })
                .filter(date -> !date.at().isAfter(until));
    }

    private static Optional<Date> end(AgreementLife life, Agreement agreement, Instant now) {
        Optional<Instant> endsAt = life.endsAt().filter(ends -> ends.isBefore(agreement.validUntil()));
        return endsAt.isPresent()
                ? endsAt.map(ends -> new Date(Kind.AGREEMENT_TERMINATION, agreement, ends))
                : Optional.of(new Date(Kind.AGREEMENT_END, agreement, agreement.validUntil()))
                        .filter(end -> !prolonged(life, agreement, now));
    }

    // Whoever has signed what takes its place in time has seen to it.
    private static boolean prolonged(AgreementLife life, Agreement agreement, Instant now) {
        return life.in(Set.of(AgreementState.SIGNED), now)
                .map(AgreementVersion::agreement)
                .anyMatch(next -> next.validUntil().isAfter(agreement.validUntil())
                        && !next.validFrom().isAfter(agreement.validUntil()));
    }

    // The last date that has come near; of an earlier one that nobody has seen to it takes the place.
    private Stream<Date> review(Agreement agreement, Instant until) {
        long reviews = Duration.between(agreement.validFrom(), until).dividedBy(review);
        Instant last = agreement.validFrom().plus(review.multipliedBy(reviews));
        return reviews > 0 && last.isBefore(agreement.validUntil())
                ? Stream.of(new Date(Kind.AGREEMENT_REVIEW, agreement, last))
                : Stream.empty();
    }
}
