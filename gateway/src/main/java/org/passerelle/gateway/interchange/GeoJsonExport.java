package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.passerelle.platform.json.Json;

/** Views as features of one collection (RFC 7946): the place is the geometry, and everything else a property. */
final class GeoJsonExport implements ExportFormat {

    @Override
    public String name() {
        return "geojson";
    }

    @Override
    public String contentType() {
        return "application/geo+json";
    }

    @Override
    public String begin(UUID file) {
        return "{\"type\":\"FeatureCollection\",\"features\":[";
    }

    @Override
    public String view(Leaving leaving, boolean first) {
        Map<String, Object> properties = leaving.dated();
        Object geometry = properties.remove("geometry");
        // A feature without a place has the geometry null, which our own JSON does not know.
        String place = geometry == null ? "null" : Json.write(place(geometry));
        String id = Json.write(String.valueOf(properties.get("id")));
        return (first ? "\n" : ",\n") + "{\"type\":\"Feature\",\"id\":" + id + ",\"geometry\":" + place
                + ",\"properties\":" + Json.write(properties) + "}";
    }

    @Override
    public String end() {
        return "\n]}\n";
    }

    /** A ring runs counterclockwise (RFC 7946, 3.1.6), however it came: by the other way round some mean all the rest of the globe. */
    private static JsonNode place(Object geometry) {
        JsonNode place = Json.tree(geometry);
        if (place.path("type").asText().equals("Polygon")
                && place.path("coordinates").path(0) instanceof ArrayNode ring
                && twiceTheArea(ring) < 0) {
            List<JsonNode> positions = ring.valueStream().toList();
            ring.removeAll();
            ring.addAll(positions.reversed());
        }
        return place;
    }

    /** Negative where the ring runs clockwise. */
    private static double twiceTheArea(ArrayNode ring) {
        double area = 0;
        for (int index = 1; index < ring.size(); index++) {
            JsonNode from = ring.get(index - 1);
            JsonNode to = ring.get(index);
            area += from.path(0).doubleValue() * to.path(1).doubleValue()
                    - to.path(0).doubleValue() * from.path(1).doubleValue();
        }
        return area;
    }
}
