package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * The one system of coordinates that GeoJSON has: WGS 84, longitude first. Before RFC 7946 a file, a feature or a geometry could name another
 * in {@code crs}, or with null that none is known; read as degrees, its coordinates would be another place on the globe, or none.
 */
final class WorldCoordinates {
    static final String CRS = "crs";
    static final String OTHER = "has coordinates of another system than WGS 84, longitude first (CRS84)";

    private static final Pattern NAMES = Pattern.compile(
            "(urn:ogc:def:crs:OGC:[0-9.]*:|https?://www\\.opengis\\.net/def/crs/OGC/[0-9.]+/|OGC:)?CRS84"
                    + "|(EPSG:|urn:ogc:def:crs:EPSG:[0-9.]*:|https?://www\\.opengis\\.net/def/crs/EPSG/[0-9.]+/)4326");

    private WorldCoordinates() {}

    /** Whether an object has them: it says so, or nothing else. */
    static boolean has(JsonNode object) {
        return !object.has(CRS) || named(object.get(CRS));
    }

    static boolean named(JsonNode crs) {
        return crs.path("type").asText().equals("name")
                && NAMES.matcher(crs.at("/properties/name").asText()).matches();
    }
}
