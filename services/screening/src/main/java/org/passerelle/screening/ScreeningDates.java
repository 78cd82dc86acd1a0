package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.database.Database;
import org.passerelle.screening.exemptions.ExemptionStore;

/** Of the tasks those whose cause still stands: for focal points and approvers of the assessing party, as screening causes are. */
final class ScreeningDates {
    static final Set<String> ROLES = Set.of("human-rights-focal-point", "approver");
    private static final Map<String, Kind> KINDS =
            Stream.of(Kind.values()).collect(Collectors.toUnmodifiableMap(Kind::word, Function.identity()));

    private final Map<String, Assessment> inUse = new HashMap<>();
    private final Map<String, Allegation> awaiting = new HashMap<>();
    private final Map<String, String> successors = new HashMap<>();

    private final Map<String, String> unreviewed;
    private final Instant now;

    private ScreeningDates(
            List<Assessment> assessments, List<Allegation> allegations, Map<String, String> unreviewed, Instant now) {
        this.unreviewed = unreviewed;
        this.now = now;
        assessments.stream().filter(Upkeep::inUse).forEach(each -> inUse.put(each.id(), each));
        assessments.forEach(each -> each.supersedes().ifPresent(earlier -> successors.put(earlier, each.id())));
        List.copyOf(inUse.values()).forEach(each -> each.supersedes().ifPresent(inUse::remove));
        allegations.stream()
                .filter(each -> AllegationRules.awaitsReview(each.status()))
                .forEach(each -> awaiting.put(each.id(), each));
    }

    static Future<DueList> due(SqlConnection transaction, DueBy asked, Instant now) {
        return AssessmentStore.all(transaction)
                .compose(assessments -> AllegationStore.all(transaction)
                        .compose(allegations -> ExemptionStore.unreviewed(transaction)
                                .map(unreviewed -> new ScreeningDates(assessments, allegations, unreviewed, now))))
                .compose(dates -> Database.run(
                                transaction,
                                "select id, kind, assessment, cause, due_at from task where due_at <= $1 order by due_at, opened_at, length(cause), cause, id",
                                asked.until().atOffset(ZoneOffset.UTC))
                        .map(rows -> {
                            Map<String, Due> due = new LinkedHashMap<>();
                            rows.forEach(row -> dates.due(row).ifPresent(each -> due.put(matter(each, row), each)));
                            return new DueList(List.copyOf(due.values()));
                        }));
    }

    private Optional<Due> due(Row row) {
        String cause = row.getString("cause");
        Instant at = row.getOffsetDateTime("due_at").toInstant();
        Optional<Assessment> about = Optional.ofNullable(inUse.get(row.getString("assessment")));
        Optional<Kind> kind = Optional.ofNullable(KINDS.get(row.getString("kind")));
        Optional<String> party = kind.flatMap(each -> switch (each) {
            case RENEWAL -> about.filter(one -> one.validUntil().equals(at)).map(Assessment::assessor);
            // Once it has ended there is nothing to review.
            case ASSESSMENT_REVIEW ->
                about.filter(one -> now.isBefore(one.validUntil())).map(Assessment::assessor);
            case MITIGATION_DUE -> about.filter(one -> owed(one, cause)).map(Assessment::assessor);
            case ALLEGATION_REVIEW ->
                Optional.ofNullable(awaiting.get(AllegationReviews.allegation(cause)))
                        .map(Allegation::assessor);
            case EXEMPTION_REVIEW -> Optional.ofNullable(unreviewed.get(cause));
            case AGREEMENT_END,
                    AGREEMENT_REVIEW,
                    AGREEMENT_TERMINATION,
                    QUARANTINE_REVIEW,
                    RELEASE_REVIEW,
                    LIST_MATCH,
                    GRANT_END,
                    KEY_END -> Optional.<String>empty();
        });
        String what = kind.filter(Kind.EXEMPTION_REVIEW::equals).isPresent() ? cause : about(row);
        return party.map(whose -> new Due(row.getString("id"), kind.orElseThrow(), what, whose, ROLES, at));
    }

    // Who renews an assessment works on its successor.
    private String about(Row row) {
        String assessment = row.getString("assessment");
        return row.getString("kind").equals(TaskStore.RENEWAL)
                ? successors.getOrDefault(assessment, assessment)
                : assessment;
    }

    private static boolean owed(Assessment assessment, String cause) {
        return assessment.mitigations().stream()
                .filter(mitigation -> mitigation.doneAt().isEmpty())
                .anyMatch(mitigation -> cause.equals(mitigation.id() + " " + mitigation.due()));
    }

    // Of an earlier review that nobody has seen to the next takes the place.
    private static String matter(Due due, Row row) {
        return switch (due.kind()) {
            case ASSESSMENT_REVIEW -> due.kind() + " " + due.about();
            case ALLEGATION_REVIEW ->
                due.kind() + " " + due.about() + " " + AllegationReviews.allegation(row.getString("cause"));
            case RENEWAL,
                    MITIGATION_DUE,
                    AGREEMENT_END,
                    AGREEMENT_REVIEW,
                    AGREEMENT_TERMINATION,
                    EXEMPTION_REVIEW,
                    QUARANTINE_REVIEW,
                    RELEASE_REVIEW,
                    LIST_MATCH,
                    GRANT_END,
                    KEY_END -> due.id();
        };
    }
}
