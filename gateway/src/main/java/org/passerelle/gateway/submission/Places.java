package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.gateway.submission.Fault.Code;

/** Where it happened: country, admin-1 areas and geometry. */
final class Places {
    private static final int MOST_POSITIONS = 2000;
    private static final int MOST_ADMIN1 = 5;

    private final Vocabulary vocabulary;

    Places(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Country and admin-1 areas as stated; an area outside the stated country contradicts it. */
    record Areas(Optional<String> country, List<String> admin1) {
        /** What policy reads: at most five admin-1 areas, else the country. */
        Set<String> policyAreas() {
            if (admin1.isEmpty() || admin1.size() > MOST_ADMIN1) {
                return country.map(Set::of).orElse(Set.of());
            }
            return Set.copyOf(admin1);
        }
    }

    Areas areas(Fields fields) {
        Optional<String> country = fields.word("country", new ClosedWords("country", vocabulary.countries()));
        List<String> admin1 = fields.words("admin1", new ClosedWords("admin-1 area", vocabulary.admin1Areas()))
                .orElse(List.of());
        if (!admin1.isEmpty()) {
            fields.require("country");
        }
        for (String area : admin1) {
            if (country.isPresent() && !country.get().equals(vocabulary.areas().get(area))) {
                fields.faults().add(fields.at("admin1"), Code.CONTRADICTION, "an area lies in another country");
            }
        }
        return new Areas(country, admin1.stream().distinct().toList());
    }

    static Optional<Geometry> geometry(Fields fields) {
        return fields.object("geometry", Set.of("type", "coordinates")).flatMap(geometry -> {
            geometry.require("type");
            geometry.require("coordinates");
            Optional<String> type =
                    geometry.word("type", new ClosedWords("geometry type", Set.of("Point", "LineString", "Polygon")));
            Optional<JsonNode> coordinates = geometry.node("coordinates");
            if (type.isEmpty() || coordinates.isEmpty()) {
                return Optional.empty();
            }
            return shape(type.get(), coordinates.get(), geometry.at("coordinates"), fields.faults());
        });
    }

    private static Optional<Geometry> shape(String type, JsonNode coordinates, String pointer, Faults faults) {
        return switch (type) {
            case "Point" ->
                position(coordinates, pointer, faults)
                        .flatMap(point -> built(Geometry.Kind.POINT, List.of(point), pointer, faults));
            case "LineString" ->
                positions(coordinates, pointer, faults)
                        .flatMap(line -> built(Geometry.Kind.LINE_STRING, line, pointer, faults));
            default -> polygon(coordinates, pointer, faults);
        };
    }

    private static Optional<Geometry> polygon(JsonNode coordinates, String pointer, Faults faults) {
        if (!coordinates.isArray() || coordinates.size() != 1) {
            faults.add(pointer, Code.NOT_A_SHAPE, "a polygon has exactly one ring");
            return Optional.empty();
        }
        return positions(coordinates.get(0), pointer + "/0", faults)
                .flatMap(ring -> built(Geometry.Kind.POLYGON, ring, pointer + "/0", faults));
    }

    private static Optional<Geometry> built(
            Geometry.Kind kind, List<Position> positions, String pointer, Faults faults) {
        try {
            return Optional.of(new Geometry(kind, positions));
        } catch (IllegalArgumentException misshapen) {
            faults.add(
                    pointer,
                    Code.NOT_A_SHAPE,
                    "a line has two positions or more, a ring is closed and has four or more");
            return Optional.empty();
        }
    }

    private static Optional<List<Position>> positions(JsonNode array, String pointer, Faults faults) {
        if (!array.isArray() || array.size() > MOST_POSITIONS) {
            faults.add(pointer, Code.NOT_A_SHAPE, "must be an array of at most " + MOST_POSITIONS + " positions");
            return Optional.empty();
        }
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            position(array.get(i), pointer + "/" + i, faults).ifPresent(positions::add);
        }
        return positions.size() == array.size() ? Optional.of(positions) : Optional.empty();
    }

    private static Optional<Position> position(JsonNode pair, String pointer, Faults faults) {
        if (!pair.isArray()
                || pair.size() != 2
                || !pair.get(0).isNumber()
                || !pair.get(1).isNumber()) {
            faults.add(pointer, Code.NOT_A_SHAPE, "a position is longitude and latitude in degrees");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Position(pair.get(0).doubleValue(), pair.get(1).doubleValue()));
        } catch (IllegalArgumentException offGlobe) {
            boolean longitude = !(Math.abs(pair.get(0).doubleValue()) <= 180);
            faults.add(
                    pointer + (longitude ? "/0" : "/1"),
                    Code.OFF_THE_GLOBE,
                    longitude ? "longitude must be -180 to 180" : "latitude must be -90 to 90");
            return Optional.empty();
        }
    }
}
