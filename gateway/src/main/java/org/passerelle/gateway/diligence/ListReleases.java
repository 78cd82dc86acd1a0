package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Audit.ReleasesOf;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/**
 * Lists what the caller's party released within the look-back window to whom an assessment or an allegation of the party concerns, for
 * review. Everything is listed, whatever the caller may read: ids and circumstances, and no content.
 */
record ListReleases(String id, About about, Disclosure disclosure, Cursors cursors, Clock clock, Bus bus)
        implements Operation {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    /** Finds whom something concerns. */
    interface About {
        /** @param party whose it must be */
        Optional<Concerned> find(Bundle bundle, String id, String party, Instant at);

        /** Of an assessment of the party. */
        static Optional<Concerned> assessment(Bundle bundle, String id, String party, Instant at) {
            return bundle.assessments().stream()
                    .filter(assessment -> assessment.id().equals(id))
                    .filter(assessment -> assessment.assessor().equals(party))
                    .findFirst()
                    .map(assessment -> Concerned.by(assessment, bundle, at));
        }

        /** Of an allegation that the party keeps. */
        static Optional<Concerned> allegation(Bundle bundle, String id, String party, Instant at) {
            return bundle.allegations().stream()
                    .filter(allegation -> allegation.id().equals(id))
                    .filter(allegation -> allegation.assessor().equals(party))
                    .findFirst()
                    .flatMap(allegation -> Concerned.by(allegation, bundle, at));
        }
    }

    @Override
    public Future<Answer> answer(Call call) {
        int limit = (int) call.numberQuery("limit", 1, MOST, USUAL);
        String subject = call.path("id");
        String binding = String.join("\n", id, call.caller().subject(), subject);
        Optional<Long> before = call.query("cursor")
                .map(cursor -> cursors.open(cursor, binding)
                        .orElseThrow(() -> Call.parameter(
                                "cursor", Fault.Code.UNKNOWN_WORD, "is not a cursor of this caller and query")));
        return disclosure.policy().compose(leased -> {
            Instant now = clock.instant();
            Bundle bundle = leased.bundle();
            Concerned concerned = about.find(bundle, subject, call.caller().party(), now)
                    .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
            Instant from = now.minus(bundle.settings().diligence().lookBack());
            ReleasesOf asked = new ReleasesOf(call.caller().party(), concerned.scope(), from, now, before, limit);
            return new Ledger(bus)
                    .page(asked)
                    .compose(page -> new Notes(bus)
                            .opened(call.caller(), "past-releases-listed", subject)
                            .map(noted -> Answer.json(200, json(concerned, asked, page, binding))));
        });
    }

    private Map<String, Object> json(Concerned concerned, ReleasesOf asked, Ledger.Page page, String binding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recipient", concerned.recipient());
        json.put("units", concerned.named());
        json.put("from", asked.from());
        json.put("until", asked.until());
        json.put("items", page.entries().stream().map(ListReleases::json).toList());
        page.next().ifPresent(next -> json.put("next", cursors.seal(next, binding)));
        return json;
    }

    private static Map<String, Object> json(Ledger.Entry entry) {
        Release release = entry.release();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("disclosure", release.disclosureId());
        json.put("record", release.recordId());
        json.put("version", release.version());
        entry.record().map(RecordFacts::type).ifPresent(type -> json.put("type", type));
        json.put("recipient", release.recipient());
        release.unit().ifPresent(unit -> json.put("unit", unit));
        json.put("unitKept", release.assessments().isPresent());
        json.put("subject", release.subject());
        json.put("action", release.action().name());
        json.put("purpose", release.purpose());
        json.put("at", release.at());
        json.put("state", entry.record().map(record -> record.state().name()).orElse("GONE"));
        json.put("dueDiligence", "/api/v1/disclosures/" + release.disclosureId() + "/due-diligence");
        entry.record()
                .filter(record -> record.state() != RecordState.RECALLED)
                .ifPresent(live -> json.put("recall", "/api/v1/records/" + live.recordId() + "/recalls"));
        return json;
    }
}
