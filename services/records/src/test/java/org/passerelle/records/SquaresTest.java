package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SquaresTest {
    @Test
    void aBoxTouchesTheSquaresItEndsIn() {
        // One degree north of the equator, two east of Greenwich; what touches an edge from below lies before it.
        assertEquals(
                List.of(91 * 360 + 182), Squares.of(List.of(2.1, 1.1, 2.2, 1.2)).narrow());
        assertEquals(
                List.of(90 * 360 + 181, 90 * 360 + 182, 91 * 360 + 181, 91 * 360 + 182),
                Squares.of(List.of(2.0, 1.0, 2.5, 1.5)).narrow());
        assertEquals(0.0625, Squares.of(List.of(2.0, 1.0, 2.5, 1.5)).share());
    }

    @Test
    void theDatabaseFindsWhateverLiesInABoxInItsSquares() {
        try (RecordsFixture records = new RecordsFixture()) {
            Random random = new Random(11);
            String sql = """
                    select place && asked as within, degree(place) = any($9::int[]) as found, degree(place) = -1 as wide
                    from box(point($1::float8, $2::float8), point($3::float8, $4::float8)) as place,
                        box(point($5::float8, $6::float8), point($7::float8, $8::float8)) as asked
                    """;
            int within = 0;
            int wide = 0;
            for (int turn = 0; turn < 2_000; turn++) {
                List<Double> place = box(random, random.nextInt(3));
                List<Double> asked = box(random, 3);
                List<Object> parameters = new ArrayList<>(place);
                parameters.addAll(asked);
                parameters.add(Squares.of(asked).numbers().toArray(Integer[]::new));
                Row row = await(records.database.query(sql, parameters.toArray()))
                        .iterator()
                        .next();
                within += row.getBoolean("within") ? 1 : 0;
                wide += row.getBoolean("wide") ? 1 : 0;
                assertTrue(!row.getBoolean("within") || row.getBoolean("found"), () -> place + " in " + asked);
            }
            assertTrue(within > 100 && wide > 50, within + " " + wide);
        }
    }

    /** Edges in quarters of a degree around the null island, so that many meet. */
    private static List<Double> box(Random random, int quarters) {
        double west = (random.nextInt(9) - 4) / 4.0;
        double south = (random.nextInt(9) - 4) / 4.0;
        return List.of(
                west, south, west + random.nextInt(quarters + 1) / 4.0, south + random.nextInt(quarters + 1) / 4.0);
    }

    @Test
    void halfAContinentIsNotCountedOut() {
        assertTrue(Squares.suit(List.of(2.0, 1.0, 3.0, 2.0)));
        assertFalse(Squares.suit(List.of(-10.0, 5.0, 20.0, 25.0)));
    }
}
