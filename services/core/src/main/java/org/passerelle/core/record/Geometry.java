package org.passerelle.core.record;

import java.util.List;

/**
 * A place in WGS 84, as GeoJSON (RFC 7946) orders it: longitude, latitude in degrees. A point has one position, a line two or
 * more, a polygon one closed ring.
 */
public record Geometry(Kind kind, List<Position> positions) {

    /** Supported GeoJSON kinds. */
    public enum Kind {
        POINT,
        LINE_STRING,
        POLYGON
    }

    /** Degrees; throws {@link IllegalArgumentException} off the globe. */
    public record Position(double longitude, double latitude) {
        public Position {
            if (!(longitude >= -180 && longitude <= 180)) {
                throw new IllegalArgumentException("longitude must be -180 to 180");
            }
            if (!(latitude >= -90 && latitude <= 90)) {
                throw new IllegalArgumentException("latitude must be -90 to 90");
            }
        }
    }

    public Geometry {
        positions = List.copyOf(positions);
        boolean fits = switch (kind) {
            case POINT -> positions.size() == 1;
            case LINE_STRING -> positions.size() >= 2;
            case POLYGON -> positions.size() >= 4 && positions.getFirst().equals(positions.getLast());
        };
        if (!fits) {
            throw new IllegalArgumentException("a " + kind + " cannot have " + positions.size() + " positions");
        }
    }
}
