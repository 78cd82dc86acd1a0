package org.passerelle.gateway.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.submission.LocatedFault;

/** Problems as application/problem+json. */
public final class ProblemJson {
    private ProblemJson() {}

    static Map<String, Object> render(Problem problem, String trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", problem.kind().type());
        json.put("title", problem.kind().title());
        json.put("status", problem.kind().status());
        problem.detail().ifPresent(detail -> json.put("detail", detail));
        problem.code().ifPresent(code -> json.put("code", code.name()));
        if (!problem.faults().isEmpty()) {
            List<Object> errors = new ArrayList<>();
            problem.faults().forEach(fault -> errors.add(error(fault)));
            json.put("errors", errors);
        }
        if (!problem.policyFaults().isEmpty()) {
            json.put(
                    "errors",
                    problem.policyFaults().stream().map(ProblemJson::error).toList());
        }
        problem.rejection().ifPresent(rejection -> json.put("case", rejection(rejection)));
        if (problem.kind() == Problem.Kind.NOT_FOUND) {
            json.put("offer", offer());
        }
        json.put("trace", trace);
        return json;
    }

    private static Map<String, Object> error(LocatedFault located) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pointer", located.fault().pointer());
        json.put("code", located.fault().code().text());
        json.put("message", located.fault().message());
        if (located.line() > 0) {
            json.put("line", located.line());
            json.put("column", located.column());
        }
        return json;
    }

    /** A fault of policy, with the agreement and clause that it stands in, or both clauses where two do not go together. */
    public static Map<String, Object> error(Fault fault) {
        Map<String, Object> json = switch (fault.place()) {
            case Place.OfAgreement place -> place(place);
            case Place.TwoClauses two -> {
                Map<String, Object> both = place(two.offered());
                both.put("other", place(two.standing()));
                yield both;
            }
            case Place.OfPart part -> new LinkedHashMap<>(Map.of("pointer", part.pointer()));
        };
        json.put("code", fault.code().text());
        json.put("message", fault.sentence());
        return json;
    }

    private static Map<String, Object> place(Place.OfAgreement place) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pointer", place.pointer());
        json.put("agreement", place.agreement());
        place.clause().ifPresent(clause -> json.put("clause", clause));
        return json;
    }

    /** A rejection case: what is kept of a submission above its hosting ceiling. */
    public static Map<String, Object> rejection(Records.Case rejection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rejection.id());
        json.put("marking", rejection.marking());
        json.put("submitter", rejection.submitter());
        json.put("saltedHash", rejection.saltedHash());
        json.put("at", rejection.at());
        return json;
    }

    /** The offer that stands on every empty or not-found answer, whatever is behind it. */
    public static Map<String, Object> offer() {
        return Map.of("requestForInformation", Map.of("href", "/api/v1/records", "type", "request-for-information"));
    }
}
