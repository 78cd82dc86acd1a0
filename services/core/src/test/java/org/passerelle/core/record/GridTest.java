package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.record.Geometry.Kind;
import org.passerelle.core.record.Geometry.Position;

/** The fixed grid on which places are coarsened. */
final class GridTest {

    @Test
    void coarsensToACentreAtMostHalfADiagonalAway() {
        Random random = new Random(10);
        for (int i = 0; i < 10_000; i++) {
            Position exact = new Position(random.nextDouble(-180, 180), random.nextDouble(-90, 90));
            assertTrue(kilometres(exact, centre(exact, GeometryTier.KM_10)) < 8);
            assertTrue(kilometres(exact, centre(exact, GeometryTier.KM_50)) < 40);
        }
    }

    @Test
    void givesEveryPointOfACellTheSameCentre() {
        Set<Position> centres = new HashSet<>();
        Random random = new Random(50);
        for (int i = 0; i < 1_000; i++) {
            // A degree square holds no more than its share of cells, however often it is asked.
            Position exact = new Position(random.nextDouble(0, 1), random.nextDouble(16, 17));
            centres.add(centre(exact, GeometryTier.KM_50));
        }
        assertTrue(centres.size() <= 16, () -> centres.size() + " centres");
    }

    @Test
    void keepsACentreWhereItIs() {
        Position centre = centre(new Position(-0.04, 16.27), GeometryTier.KM_10);
        assertEquals(centre, centre(centre, GeometryTier.KM_10));
    }

    @Test
    void holdsAtThePolesAndTheAntimeridian() {
        assertEquals(
                centre(new Position(-180, 0.01), GeometryTier.KM_10),
                centre(new Position(180, 0.01), GeometryTier.KM_10));
        for (double latitude : new double[] {-90, 90}) {
            Position centre = centre(new Position(0, latitude), GeometryTier.KM_50);
            assertTrue(Math.abs(centre.latitude()) < 90);
        }
    }

    @Test
    void removesTheGeometryAtAdminLevel() {
        assertEquals(Optional.empty(), Grid.coarsened(point(new Position(0, 0)), GeometryTier.ADMIN_1));
    }

    @Test
    void reducesLinesAndPolygonsToTheirCentroid() {
        Geometry line = new Geometry(Kind.LINE_STRING, List.of(new Position(0, 16), new Position(2, 16)));
        Geometry square = new Geometry(
                Kind.POLYGON,
                List.of(
                        new Position(0, 15),
                        new Position(2, 15),
                        new Position(2, 17),
                        new Position(0, 17),
                        new Position(0, 15)));
        Optional<Geometry> middle = Grid.coarsened(point(new Position(1, 16)), GeometryTier.KM_10);
        assertEquals(middle, Grid.coarsened(line, GeometryTier.KM_10));
        assertEquals(middle, Grid.coarsened(square, GeometryTier.KM_10));
    }

    @Test
    void reducesAFlatPolygonToAPointOnIt() {
        Geometry flat = new Geometry(
                Kind.POLYGON,
                List.of(new Position(1, 16), new Position(1, 16), new Position(1, 16), new Position(1, 16)));
        assertEquals(
                Grid.coarsened(point(new Position(1, 16)), GeometryTier.KM_10),
                Grid.coarsened(flat, GeometryTier.KM_10));
    }

    private static Position centre(Position exact, GeometryTier tier) {
        return Grid.coarsened(point(exact), tier).orElseThrow().positions().getFirst();
    }

    private static Geometry point(Position position) {
        return new Geometry(Kind.POINT, List.of(position));
    }

    private static double kilometres(Position one, Position other) {
        double lat1 = Math.toRadians(one.latitude());
        double lat2 = Math.toRadians(other.latitude());
        double dLat = lat2 - lat1;
        double dLon = Math.toRadians(other.longitude() - one.longitude());
        double haversine =
                Math.pow(Math.sin(dLat / 2), 2) + Math.cos(lat1) * Math.cos(lat2) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }
}
