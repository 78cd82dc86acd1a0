package org.passerelle.core.record;

import java.util.List;
import org.passerelle.core.record.Geometry.Position;

/** The centroid of a place, in degrees: by length for a line, by area for a polygon. */
final class Centroid {

    private Centroid() {}

    static Position of(Geometry geometry) {
        List<Position> positions = geometry.positions();
        return switch (geometry.kind()) {
            case POINT -> positions.getFirst();
            case LINE_STRING -> ofLine(positions);
            case POLYGON -> ofRing(positions);
        };
    }

    private static Position ofLine(List<Position> line) {
        double length = 0;
        double east = 0;
        double north = 0;
        for (int i = 1; i < line.size(); i++) {
            Position from = line.get(i - 1);
            Position to = line.get(i);
            double step = Math.hypot(to.longitude() - from.longitude(), to.latitude() - from.latitude());
            length += step;
            east += step * (from.longitude() + to.longitude()) / 2;
            north += step * (from.latitude() + to.latitude()) / 2;
        }
        return length == 0 ? line.getFirst() : onGlobe(east / length, north / length);
    }

    private static Position ofRing(List<Position> ring) {
        Position origin = ring.getFirst();
        double area = 0;
        double east = 0;
        double north = 0;
        for (int i = 1; i < ring.size(); i++) {
            double x0 = ring.get(i - 1).longitude() - origin.longitude();
            double y0 = ring.get(i - 1).latitude() - origin.latitude();
            double x1 = ring.get(i).longitude() - origin.longitude();
            double y1 = ring.get(i).latitude() - origin.latitude();
            double cross = x0 * y1 - x1 * y0;
            area += cross;
            east += cross * (x0 + x1);
            north += cross * (y0 + y1);
        }
        return area == 0
                ? ofLine(ring)
                : onGlobe(origin.longitude() + east / (3 * area), origin.latitude() + north / (3 * area));
    }

    /** A self-crossing ring can have its centroid anywhere. */
    private static Position onGlobe(double longitude, double latitude) {
        return new Position(Math.clamp(longitude, -180, 180), Math.clamp(latitude, -90, 90));
    }
}
