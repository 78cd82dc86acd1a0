package org.passerelle.node.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;

/** When a child that died is started again. */
class PartTest {
    /** The clock of no machine begins at zero, and it may run over. */
    private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private int started;

    private Part part() throws CannotStart {
        Home home = Home.of(Map.of("PASSERELLE_HOME", directory.toString()));
        return new Part(
                "brief",
                () -> {
                    started++;
                    return Child.start(new Child.Command("brief", List.of("true"), Map.of(), Optional.empty()), home);
                },
                () -> true);
    }

    private static long after(double seconds) {
        return BEGIN + (long) (seconds * 1e9);
    }

    @Test
    void isStartedAgainAtOnceTheFirstTimeAndAfterGrowingPausesWhenItKeepsDying() throws CannotStart {
        Part part = part();
        part.start(after(0));
        assertTrue(part.restart(after(1)));
        assertFalse(part.restart(after(2.9)), "it died within half a minute: two seconds");
        assertTrue(part.restart(after(3)));
        assertFalse(part.restart(after(6.9)), "four seconds");
        assertTrue(part.restart(after(7)));
        assertEquals(4, started);
    }

    @Test
    void whatHasRunForAWhileIsStartedAgainAtOnce() throws CannotStart {
        Part part = part();
        part.start(after(0));
        part.restart(after(1));
        assertTrue(part.restart(after(40)));
        assertFalse(part.restart(after(40.9)), "one second");
        assertTrue(part.restart(after(41)));
    }
}
