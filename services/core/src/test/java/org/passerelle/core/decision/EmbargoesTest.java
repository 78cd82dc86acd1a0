package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.core.world.World;

/** What waits for nothing but a time is told apart from what will not leave then either. */
final class EmbargoesTest {
    private static final World WORLD = World.base();
    private static final Duration OLD = Duration.ofHours(2);

    @Test
    void waitsForNothingThatMayLeaveNow() {
        assertEquals(Optional.empty(), next(WORLD));
    }

    @Test
    void waitsForTheLaterOfEmbargoAndDelay() {
        World delayed = delayed("PT3H");
        assertEquals(in(Duration.ofHours(3).minus(OLD)), next(delayed));
        assertEquals(in(Duration.ofHours(5)), next(delayed.with(body("{'embargoUntil':'PT5H'}"))));
        assertEquals(in(Duration.ofHours(1)), next(delayed.with(body("{'embargoUntil':'PT10M'}"))));
        assertEquals(in(Duration.ofHours(5)), next(WORLD.with(body("{'embargoUntil':'PT5H'}"))));
    }

    @Test
    void waitsForTheFirstPortionThatMayLeave() {
        World two = delayed("PT3H")
                .with(
                        "{'record':{'portions':{'body':{'label':{'embargoUntil':'PT9H'}},'source':{'label':{'level':2,"
                                + "'tlp':'AMBER','originators':['MINUSMA'],'purposes':['early-warning'],'markedAt':'-PT2H'}}}}}");
        assertEquals(in(Duration.ofHours(1)), next(two));
    }

    @Test
    void doesNotWaitForWhatSomethingElseKeepsToo() {
        assertEquals(Optional.empty(), next(delayed("PT3H").with(body("{'notReleasableTo':['UNOWA']}"))));
        assertEquals(Optional.empty(), next(WORLD.with("{'record':{'state':'RECALLED'}}")));
    }

    private static World delayed(String delay) {
        return WORLD.with(
                "{'agreements':{'01-unowa':{'clauses':{'01-out':{'obligations':{'delay':'" + delay + "'}}}}}}");
    }

    private static String body(String label) {
        return "{'record':{'portions':{'body':{'label':" + label + "}}}}";
    }

    private static Optional<Instant> in(Duration duration) {
        return Optional.of(WORLD.now().plus(duration));
    }

    private static Optional<Instant> next(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        return Embargoes.next(
                world.bundle().bundle(),
                world.record(),
                assertInstanceOf(Decision.Judged.class, decision),
                world.now());
    }
}
