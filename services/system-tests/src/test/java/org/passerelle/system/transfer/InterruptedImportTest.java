package org.passerelle.system.transfer;

import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** An import goes on where it was, whichever of client and node was killed, and holds each line once. */
@Live
@Order(Order.DEFAULT + 3)
class InterruptedImportTest {
    private static final int RECORDS = 10_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void holdsEachLineOnceAlthoughClientAndNodeWereKilled(LiveSystem system) throws Exception {
        new InterruptedImport(system, directory, RECORDS).run();
    }
}
