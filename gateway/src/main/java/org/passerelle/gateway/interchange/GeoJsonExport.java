package org.passerelle.gateway.interchange;

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
        String place = geometry == null ? "null" : Json.write(geometry);
        String id = Json.write(String.valueOf(properties.get("id")));
        return (first ? "\n" : ",\n") + "{\"type\":\"Feature\",\"id\":" + id + ",\"geometry\":" + place
                + ",\"properties\":" + Json.write(properties) + "}";
    }

    @Override
    public String end() {
        return "\n]}\n";
    }
}
