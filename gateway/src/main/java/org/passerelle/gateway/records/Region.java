package org.passerelle.gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** A polygon without holes, on one side of the date line, in which something is looked for. */
record Region(List<Position> ring) {
    private static final int MOST_POSITIONS = 200;
    private static final Pattern WKT = Pattern.compile("(?i)\\s*POLYGON\\s*\\(\\s*\\(([^()]*)\\)\\s*\\)\\s*");

    Region {
        ring = List.copyOf(ring);
    }

    /** Reads well-known text or a GeoJSON geometry; empty where it is neither. */
    static Optional<Region> read(String text) {
        try {
            Matcher wkt = WKT.matcher(text);
            List<Position> ring = wkt.matches() ? wkt(wkt.group(1)) : geoJson(Json.tree(text));
            new Geometry(Geometry.Kind.POLYGON, ring);
            return ring.size() <= MOST_POSITIONS ? Optional.of(new Region(ring)) : Optional.empty();
        } catch (IllegalArgumentException | JsonFault unreadable) {
            return Optional.empty();
        }
    }

    private static List<Position> wkt(String ring) {
        List<Position> positions = new ArrayList<>();
        for (String position : ring.split(",", -1)) {
            String[] numbers = position.strip().split("\\s+", -1);
            if (numbers.length != 2) {
                throw new IllegalArgumentException("a position has two numbers");
            }
            positions.add(new Position(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])));
        }
        return positions;
    }

    private static List<Position> geoJson(JsonNode json) {
        JsonNode rings = json.path("coordinates");
        if (!json.path("type").asText().equals("Polygon") || rings.size() != 1) {
            throw new IllegalArgumentException("not a polygon without holes");
        }
        List<Position> positions = new ArrayList<>();
        for (Iterator<JsonNode> each = rings.get(0).elements(); each.hasNext(); ) {
            JsonNode position = each.next();
            if (position.size() != 2
                    || !position.get(0).isNumber()
                    || !position.get(1).isNumber()) {
                throw new IllegalArgumentException("a position has two numbers");
            }
            positions.add(
                    new Position(position.get(0).asDouble(), position.get(1).asDouble()));
        }
        return positions;
    }

    /** West, south, east, north of the box around it. */
    List<Double> box() {
        double[] across =
                ring.stream().mapToDouble(Position::longitude).sorted().toArray();
        double[] along = ring.stream().mapToDouble(Position::latitude).sorted().toArray();
        return List.of(across[0], along[0], across[across.length - 1], along[along.length - 1]);
    }

    /** Whether it has a point in common with the place; degrees are taken as plane coordinates. */
    boolean meets(Geometry place) {
        List<Position> positions = place.positions();
        boolean touched = positions.stream().anyMatch(position -> contains(ring, position)) || crosses(positions);
        boolean around = place.kind() == Geometry.Kind.POLYGON
                && ring.stream().anyMatch(position -> contains(positions, position));
        return touched || around;
    }

    private boolean crosses(List<Position> line) {
        for (int i = 1; i < line.size(); i++) {
            for (int j = 1; j < ring.size(); j++) {
                if (cross(line.get(i - 1), line.get(i), ring.get(j - 1), ring.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean cross(Position a, Position b, Position c, Position d) {
        return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 && boxesMeet(a, b, c, d);
    }

    private static boolean boxesMeet(Position a, Position b, Position c, Position d) {
        return Math.max(a.longitude(), b.longitude()) >= Math.min(c.longitude(), d.longitude())
                && Math.max(c.longitude(), d.longitude()) >= Math.min(a.longitude(), b.longitude())
                && Math.max(a.latitude(), b.latitude()) >= Math.min(c.latitude(), d.latitude())
                && Math.max(c.latitude(), d.latitude()) >= Math.min(a.latitude(), b.latitude());
    }

    private static double side(Position a, Position b, Position c) {
        return Math.signum((b.longitude() - a.longitude()) * (c.latitude() - a.latitude())
                - (b.latitude() - a.latitude()) * (c.longitude() - a.longitude()));
    }

    /** On the edge counts as within. */
    private static boolean contains(List<Position> ring, Position point) {
        boolean within = false;
        for (int i = 1; i < ring.size(); i++) {
            Position a = ring.get(i - 1);
            Position b = ring.get(i);
            if (cross(a, b, point, point)) {
                return true;
            }
            boolean above = a.latitude() > point.latitude();
            if (above != b.latitude() > point.latitude()) {
                double at = a.longitude()
                        + (point.latitude() - a.latitude())
                                / (b.latitude() - a.latitude())
                                * (b.longitude() - a.longitude());
                within ^= point.longitude() < at;
            }
        }
        return within;
    }
}
