package org.passerelle.node.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Geometries near a place: mostly points, lines for movements, and sometimes none or an area. */
final class Places {
    private static final double NEAR = 0.3;
    private static final double SCALE = 10_000;

    private Places() {}

    static void write(JsonGenerator out, String type, Words.Place place, Chance chance) throws IOException {
        int drawn = chance.between(1, 100);
        if (drawn <= 15) {
            return;
        }
        out.writeObjectFieldStart("geometry");
        boolean moves = type.equals("movement");
        if (moves && drawn <= 70) {
            line(out, place, chance);
        } else if (drawn >= 98) {
            area(out, place, chance);
        } else {
            out.writeStringField("type", "Point");
            out.writeFieldName("coordinates");
            position(out, near(place.longitude(), chance), near(place.latitude(), chance));
        }
        out.writeEndObject();
    }

    private static void line(JsonGenerator out, Words.Place place, Chance chance) throws IOException {
        out.writeStringField("type", "LineString");
        out.writeArrayFieldStart("coordinates");
        int positions = chance.between(2, 6);
        for (int each = 0; each < positions; each++) {
            position(out, near(place.longitude() + each * NEAR, chance), near(place.latitude(), chance));
        }
        out.writeEndArray();
    }

    private static void area(JsonGenerator out, Words.Place place, Chance chance) throws IOException {
        double west = near(place.longitude(), chance);
        double south = near(place.latitude(), chance);
        double east = west + NEAR;
        double north = south + NEAR;
        out.writeStringField("type", "Polygon");
        out.writeArrayFieldStart("coordinates");
        out.writeStartArray();
        position(out, west, south);
        position(out, east, south);
        position(out, east, north);
        position(out, west, south);
        out.writeEndArray();
        out.writeEndArray();
    }

    private static double near(double degrees, Chance chance) {
        return degrees + chance.between(-NEAR, NEAR);
    }

    private static void position(JsonGenerator out, double longitude, double latitude) throws IOException {
        out.writeStartArray();
        out.writeNumber(Math.round(longitude * SCALE) / SCALE);
        out.writeNumber(Math.round(latitude * SCALE) / SCALE);
        out.writeEndArray();
    }
}
