package org.passerelle.platform.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.bus.Unavailable;

final class SealTest {
    private static final byte[] TEXT = "the ford is guarded".getBytes(StandardCharsets.UTF_8);
    private static final String DOMAIN = "RIVER|SOURCE";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path keys;

    @SuppressWarnings("NullAway.Init")
    private Seal seal;

    @BeforeEach
    void load() {
        WrappingKeys first = WrappingKeys.in(keys);
        first.first();
        seal = new Seal(first);
    }

    @Test
    void opensWhatItSealedAndAnotherNodeDoesSoToo() {
        Sealed sealed = seal.seal(TEXT, DOMAIN, "portion p1");
        assertArrayEquals(TEXT, seal.open(sealed, DOMAIN, "portion p1").orElseThrow());
        assertArrayEquals(
                TEXT,
                new Seal(WrappingKeys.in(keys))
                        .open(sealed, DOMAIN, "portion p1")
                        .orElseThrow());
        assertFalse(sealed.content().toString(StandardCharsets.ISO_8859_1).contains("ford"));
    }

    @Test
    void sealsTheSameNeverAlike() {
        Sealed one = seal.seal(TEXT, DOMAIN, "portion p1");
        Sealed other = seal.seal(TEXT, DOMAIN, "portion p1");
        assertNotEquals(one.content(), other.content());
        assertNotEquals(one.key(), other.key());
    }

    @Test
    void opensNothingThatWasMovedOrAltered() {
        Sealed sealed = seal.seal(TEXT, DOMAIN, "portion p1");
        assertTrue(seal.open(sealed, DOMAIN, "portion p2").isEmpty(), "moved");
        assertTrue(seal.open(sealed, "LAKE|SOURCE", "portion p1").isEmpty(), "of another domain");
        for (int at = 0; at < sealed.content().length(); at++) {
            Buffer altered = sealed.content().copy();
            altered.setByte(at, (byte) (altered.getByte(at) ^ 1));
            assertTrue(
                    seal.open(new Sealed(altered, sealed.key(), 1), DOMAIN, "portion p1")
                            .isEmpty(),
                    "byte " + at);
        }
        Sealed other = seal.seal(TEXT, DOMAIN, "portion p1");
        assertTrue(seal.open(new Sealed(sealed.content(), other.key(), 1), DOMAIN, "portion p1")
                .isEmpty());
    }

    @Test
    void wrapsUnderTheNextKeyAndStillOpensWhatTheOldOneWrapped() throws IOException {
        Sealed old = seal.seal(TEXT, DOMAIN, "portion p1");
        assertEquals(OptionalInt.of(2), WrappingKeys.rotate(keys));
        Seal next = new Seal(WrappingKeys.in(keys));
        assertEquals(1, old.wrappedUnder());
        Sealed rewrapped = next.rewrap(old, DOMAIN, "portion p1").orElseThrow();
        assertEquals(2, rewrapped.wrappedUnder());
        assertEquals(2, next.seal(TEXT, DOMAIN, "portion p2").wrappedUnder());
        assertArrayEquals(TEXT, next.open(old, DOMAIN, "portion p1").orElseThrow());
        Files.delete(keys.resolve("1.key"));
        Seal without = new Seal(WrappingKeys.in(keys));
        assertThrows(Unavailable.class, () -> without.open(old, DOMAIN, "portion p1"), "nothing is known of it");
        assertArrayEquals(TEXT, without.open(rewrapped, DOMAIN, "portion p1").orElseThrow());
    }

    @Test
    void keepsItsKeysForTheOwnerAloneAndTakesNoOtherFileForOne() throws IOException {
        assertEquals(
                PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(keys.resolve("1.key")));
        Files.writeString(keys.resolve("notes.txt"), "not a key");
        assertEquals(1, WrappingKeys.in(keys).newest());
        Files.writeString(keys.resolve("3.key"), "short");
        assertThrows(IllegalStateException.class, () -> WrappingKeys.in(keys));
    }

    @Test
    void aNodeThatRunsTakesTheNextKeyUpAndWrapsUnderItOnceItIsProved() {
        AtomicLong nanos = new AtomicLong();
        WrappingKeys running = WrappingKeys.in(keys, nanos::get);
        Seal ours = new Seal(running);
        WrappingKeys.rotate(keys);
        WrappingKeys restarted = WrappingKeys.in(keys);
        Sealed next = new Seal(restarted).seal(TEXT, DOMAIN, "portion p1");
        assertEquals(2, next.wrappedUnder());
        assertArrayEquals(TEXT, ours.open(next, DOMAIN, "portion p1").orElseThrow(), "found when it is met");
        assertEquals(1, ours.seal(TEXT, DOMAIN, "portion p2").wrappedUnder(), "it might be another than everybody's");
        assertTrue(running.prove(2, restarted.proof(2).orElseThrow()));
        assertEquals(2, ours.seal(TEXT, DOMAIN, "portion p2").wrappedUnder());
    }

    @Test
    void theDirectoryIsReadOnceForManyRows() {
        AtomicLong nanos = new AtomicLong();
        Seal ours = new Seal(WrappingKeys.in(keys, nanos::get));
        Sealed elsewhere = new Sealed(Buffer.buffer(), Buffer.buffer(), 2);
        assertThrows(Unavailable.class, () -> ours.open(elsewhere, DOMAIN, "portion p1"));
        WrappingKeys.rotate(keys);
        Sealed next = new Seal(WrappingKeys.in(keys)).seal(TEXT, DOMAIN, "portion p1");
        assertThrows(Unavailable.class, () -> ours.open(next, DOMAIN, "portion p1"), "not at once again");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertArrayEquals(TEXT, ours.open(next, DOMAIN, "portion p1").orElseThrow());
    }

    @Test
    void underAnotherKeyOfTheSameNumberNothingLooksAltered() throws IOException {
        WrappingKeys running = WrappingKeys.in(keys);
        Seal ours = new Seal(running);
        WrappingKeys.rotate(keys);
        WrappingKeys right = WrappingKeys.in(keys);
        Sealed next = new Seal(right).seal(TEXT, DOMAIN, "portion p1");
        Files.writeString(keys.resolve("2.key"), "0".repeat(64));
        assertThrows(Unavailable.class, () -> ours.open(next, DOMAIN, "portion p1"));
        assertFalse(running.prove(2, right.proof(2).orElseThrow()));
        assertEquals(1, running.newest());
    }

    @Test
    void followsNoKeyWhereThereIsNone() {
        assertEquals(OptionalInt.empty(), WrappingKeys.rotate(keys.resolve("elsewhere")));
        assertEquals(Set.of(), WrappingKeys.in(keys.resolve("elsewhere")).numbers());
    }
}
