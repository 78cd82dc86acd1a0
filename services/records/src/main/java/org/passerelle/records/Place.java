package org.passerelle.records;

import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.core.record.Grid;

/**
 * The box around a geometry at every exactness in which it can leave. A search in it finds too much rather than too little; the gateway
 * looks again at what the searcher is shown.
 */
record Place(double west, double south, double east, double north) {

    static Place of(Geometry geometry) {
        return Stream.of(GeometryTier.values())
                .map(tier -> Grid.coarsened(geometry, tier))
                .flatMap(Optional::stream)
                .flatMap(coarsened -> coarsened.positions().stream())
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
