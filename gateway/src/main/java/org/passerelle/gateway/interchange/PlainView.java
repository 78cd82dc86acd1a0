package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.gateway.submission.LocatedFault;

/**
 * A view that left as it is, as a line or a feature, and came back: the record that it shows, as narrow as one that came back in another
 * format ({@link ReturnedView}). What somebody added to it is refused, for nothing of it would be stored. Its times are those of the view that
 * left, as its id is: the record has its own from when it is taken in.
 */
final class PlainView {
    private static final Set<String> MEMBERS = Set.of(
            "id",
            "releaser",
            "recalled",
            "type",
            "language",
            "label",
            "grading",
            "gradingStatement",
            "eventTime",
            "validUntil",
            "stale",
            "country",
            "admin1",
            "geometry",
            "geometryPrecision",
            "tags",
            "details",
            "portions",
            "attachments",
            "handling",
            "retainUntil",
            Leaving.CREATED,
            Leaving.MODIFIED);
    private static final Set<String> OF_A_PORTION = Set.of("field", "text", "label");
    private static final Set<String> OF_A_LABEL =
            Set.of("marking", "level", "tlp", "compartments", "releasableTo", "purposes", "onward");

    private PlainView() {}

    /** By what every view says and no submission does. */
    static boolean is(JsonNode item) {
        return item.has("releaser") && item.has("handling");
    }

    /** @param placing from a place in the view to the place in the file */
    static Translator.Translated translated(JsonNode view, UnaryOperator<LocatedFault> placing) {
        Faults faults = new Faults();
        check(view, faults);
        Submitted submitted = ReturnedView.of(view, "", faults).submission();
        return faults.none()
                ? new Translator.Translated.Submission(ExactJson.write(submitted.body()), placing)
                : new Translator.Translated.Refused(faults.list().stream()
                        .map(fault -> placing.apply(new LocatedFault(fault, 1, 0)))
                        .toList());
    }

    // INVARIANT: a restriction that somebody wrote to a view is never left out without a word.
    private static void check(JsonNode view, Faults faults) {
        Fields.of(view, "", MEMBERS, faults);
        label(view, "", faults);
        JsonNode portions = view.path("portions");
        for (int index = 0; index < portions.size(); index++) {
            String pointer = "/portions/" + index;
            Fields.of(portions.path(index), pointer, OF_A_PORTION, faults);
            label(portions.path(index), pointer, faults);
        }
        if (view.has("geometry") && !view.has("geometryPrecision")) {
            faults.add("/geometry", Fault.Code.MISSING, "does not say how exact it is, as every place in a view does");
        }
    }

    private static void label(JsonNode labelled, String pointer, Faults faults) {
        if (labelled.path("label").isObject()) {
            Fields.of(labelled.path("label"), pointer + "/label", OF_A_LABEL, faults);
        }
    }
}
