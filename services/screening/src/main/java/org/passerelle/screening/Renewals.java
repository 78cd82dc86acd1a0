package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.core.message.Audit;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.screening.AssessmentStore.Entry;

/** Drafts that take the place of an assessment once they are approved, with a copy of its content. */
final class Renewals {
    /** Who drafts when nobody has asked for it; no account. Whoever first works a draft over becomes its author. */
    static final String AUTHOR = "upkeep";

    private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{1,6})");

    private Renewals() {}

    /** Drafts the renewal of an assessment that ends soon, unless there is a successor already; answers whether it did. */
    static Future<Boolean> open(SqlConnection transaction, Assessment ending, Instant at) {
        return AssessmentStore.lock(transaction, ending.id())
                .compose(locked -> Lineage.successor(transaction, ending.id()))
                .compose(successor -> successor.isPresent()
                        ? Future.succeededFuture(false)
                        : AssessmentStore.life(transaction, ending.id())
                                .compose(life ->
                                        successor(transaction, life.orElseThrow(), AUTHOR, "its validity ends", at))
                                .compose(id -> NoteOutbox.add(
                                        transaction,
                                        new Audit.Note("assessment-renewal-opened", AUTHOR, ending.assessor(), id)))
                                .map(true));
    }

    /**
     * Drafts the successor of a locked assessment that has none. Its validity begins now and is as long as that of the other.
     *
     * @return its id
     */
    static Future<String> successor(
            SqlConnection transaction, AssessmentLife life, String author, String reason, Instant at) {
        Assessment old = life.now();
        return freeId(transaction, next(old.id())).compose(id -> {
            Duration validity = Duration.between(old.validFrom(), old.validUntil());
            Assessment draft = new Assessment(
                    id,
                    old.assessor(),
                    old.recipient(),
                    old.unit(),
                    old.commander(),
                    old.country(),
                    old.supportCategories(),
                    old.purposes(),
                    AssessmentState.DRAFT,
                    old.risk(),
                    at,
                    at.plus(validity),
                    old.treatmentAssurance(),
                    old.releaseHold(),
                    old.mitigations(),
                    author,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(old.id()),
                    old.rationale());
            Entry entry = new Entry(draft, life.dossier().undated(), 1, author, Optional.of(reason), at);
            return AssessmentStore.enter(transaction, entry).map(id);
        });
    }

    private static String next(String id) {
        Matcher numbered = NUMBERED.matcher(id);
        return numbered.matches() ? numbered.group(1) + "." + (Integer.parseInt(numbered.group(2)) + 1) : id + ".2";
    }

    // Ids of the configuration are whatever the operator chose.
    private static Future<String> freeId(SqlConnection transaction, String wanted) {
        return Database.run(transaction, "select 1 from assessment where id = $1 limit 1", wanted)
                .map(rows -> rows.size() == 0
                        ? wanted
                        : wanted + "-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
