package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * Makes a record of an object that somebody else made. The object is kept as it was written, in portions of the field {@code object}: one for
 * the object, and one for each of its optional properties that is marked more strictly. What is marked more strictly and cannot stand apart
 * makes the whole stricter.
 */
final class StixForeign {
    static final String TYPE = "foreign-object";
    static final String FIELD = PortionFacts.OBJECT;
    static final String FORMAT = "stix-2.1";

    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));
    private static final List<String> BEGINNINGS =
            List.of("first_observed", "first_seen", "valid_from", "start_time", "published");
    private static final Set<String> OF_THE_OBJECT = Set.of("type", "details");
    private static final int LONGEST_TITLE = 1000;

    private final ForeignMapping mapping;
    private final ObjectNode object;
    private final List<JsonNode> definitions;
    private final StixMarkings markings;
    private final Optional<StixView> view;
    private final Faults faults;
    private final Map<String, String> origins = new HashMap<>();

    StixForeign(
            ForeignMapping mapping,
            ObjectNode object,
            List<JsonNode> definitions,
            StixMarkings markings,
            Optional<StixView> view,
            Faults faults) {
        this.mapping = mapping;
        this.object = view.map(StixView::original).orElse(object);
        this.definitions = List.copyOf(definitions);
        this.markings = markings;
        this.view = view;
        this.faults = faults;
    }

    Submitted submission() {
        identified();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", TYPE);
        body.put("language", language());
        StixGranular granular = new StixGranular(object, stated(), markings);
        body.set("label", label(granular.whole()));
        if (shown().isPresent()) {
            common(body, shown().get());
        } else {
            own(body);
        }
        ObjectNode details = body.putObject("details");
        details.put("format", FORMAT);
        details.put("objectType", object.path("type").asText());
        details.put("objectId", object.path("id").asText());
        ArrayNode portions = body.putArray("portions");
        title().ifPresent(text -> portions.addObject().put("field", "title").put("text", text));
        portions.addObject().put("field", FIELD).put("text", kept(granular.rest()));
        granular.apart().forEach((tlp, property) -> {
            ObjectNode portion = portions.addObject().put("field", FIELD).put("text", kept(property));
            portion.putObject("label").put("tlp", tlp.text());
        });
        return new Submitted(body, origins);
    }

    /** The view that it came with, where that shows facts common to records. */
    private Optional<ReturnedView> shown() {
        return view.map(StixView::view).filter(one -> one.view().has("type"));
    }

    /** What the record had that was passed on, and its object does not tell; the object and what the record is follow from itself. */
    private void common(ObjectNode body, ReturnedView shown) {
        shown.common().forEach((name, fact) -> {
            if (!OF_THE_OBJECT.contains(name)) {
                body.set(name, fact);
                origins.put("/" + name, shown.at() + "/" + SnakeCase.name(name));
            }
        });
    }

    /** What the object tells of such facts itself. */
    private void own(ObjectNode body) {
        BEGINNINGS.stream().filter(object::has).findFirst().ifPresent(name -> time(body, "eventTime", name));
        if (object.has("valid_until")) {
            time(body, "validUntil", "valid_until");
        }
        place(body);
    }

    private void identified() {
        String type = object.path("type").asText();
        String id = object.path("id").asText();
        if (type.isEmpty()) {
            faults.add("/type", Fault.Code.MISSING, "type is missing");
        }
        if (!StixNames.ID.matcher(id).matches() || !id.startsWith(type + "--")) {
            faults.add("/id", Fault.Code.WRONG_TYPE, "is no identifier of that type");
        }
        // Observables may leave their version out, and have no time of creation.
        String version = object.path("spec_version").asText(object.has("created") ? "" : StixNames.SPECIFICATION);
        if (!version.equals(StixNames.SPECIFICATION)) {
            faults.add("/spec_version", Fault.Code.UNKNOWN_WORD, "is no object of STIX " + StixNames.SPECIFICATION);
        }
        origins.put("/details", "/id");
    }

    private String language() {
        origins.put("/language", "/lang");
        Optional<String> language = shown().flatMap(one -> ExactJson.text(one.view(), "language"))
                .or(() -> ExactJson.text(object, "lang")
                        .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                        .filter(LANGUAGES::contains))
                .or(mapping::language);
        if (language.isEmpty()) {
            faults.add("/lang", Fault.Code.MISSING, "states no language, and the mapping names none");
        }
        return language.orElse("");
    }

    /** The TLP of the whole object, if it states one or comes with a label; else the mapping's. Words among its labels only raise it. */
    private Optional<Tlp> stated() {
        if (view.isPresent()) {
            view.get().check(markings);
            return tlp(view.get().view().label());
        }
        JsonNode references = object.path("object_marking_refs");
        Optional<Tlp> strictest = Optional.empty();
        for (int index = 0; index < references.size(); index++) {
            strictest = StixMarkings.strictest(
                    strictest, markings.ofWhole(references.get(index), "/object_marking_refs/" + index));
        }
        return StixMarkings.strictest(strictest.or(() -> tlp(mapping.label())), markings.ofLabels(object));
    }

    private static Optional<Tlp> tlp(ObjectNode label) {
        return Tlp.parse(label.path("tlp").asText());
    }

    private ObjectNode label(Optional<Tlp> tlp) {
        origins.put("/label", "/object_marking_refs");
        if (view.isPresent()) {
            return view.get().view().label();
        }
        ObjectNode label = mapping.label().deepCopy();
        tlp.ifPresent(one -> label.put("tlp", one.text()));
        markings.marking().ifPresent(marking -> label.put("marking", marking));
        Foreign.close(label);
        Foreign.complete(label, "/object_marking_refs", faults);
        if (label.has("marking")) {
            markings.agree(label.path("marking").asText());
        }
        return label;
    }

    private void time(ObjectNode body, String member, String property) {
        origins.put("/" + member, "/" + property);
        try {
            Instant at = Instant.parse(object.path(property).asText());
            body.put(member, at.truncatedTo(ChronoUnit.MICROS).toString());
        } catch (DateTimeException unreadable) {
            faults.add(
                    "/" + property, Fault.Code.NOT_A_TIME, "is not a time that exists, such as 2015-01-20T09:00:00Z");
        }
    }

    /** As exactly as the object says that it is known, in metres; one that says nothing of it is a point of which nobody says more. */
    private void place(ObjectNode body) {
        JsonNode east = object.path("longitude");
        JsonNode north = object.path("latitude");
        if (!east.isNumber() || !north.isNumber()) {
            return;
        }
        MappedPlace place = new MappedPlace();
        place.longitude(east.decimalValue());
        place.latitude(north.decimalValue());
        if (object.has("precision") && !place.metres(object.get("precision"))) {
            faults.add("/precision", Fault.Code.WRONG_TYPE, "is no number of metres");
        }
        origins.put("/geometry", "/longitude");
        place.geometry().ifPresent(geometry -> body.set("geometry", geometry));
    }

    private Optional<String> title() {
        return ExactJson.text(object, "name")
                .or(() -> ExactJson.text(object, "value"))
                .flatMap(text -> Foreign.title(text, LONGEST_TITLE));
    }

    /**
     * A part of the object, and behind it in one array the marking definitions that came with it and that this part needs: those of another
     * part would tell that there is one.
     */
    private String kept(ObjectNode part) {
        Set<String> needed = StixReferences.ids(part);
        ArrayNode together = JsonNodeFactory.instance.arrayNode().add(part);
        definitions.stream()
                .filter(definition -> needed.contains(definition.path("id").asText()))
                .forEach(together::add);
        return ExactJson.write(together.size() == 1 ? part : together);
    }
}
