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
        MispTags tags = new MispTags(mapping, view.isPresent(), faults);
        Submitted submitted = view.isPresent()
                ? returned(event.get(), view.get(), tags)
                : new MispEvent(mapping, event.get(), tags, faults).submission();
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

    private static Submitted returned(ObjectNode event, ReturnedView view, MispTags tags) {
        view.notBelow(tags.tlp(event, ""), "/Tag");
        return view.submission();
    }

    /** The view that an attribute of the event carries. */
    private static Optional<ReturnedView> view(ObjectNode event, Faults faults) {
        JsonNode attributes = event.path("Attribute");
        for (int index = 0; index < attributes.size(); index++) {
            JsonNode attribute = attributes.get(index);
            if (attribute.path("comment").asText().equals(MispExport.VIEW)) {
                String pointer = "/Attribute/" + index + "/value";
                try {
                    JsonNode view = Json.tree(attribute.path("value").asText());
                    return Optional.of(ReturnedView.of(view, pointer, faults));
                } catch (JsonFault broken) {
                    faults.add(pointer, Fault.Code.NOT_JSON, "is no view");
                }
            }
        }
        return Optional.empty();
    }
}
