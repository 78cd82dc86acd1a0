package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.LocatedFault;

/**
 * Makes a submission of each object. One with our extension and without {@code passed_on} is a view that left from here or from a
 * platform like this, and becomes the record that it shows; any other becomes a record of the type {@code foreign-object}.
 */
final class StixTranslator implements Translator {
    private final ForeignMapping mapping;

    StixTranslator(ForeignMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Translated translate(Item.Whole item) {
        int line = Math.toIntExact(item.line());
        List<JsonNode> objects = objects(item.text());
        if (objects.isEmpty() || !objects.getFirst().isObject()) {
            Fault fault = new Fault("", Fault.Code.NOT_JSON, "is no bundle of an object and its marking definitions");
            return new Translated.Refused(List.of(new LocatedFault(fault, line, 0)));
        }
        Faults faults = new Faults();
        ObjectNode object = (ObjectNode) objects.getFirst();
        List<JsonNode> definitions = objects.subList(1, objects.size());
        Optional<StixView> view = StixView.of(object, faults);
        StixMarkings markings = new StixMarkings(mapping, definitions, faults);
        Submitted submitted = view.filter(StixView::ours)
                .map(own -> own.submission(markings))
                .orElseGet(() -> new StixForeign(mapping, object, definitions, markings, view, faults).submission());
        if (!faults.none()) {
            return new Translated.Refused(faults.list().stream()
                    .map(fault -> new LocatedFault(fault, line, 0))
                    .toList());
        }
        return new Translated.Submission(ExactJson.write(submitted.body()), fault -> {
            Fault found = fault.fault();
            return new LocatedFault(
                    new Fault(submitted.origin(found.pointer()), found.code(), found.message()), line, 0);
        });
    }

    private static List<JsonNode> objects(String text) {
        List<JsonNode> objects = new ArrayList<>();
        ExactJson.tree(text).ifPresent(bundle -> bundle.path("objects").forEach(objects::add));
        return objects;
    }
}
