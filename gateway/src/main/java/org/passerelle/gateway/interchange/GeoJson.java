package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.gateway.submission.LocatedFault;

/**
 * Features of a collection (RFC 7946). Their properties are the columns of a {@link Mapping}, or without one the members of a submission or
 * of a view that an export wrote. The geometry of a feature is that of its submission, as exactly as its properties say; what else stands
 * in it is a column too.
 */
final class GeoJson implements ImportFormat {
    private static final String GEOMETRY = "geometry";
    private static final String PROPERTIES = "properties";
    /** Of a feature; the bounds are those of its geometry. */
    private static final Set<String> MEMBERS = Set.of("type", GEOMETRY, PROPERTIES, "bbox", WorldCoordinates.CRS);

    @Override
    public String name() {
        return "geojson";
    }

    @Override
    public Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException {
        mapping.ifPresent(Mapping::read);
        return new GeoJsonItems(file);
    }

    @Override
    public Translator translator(Optional<String> mapping) {
        Optional<Mapping> columns = mapping.map(Mapping::read);
        return item -> translate(item, columns);
    }

    private static Translator.Translated translate(Item.Whole item, Optional<Mapping> columns) {
        Optional<JsonNode> read = ExactJson.tree(item.text());
        if (read.isEmpty()) {
            return refused(item, Fault.Code.NOT_JSON, "", "is not well-formed JSON");
        }
        JsonNode feature = read.get();
        if (!feature.path("type").asText().equals("Feature")
                || !feature.path(PROPERTIES).isObject()) {
            return refused(item, Fault.Code.WRONG_TYPE, "/type", "is no feature with properties");
        }
        if (!WorldCoordinates.has(feature)) {
            return refused(item, Fault.Code.CONTRADICTION, "/crs", WorldCoordinates.OTHER);
        }
        JsonNode geometry = feature.path(GEOMETRY);
        if (!geometry.isObject() && !geometry.isNull() && !geometry.isMissingNode()) {
            return refused(item, Fault.Code.WRONG_TYPE, "/geometry", "is neither a geometry nor null");
        }
        if (!WorldCoordinates.has(geometry)) {
            return refused(item, Fault.Code.CONTRADICTION, "/geometry/crs", WorldCoordinates.OTHER);
        }
        return columns.map(mapping -> mapped(item, feature, place(geometry), mapping))
                .orElseGet(() -> plain(item, feature, place(geometry)));
    }

    private static Optional<JsonNode> place(JsonNode geometry) {
        if (!(geometry instanceof ObjectNode)) {
            return Optional.empty();
        }
        ObjectNode place = geometry.deepCopy();
        place.remove(WorldCoordinates.CRS);
        flatten(place.path("coordinates"));
        return Optional.of(place);
    }

    /** Takes altitudes away (RFC 7946, 3.1.1), for places here have none. */
    private static void flatten(JsonNode coordinates) {
        if (coordinates instanceof ArrayNode position
                && position.size() == 3
                && position.valueStream().allMatch(JsonNode::isNumber)) {
            position.remove(2);
        } else {
            coordinates.forEach(GeoJson::flatten);
        }
    }

    /** What is no property is no part of a submission, and without a mapping nothing says that it may be left out. */
    private static Translator.Translated plain(Item item, JsonNode feature, Optional<JsonNode> place) {
        ObjectNode submission = feature.path(PROPERTIES).deepCopy();
        boolean view = PlainView.is(submission);
        // An export writes the id of a view as that of its feature too.
        boolean named = view && feature.path("id").equals(submission.path("id"));
        Optional<String> beside =
                beside(feature).filter(name -> !named || !name.equals("id")).findFirst();
        if (beside.isPresent()) {
            return refused(
                    item,
                    Fault.Code.UNKNOWN_FIELD,
                    Fields.at("", beside.get()),
                    "is no property, and so no part of a submission");
        }
        place.ifPresent(geometry -> submission.set(GEOMETRY, geometry));
        return view
                ? PlainView.translated(submission, fault -> placed(item, fault))
                : new Translator.Translated.Submission(submission.toString(), fault -> placed(item, fault));
    }

    /** What stands beside the properties, such as the id, is a column called {@code #id}. */
    private static Translator.Translated mapped(
            Item item, JsonNode feature, Optional<JsonNode> place, Mapping mapping) {
        ObjectNode row = feature.path(PROPERTIES).deepCopy();
        for (String name : beside(feature).toList()) {
            if (row.has("#" + name)) {
                return refused(
                        item,
                        Fault.Code.CONTRADICTION,
                        Fields.at("", name),
                        "column \"#%s\" is there twice".formatted(name));
            }
            row.set("#" + name, feature.get(name));
        }
        return new MappedRow(mapping, item.line()).translate(row, place);
    }

    private static Stream<String> beside(JsonNode feature) {
        return feature.properties().stream().map(Map.Entry::getKey).filter(name -> !MEMBERS.contains(name));
    }

    private static LocatedFault placed(Item item, LocatedFault fault) {
        String pointer = fault.fault().pointer();
        String within = pointer.startsWith("/geometry") ? pointer : "/properties" + pointer;
        return new LocatedFault(
                new Fault(within, fault.fault().code(), fault.fault().message()), Math.toIntExact(item.line()), 0);
    }

    private static Translator.Translated refused(Item item, Fault.Code code, String pointer, String message) {
        return new Translator.Translated.Refused(
                List.of(new LocatedFault(new Fault(pointer, code, message), Math.toIntExact(item.line()), 0)));
    }
}
