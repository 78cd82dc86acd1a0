package org.passerelle.gateway.previews;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Notes;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.records.Custody;
import org.passerelle.gateway.records.Intake;
import org.passerelle.gateway.records.Similarities;
import org.passerelle.gateway.records.SourceTelling;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/** Previews, of a draft or of a stored record; the audience of a record is the same answer. */
public final class PreviewOperations {
    /** Each decides for everybody: more of them would take the processors from those who disclose. */
    private static final int MOST_AT_ONCE = 4;

    private static final int MOST_FOR_ONE = 2;

    private static final String RECORD = "record";

    private PreviewOperations() {}

    public static List<Operation> of(
            Vertx vertx, Bus bus, Clock clock, Disclosure disclosure, Similarities similarities) {
        Foresight foresight = new Foresight(vertx, bus, clock);
        Notes notes = new Notes(bus);
        Custody custody = new Custody(bus, disclosure.judging());
        StoredPreview stored = new StoredPreview(disclosure, custody, foresight, notes);
        DraftPreview draft = new DraftPreview(
                disclosure,
                Intake.over(bus, clock, disclosure),
                foresight,
                similarities,
                new SourceTelling(disclosure, custody, clock),
                notes);
        FewAtOnce few = new FewAtOnce(MOST_AT_ONCE, MOST_FOR_ONE);
        return List.of(new Preview(stored, draft, few), new Audience(stored, few));
    }

    private record Preview(StoredPreview stored, DraftPreview draft, FewAtOnce few) implements Operation {
        @Override
        public String id() {
            return "previewRecord";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String body = call.body();
            Wanted wanted = Wanted.read(call);
            if (namesRecord(body)) {
                String id = Bodies.read(body, Set.of(RECORD), fields -> {
                    fields.require(RECORD);
                    return fields.text(RECORD, 100).orElse("");
                });
                return few.run(
                        call.caller().subject(), () -> stored.answer(call, id, call.requiredQuery("purpose"), wanted));
            }
            if (call.query("purpose").isPresent()) {
                throw Call.parameter("purpose", Fault.Code.CONTRADICTION, "is what a stored record is read for");
            }
            return few.run(call.caller().subject(), () -> draft.answer(call, body, wanted));
        }

        /** No draft has such a member; what is no JSON is told as of a submission. */
        private static boolean namesRecord(String body) {
            try {
                return LocatedJson.read(body).tree().has(RECORD);
            } catch (JsonFault broken) {
                return false;
            }
        }
    }

    private record Audience(StoredPreview stored, FewAtOnce few) implements Operation {
        @Override
        public String id() {
            return "getAudience";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String purpose = call.requiredQuery("purpose");
            Wanted wanted = Wanted.read(call);
            return few.run(call.caller().subject(), () -> stored.answer(call, call.path("id"), purpose, wanted));
        }
    }
}
