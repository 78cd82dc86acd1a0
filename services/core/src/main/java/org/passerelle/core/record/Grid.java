package org.passerelle.core.record;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.record.Geometry.Kind;
import org.passerelle.core.record.Geometry.Position;

/**
 * Coarsens a place to the centre of its cell in a fixed grid, so that repeated answers cannot be averaged.
 *
 * <p>For cells of d kilometres: latitude is cut into 20000/d equal bands from the south pole (half a meridian is taken as 20000
 * km); a band into round(40000/d · cos φ) equal cells, at least one, from the antimeridian, φ being the latitude of the band's
 * centre. Every point of a cell gives the same centre. A line or polygon is first reduced to its centroid.
 */
public final class Grid {

    private static final double HALF_MERIDIAN_KILOMETRES = 20_000;
    private static final double EQUATOR_KILOMETRES = 40_000;

    private Grid() {}

    /** The place as it leaves at a tier; empty where no geometry leaves. */
    public static Optional<Geometry> coarsened(Geometry exact, GeometryTier tier) {
        return switch (tier) {
            case EXACT -> Optional.of(exact);
            case KM_10 -> Optional.of(centre(Centroid.of(exact), 10));
            case KM_50 -> Optional.of(centre(Centroid.of(exact), 50));
            case ADMIN_1 -> Optional.empty();
        };
    }

    private static Geometry centre(Position position, int kilometres) {
        long bands = Math.round(HALF_MERIDIAN_KILOMETRES / kilometres);
        double latitude = cellCentre(position.latitude() + 90, 180, bands) - 90;
        double parallel = EQUATOR_KILOMETRES * Math.cos(Math.toRadians(latitude));
        long cells = Math.max(1, Math.round(parallel / kilometres));
        // The antimeridian is one line: 180 degrees east is the western edge of the first cell.
        double eastOfAntimeridian = position.longitude() == 180 ? 0 : position.longitude() + 180;
        double longitude = cellCentre(eastOfAntimeridian, 360, cells) - 180;
        return new Geometry(Kind.POINT, List.of(new Position(rounded(longitude), rounded(latitude))));
    }

    private static double cellCentre(double offset, double whole, long cells) {
        long cell = Math.min(cells - 1, (long) Math.floor(offset / whole * cells));
        return (cell + 0.5) * whole / cells;
    }

    /** Six decimals, a tenth of a metre: enough for a centre, and free of binary noise. */
    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
