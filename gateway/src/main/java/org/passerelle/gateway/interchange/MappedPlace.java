package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where a row or an object says that something happened, and how exactly it is known. A point that stands for a wider place is not stored
 * as a point: it becomes the square that reaches so many kilometres from it in each direction, or nothing, where only the area is known.
 */
final class MappedPlace {
    /** Target of the column that says how exactly the place is known. */
    static final String PRECISION = "precision";

    private static final String POINT = "point";
    private static final String NONE = "none";
    private static final int MOST_KILOMETRES = 1000;
    private static final int METRES = 1000;
    /** Half a meridian is taken as 20000 km, as where places are coarsened. */
    private static final double DEGREES_PER_KILOMETRE = 180 / 20_000.0;

    private Optional<BigDecimal> longitude = Optional.empty();
    private Optional<BigDecimal> latitude = Optional.empty();
    private boolean stated;
    private boolean known = true;
    private double kilometres;

    void longitude(BigDecimal degrees) {
        longitude = Optional.of(degrees);
    }

    void latitude(BigDecimal degrees) {
        latitude = Optional.of(degrees);
    }

    /** Takes the coordinates of a point of GeoJSON; false for anything else. */
    boolean point(JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        boolean point = geometry.path("type").asText().equals("Point")
                && coordinates.size() == 2
                && coordinates.path(0).isNumber()
                && coordinates.path(1).isNumber();
        if (point) {
            longitude(coordinates.path(0).decimalValue());
            latitude(coordinates.path(1).decimalValue());
        }
        return point;
    }

    /** Reads {@code point}, {@code none} or kilometres; false for anything else. */
    boolean precision(String text) {
        Optional<BigDecimal> number = Cells.number(text);
        boolean within = number.filter(reach -> reach.signum() > 0
                        && reach.stripTrailingZeros().scale() <= 0
                        && reach.compareTo(BigDecimal.valueOf(MOST_KILOMETRES)) <= 0)
                .isPresent();
        stated = true;
        known = !text.equals(NONE);
        kilometres = within ? number.orElseThrow().intValue() : 0;
        return within || text.equals(POINT) || text.equals(NONE);
    }

    /** Reads a number of metres. What is known to a metre is a point, and what is beyond every square is none. */
    boolean metres(JsonNode number) {
        if (!number.isNumber() || !(number.doubleValue() >= 0)) {
            return false;
        }
        double reach = number.doubleValue() / METRES;
        stated = true;
        known = reach <= MOST_KILOMETRES;
        kilometres = number.doubleValue() <= 1 ? 0 : reach;
        return true;
    }

    /** One coordinate is stated without the other. */
    boolean halved() {
        return longitude.isPresent() != latitude.isPresent();
    }

    /** There are coordinates, and nothing says how exactly they are known. */
    boolean vague() {
        return longitude.isPresent() && latitude.isPresent() && !stated;
    }

    /** As GeoJSON; what is off the globe is a point, so that it is refused where it stands. */
    Optional<ObjectNode> geometry() {
        if (!known || longitude.isEmpty() || latitude.isEmpty()) {
            return Optional.empty();
        }
        double east = longitude.get().doubleValue();
        double north = latitude.get().doubleValue();
        return Optional.of(
                kilometres <= 0 || Math.abs(east) > 180 || Math.abs(north) > 90
                        ? point(longitude.get(), latitude.get())
                        : square(east, north));
    }

    private static ObjectNode point(BigDecimal east, BigDecimal north) {
        ObjectNode point = JsonNodeFactory.instance.objectNode().put("type", "Point");
        point.putArray("coordinates").add(east).add(north);
        return point;
    }

    /** Ends at the poles and at the date line. */
    private ObjectNode square(double east, double north) {
        double up = kilometres * DEGREES_PER_KILOMETRE;
        double across = Math.min(360, up / Math.max(1e-6, Math.cos(Math.toRadians(north))));
        double[] longitudes = {Math.max(-180, east - across), Math.min(180, east + across)};
        double[] latitudes = {Math.max(-90, north - up), Math.min(90, north + up)};
        ObjectNode square = JsonNodeFactory.instance.objectNode().put("type", "Polygon");
        ArrayNode ring = square.putArray("coordinates").addArray();
        int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
        for (int[] corner : corners) {
            ring.addArray().add(rounded(longitudes[corner[0]])).add(rounded(latitudes[corner[1]]));
        }
        return square;
    }

    /** Six decimals are a tenth of a metre. */
    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
