package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** Makes a submission of each event: the record whose view it carries, if it left from a platform like this, else a foreign object. */
final class MispTranslator implements Translator {
    /** What an event of ours consists of, and what others write to it. */
    private static final List<String> PARTS = List.of("Attribute", "Object", "EventReport");

    /** These are added by whoever keeps an event, and say nothing of it. */
    private static final String RELATED = "RelatedEvent";

    private final ForeignMapping mapping;

    MispTranslator(ForeignMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Translated translate(Item.Whole item) {
        int line = Math.toIntExact(item.line());
        Optional<ObjectNode> event =
                ExactJson.tree(item.text()).filter(JsonNode::isObject).map(node -> (ObjectNode) node);
        if (event.isEmpty()) {
            Fault fault = new Fault("", Fault.Code.NOT_JSON, "is no event");
            return new Translated.Refused(List.of(new LocatedFault(fault, line, 0)));
        }
        Faults faults = new Faults();
        Optional<ReturnedView> view = view(event.get(), faults);
        Submitted submitted = view.isPresent()
                ? returned(event.get(), view.get(), faults)
                : new MispEvent(mapping, event.get(), faults).submission();
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

    /** An event of ours that somebody marked more strictly than it left, as a whole or in a part of it, or otherwise changed, is refused. */
    private Submitted returned(ObjectNode event, ReturnedView view, Faults faults) {
        MispTags tags = new MispTags(mapping, true, faults);
        JsonNode label = view.view().path("label");
        boolean nobody = label.has("releasableTo") && label.path("releasableTo").isEmpty();
        JsonNode own = event.deepCopy().without(RELATED);
        MispMarks.each(own, "", (part, at) -> view.notBelow(tags.tlp(part, at), at + "/Tag"));
        // That it is for one organisation alone says nothing: so it left.
        if (!event.path("distribution").asText("0").equals("0")) {
            spread(event, "", nobody, faults);
        }
        for (String parts : PARTS) {
            MispMarks.each(event.path(parts), "/" + parts, (part, at) -> spread(part, at, nobody, faults));
        }
        tags.agree(label.path("marking").asText());
        new MispChanges(own, view.view(), faults).check();
        return view.submission();
    }

    private static void spread(JsonNode part, String pointer, boolean nobody, Faults faults) {
        if (MispMarks.kept(part) && !nobody) {
            faults.add(
                    pointer + "/distribution",
                    Fault.Code.CONTRADICTION,
                    "keeps to fewer than the label of the view in the event");
        }
    }

    /** The view that attributes of the event carry. */
    private static Optional<ReturnedView> view(ObjectNode event, Faults faults) {
        Optional<MispPieces.Carried> carried = MispPieces.view(event.path("Attribute"));
        if (carried.isEmpty()) {
            return Optional.empty();
        }
        String pointer = carried.get().pointer();
        try {
            return carried.get()
                    .text()
                    .map(text -> ReturnedView.of(Json.tree(text), pointer, faults))
                    .or(() -> {
                        faults.add(pointer, Fault.Code.CONTRADICTION, "is a view of which not all pieces are there");
                        return Optional.empty();
                    });
        } catch (JsonFault broken) {
            faults.add(pointer, Fault.Code.NOT_JSON, "is no view");
            return Optional.empty();
        }
    }
}
