package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Diligence;
import org.passerelle.platform.database.Database;

/**
 * Tells of reviews of past releases: one for each assessment whose state has dropped, and one for each allegation that holds (HRDDP H4,
 * H9). They are told out of the very rows that say so, so that none can be missing; and no longer when the assessment is reinstated or
 * another takes its place, or the allegation is resolved.
 */
final class ReleaseReviews {
    private static final String DROPPED = """
            select last.position, last.assessment, last.at, a.assessor
            from (
                select distinct on (assessment) assessment, position, kind, at
                from assessment_event
                where kind in ('SUSPENDED', 'WITHDRAWN', 'REFUSED', 'REINSTATED', 'APPROVED', 'APPROVED_CONDITIONAL', 'SUPERSEDED')
                order by assessment, position desc) last
            join assessment a on a.id = last.assessment and a.version = 1
            where last.kind in ('SUSPENDED', 'WITHDRAWN', 'REFUSED')
            order by last.position
            """;

    private ReleaseReviews() {}

    static Future<List<Due>> due(SqlConnection transaction, DueBy asked, Diligence diligence) {
        return Database.run(transaction, DROPPED)
                .compose(dropped -> AllegationStore.all(transaction).map(allegations -> {
                    List<Due> due = new ArrayList<>();
                    dropped.forEach(row -> due.add(dropped(row, diligence)));
                    allegations.stream()
                            .filter(Allegation::pending)
                            .filter(each -> each.grading().atLeast(diligence.allegationFrom()))
                            .forEach(each -> due.add(alleged(each, diligence)));
                    return due.stream()
                            .filter(each -> !each.dueAt().isAfter(asked.until()))
                            .toList();
                }));
    }

    private static Due dropped(Row row, Diligence diligence) {
        return of(
                row.getString("assessment") + "\n" + row.getLong("position"),
                row.getString("assessment"),
                row.getString("assessor"),
                row.getOffsetDateTime("at").toInstant().plus(diligence.releaseReview()));
    }

    private static Due alleged(Allegation allegation, Diligence diligence) {
        return of(
                allegation.id(),
                allegation.id(),
                allegation.assessor(),
                allegation.reportedAt().plus(diligence.releaseReview()));
    }

    /** The id comes of the cause alone: with another deadline it is still the same review. */
    private static Due of(String cause, String about, String assessor, Instant dueAt) {
        byte[] name = (Kind.RELEASE_REVIEW.name() + "\n" + cause).getBytes(StandardCharsets.UTF_8);
        return new Due(
                UUID.nameUUIDFromBytes(name).toString(),
                Kind.RELEASE_REVIEW,
                about,
                assessor,
                ScreeningDates.ROLES,
                dueAt);
    }
}
