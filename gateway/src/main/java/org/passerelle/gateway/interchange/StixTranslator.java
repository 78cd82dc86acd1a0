package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        JsonNode bundle = ExactJson.tree(item.text()).orElse(MissingNode.getInstance());
        List<JsonNode> objects = new ArrayList<>();
        bundle.path("objects").forEach(objects::add);
        if (objects.isEmpty() || !objects.getFirst().isObject()) {
            Fault fault = new Fault("", Fault.Code.NOT_JSON, "is no bundle of an object and its marking definitions");
            return new Translated.Refused(List.of(new LocatedFault(fault, line, 0)));
        }
        Faults faults = new Faults();
        ObjectNode object = (ObjectNode) objects.getFirst();
        List<JsonNode> definitions = objects.subList(1, objects.size());
        check(bundle, object, definitions, faults);
        if (!faults.none()) {
            return refused(faults, line);
        }
        Optional<StixView> view = StixView.of(object, faults);
        StixMarkings markings = new StixMarkings(mapping, definitions, faults);
        Submitted submitted = view.filter(StixView::ours)
                .map(own -> own.submission(markings))
                .orElseGet(() -> new StixForeign(mapping, object, definitions, markings, view, faults).submission());
        if (!faults.none()) {
            return refused(faults, line);
        }
        return new Translated.Submission(ExactJson.write(submitted.body()), fault -> {
            Fault found = fault.fault();
            return new LocatedFault(
                    new Fault(submitted.origin(found.pointer()), found.code(), found.message()), line, 0);
        });
    }

    private static Translated refused(Faults faults, int line) {
        return new Translated.Refused(faults.list().stream()
                .map(fault -> new LocatedFault(fault, line, 0))
                .toList());
    }

    /** Says what stands in another shape or place than STIX has for it: nothing of it would be heeded. */
    private static void check(JsonNode bundle, ObjectNode object, List<JsonNode> definitions, Faults faults) {
        if (StixReferences.mayStandAt(bundle)) {
            faults.add(
                    "", Fault.Code.WRONG_TYPE, "stands in a bundle that is marked itself; markings stand at objects");
        }
        if (object.path("type").asText().equals("bundle")) {
            faults.add("/type", Fault.Code.WRONG_TYPE, "is a bundle in a bundle");
        }
        StixReferences.check(object, faults);
        Set<String> needed = StixReferences.ids(object);
        for (JsonNode definition : definitions) {
            Faults own = new Faults();
            StixReferences.check(definition, own);
            boolean defines = definition.path("type").asText().equals("marking-definition")
                    && needed.remove(definition.path("id").asText());
            if (!defines || !own.none()) {
                faults.add(
                        "",
                        Fault.Code.WRONG_TYPE,
                        "is followed by what is no definition, in the way of STIX, of a marking that it refers to");
            }
        }
    }
}
