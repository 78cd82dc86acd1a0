package org.passerelle.core.invariant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.With;

/** Moves some of a question's times far into the past or future, on and beside the ends of the range in which sheets compute. */
final class DistantTimes {

    private static final long MOST_SECONDS = 4_000_000_000L;

    private static final List<Instant> TIMES = List.of(
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.ofEpochSecond(-MOST_SECONDS, -1),
            Instant.ofEpochSecond(-MOST_SECONDS),
            Instant.ofEpochSecond(MOST_SECONDS, -1),
            Instant.ofEpochSecond(MOST_SECONDS),
            Instant.ofEpochSecond(MOST_SECONDS, 1),
            Instant.parse("9999-12-31T23:59:59.999999999Z"));

    private final Random random;

    DistantTimes(Random random) {
        this.random = random;
    }

    Question of(Question question) {
        Question moved = row(question);
        if (sometimes()) {
            moved = moved.clauses(clause -> With.with(
                    With.with(clause, "eventFrom", maybe(clause.eventFrom())),
                    "eventUntil",
                    maybe(clause.eventUntil())));
        }
        return random.nextInt(8) == 0 ? now(moved) : moved;
    }

    private Question row(Question question) {
        return question.record("createdAt", time(question.record().createdAt()))
                .record("eventTime", maybe(question.record().eventTime()))
                .record("validUntil", maybe(question.record().validUntil()))
                .labels(label -> With.with(
                        With.with(
                                With.with(label, "embargoUntil", maybe(label.embargoUntil())),
                                "retainUntil",
                                maybe(label.retainUntil())),
                        "markedAt",
                        time(label.markedAt())));
    }

    private Question now(Question question) {
        return question.with("leased", With.with(question.leased(), "leaseUntil", Instant.MAX))
                .with("at", TIMES.get(random.nextInt(TIMES.size())));
    }

    private Instant time(Instant was) {
        return sometimes() ? TIMES.get(random.nextInt(TIMES.size())) : was;
    }

    private Optional<Instant> maybe(Optional<Instant> was) {
        return sometimes() ? Optional.of(TIMES.get(random.nextInt(TIMES.size()))) : was;
    }

    private boolean sometimes() {
        return random.nextInt(3) == 0;
    }
}
