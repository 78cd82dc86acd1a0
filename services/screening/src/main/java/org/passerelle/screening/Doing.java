package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Assessments.Act;
import org.passerelle.core.message.Assessments.Event;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Whole;
import org.passerelle.core.message.Audit;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.screening.AssessmentEvents.Happening;

/**
 * One step in the life of an assessment, in its transaction.
 *
 * @param bundle the newest policy: who is who, and what the operator configured
 */
record Doing(SqlConnection transaction, Act ask, Bundle bundle, Instant at) {

    static Future<Outcome> refused(Refusal refusal, String reason) {
        return Future.succeededFuture(new Outcome.Refused(refusal, reason));
    }

    /** What this step does to an assessment. */
    Happening happening(String id, AssessmentEvent event, String reason) {
        return new Happening(id, event, ask.party(), ask.subject(), reason, at);
    }

    /** Appends events to the history, each with an entry for the operator's log; the first is of the assessment that is asked about. */
    Future<Outcome> appended(Happening... happenings) {
        return appended(List.of(happenings));
    }

    Future<Outcome> appended(List<Happening> happenings) {
        Future<Void> noted = Future.succeededFuture();
        for (Happening each : happenings) {
            String kind =
                    "assessment-" + each.event().name().toLowerCase(Locale.ROOT).replace('_', '-');
            noted = noted.compose(before -> note(kind, each.assessment() + ": " + each.reason()));
        }
        return noted.compose(all -> AssessmentEvents.append(transaction, happenings))
                .compose(barrier -> done(happenings.getFirst().assessment(), barrier));
    }

    /** An entry for the operator's log. */
    Future<Void> note(String kind, String detail) {
        return NoteOutbox.add(transaction, new Audit.Note(kind, ask.subject(), ask.party(), detail));
    }

    /** The answer: the assessment as it stands now. */
    Future<Outcome> done(String id, Optional<Long> barrier) {
        return Lineage.read(transaction, id)
                .compose(lineage -> whole(transaction, lineage.orElseThrow()))
                .map(whole -> new Outcome.Done(whole, barrier, at));
    }

    /** Everything that is known of an assessment. */
    static Future<Whole> whole(SqlClient client, Lineage lineage) {
        AssessmentLife self = lineage.self();
        return AssessmentStore.versions(client, self.now().id())
                .compose(versions -> Lineage.successor(client, self.now().id())
                        .map(successor -> new Whole(
                                self.now(),
                                self.dossier(),
                                self.version(),
                                self.assents().stream()
                                        .map(event -> event.what().subject())
                                        .toList(),
                                versions,
                                self.events().stream().map(Doing::told).toList(),
                                successor,
                                lineage.tag())));
    }

    private static Event told(AssessmentEvents.Event event) {
        Happening what = event.what();
        return new Event(
                what.event(), what.party(), what.subject(), what.reason(), what.about(), what.at(), event.barrier());
    }
}
