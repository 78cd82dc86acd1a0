package org.passerelle.node.noninterference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.core.record.Grid;

/** Whether two events are the same, on what stands in JSON; in kilometres on a sphere. */
final class NaiveEvents {
    private NaiveEvents() {}

    static boolean same(JsonNode mine, JsonNode view) {
        if (!mine.path("type").asText().equals(view.path("type").asText())
                || !mine.has("geometry")
                || !view.has("geometry")
                || !mine.has("eventTime")
                || !view.has("eventTime")) {
            return false;
        }
        Duration apart = Duration.between(time(mine), time(view)).abs();
        Set<String> actors = actors(mine);
        Set<String> others = actors(view);
        return apart.compareTo(Duration.ofHours(6)) <= 0
                && (actors.isEmpty() || others.isEmpty() || !Collections.disjoint(actors, others))
                && near(mine, view);
    }

    private static Instant time(JsonNode record) {
        return Instant.parse(record.path("eventTime").asText());
    }

    private static Set<String> actors(JsonNode record) {
        Set<String> actors = new HashSet<>();
        record.path("details").path("actors").forEach(actor -> actors.add(actor.asText()));
        return actors;
    }

    private static boolean near(JsonNode mine, JsonNode view) {
        Geometry exact = geometry(mine.path("geometry"));
        Optional<Position> cell = switch (view.path("geometryPrecision").asText()) {
            case "10km" -> centre(exact, GeometryTier.KM_10);
            case "50km" -> centre(exact, GeometryTier.KM_50);
            default -> Optional.empty();
        };
        Position other = geometry(view.path("geometry")).positions().getFirst();
        return cell.map(other::equals)
                .orElseGet(() -> kilometres(middle(exact), middle(geometry(view.path("geometry")))) <= 10);
    }

    private static Optional<Position> centre(Geometry exact, GeometryTier tier) {
        return Grid.coarsened(exact, tier).map(place -> place.positions().getFirst());
    }

    /** Of a point; other shapes are only compared with themselves or with what is far. */
    private static Position middle(Geometry geometry) {
        return geometry.positions().getFirst();
    }

    private static double kilometres(Position one, Position other) {
        double north = Math.toRadians(other.latitude() - one.latitude());
        double east = Math.toRadians(other.longitude() - one.longitude());
        double half = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(one.latitude()))
                        * Math.cos(Math.toRadians(other.latitude()))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * 6371 * Math.asin(Math.sqrt(half));
    }

    private static Geometry geometry(JsonNode json) {
        JsonNode coordinates = json.path("coordinates");
        return switch (json.path("type").asText()) {
            case "Point" -> new Geometry(Geometry.Kind.POINT, List.of(position(coordinates)));
            case "LineString" -> new Geometry(Geometry.Kind.LINE_STRING, positions(coordinates));
            default -> new Geometry(Geometry.Kind.POLYGON, positions(coordinates.get(0)));
        };
    }

    private static List<Position> positions(JsonNode coordinates) {
        List<Position> positions = new ArrayList<>();
        coordinates.forEach(each -> positions.add(position(each)));
        return positions;
    }

    private static Position position(JsonNode pair) {
        return new Position(pair.get(0).asDouble(), pair.get(1).asDouble());
    }
}
