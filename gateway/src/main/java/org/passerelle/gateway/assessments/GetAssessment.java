package org.passerelle.gateway.assessments;

import io.vertx.core.Future;
import org.passerelle.core.message.Assessments;
import org.passerelle.core.message.Assessments.Look;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/** One assessment whole: what it rests on, every version, and everything that happened to it (HRDDP H11). */
record GetAssessment(Bus bus, WholeJson json) implements Operation {
    @Override
    public String id() {
        return "getAssessment";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Look look = new Look(call.path("id"), call.caller().party(), AssessmentOperations.writer(call));
        return bus.ask(Assessments.LOOK, look)
                .map(looked -> looked.whole().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                .map(whole -> Answer.json(200, json.of(whole)).header("ETag", WholeJson.tag(whole)));
    }
}
