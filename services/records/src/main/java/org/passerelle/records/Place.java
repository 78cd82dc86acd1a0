package org.passerelle.records;

import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;

/** The box around a place. */
record Place(double west, double south, double east, double north) {

    static Place of(Geometry geometry) {
        return geometry.positions().stream()
                .map(Place::at)
                .reduce(Place::around)
                .orElseThrow();
    }

    private static Place at(Position position) {
        return new Place(position.longitude(), position.latitude(), position.longitude(), position.latitude());
    }

    private Place around(Place other) {
        return new Place(
                Math.min(west, other.west),
                Math.min(south, other.south),
                Math.max(east, other.east),
                Math.max(north, other.north));
    }
}
