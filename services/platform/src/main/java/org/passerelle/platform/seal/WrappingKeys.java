package org.passerelle.platform.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.crypto.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys outside the database under which data keys are wrapped: one file each in a directory, with its number for a name. The one with
 * the highest number wraps; the others still unwrap, until nothing is wrapped under them any more. For each domain a key of its own is
 * derived, so that what was wrapped for one originator or compartment says nothing of another's.
 *
 * <p>The keys that are there at first count as proved: whoever loads them compares them with their proofs before anything is sealed or
 * opened. One that is found later unwraps what it can, and wraps nothing before it is proved.
 */
public final class WrappingKeys {
    /** Where they stand in the home of a node. */
    public static final String DIRECTORY = "keys/wrapping";

    private static final Logger LOG = LoggerFactory.getLogger(WrappingKeys.class);
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,5})\\.key");

    /** Many rows ask for a key that is not there; the directory is read for them once in this time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path directory;
    private final LongSupplier nanoTime;
    private volatile Known known;
    private long lookedAt;

    // INVARIANT: a secret that is proved is never replaced.
    private record Known(SortedMap<Integer, byte[]> secrets, SortedSet<Integer> proved) {
        static Known allProved(SortedMap<Integer, byte[]> secrets) {
            return new Known(secrets, new TreeSet<>(secrets.keySet()));
        }
    }

    private WrappingKeys(Path directory, LongSupplier nanoTime, SortedMap<Integer, byte[]> secrets) {
        this.directory = directory;
        this.nanoTime = nanoTime;
        this.known = Known.allProved(secrets);
        this.lookedAt = nanoTime.getAsLong() - PAUSE.toNanos();
    }

    /** All keys of {@code directory}, of which there may be none. */
    public static WrappingKeys in(Path directory) {
        return in(directory, System::nanoTime);
    }

    static WrappingKeys in(Path directory, LongSupplier nanoTime) {
        return new WrappingKeys(directory, nanoTime, all(directory));
    }

    /** Makes the next key, for nodes to take up; answers its number, and none where there is no key that it could follow. */
    public static OptionalInt rotate(Path directory) {
        SortedMap<Integer, byte[]> before = all(directory);
        if (before.isEmpty()) {
            return OptionalInt.empty();
        }
        int next = before.lastKey() + 1;
        create(file(directory, next));
        return OptionalInt.of(next);
    }

    /** Makes the first key where there is none; of nodes that come together one makes it. */
    public synchronized void first() {
        create(file(directory, 1));
        known = Known.allProved(all(directory));
    }

    private static void create(Path file) {
        try {
            SecretFile.create(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("wrapping key " + file, unwritable);
        }
    }

    private static SortedMap<Integer, byte[]> all(Path directory) {
        try {
            return Files.isDirectory(directory) ? read(directory) : new TreeMap<>();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("wrapping keys in " + directory, unreadable);
        }
    }

    private static SortedMap<Integer, byte[]> read(Path directory) throws IOException {
        SortedMap<Integer, byte[]> secrets = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    secrets.put(Integer.parseInt(name.group(1)), SecretFile.read(file));
                }
            }
        }
        return secrets;
    }

    private static Path file(Path directory, int number) {
        return directory.resolve(number + ".key");
    }

    /** Where the key of that number stands, or would. */
    public Path file(int number) {
        return file(directory, number);
    }

    /** The number of the key that wraps: the newest that is proved. */
    public int newest() {
        SortedSet<Integer> proved = known.proved();
        if (proved.isEmpty()) {
            throw new IllegalStateException("there is no wrapping key in " + directory);
        }
        return proved.last();
    }

    /** The numbers of all that are at hand. */
    public SortedSet<Integer> numbers() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(known.secrets().keySet()));
    }

    /** Whether the key of that number is at hand and is known to be the right one. */
    public boolean proves(int number) {
        return known.proved().contains(number);
    }

    /** What tells the key of that number from any other; absent where it is not at hand. */
    public Optional<byte[]> proof(int number) {
        return Optional.ofNullable(known.secrets().get(number)).map(WrappingKeys::proof);
    }

    private static byte[] proof(byte[] secret) {
        return InstallationKey.mac(secret, "proof".getBytes(StandardCharsets.US_ASCII));
    }

    /** Compares a key with its proof, and takes it up where it is that one: from then on it may wrap. */
    public synchronized boolean prove(int number, byte[] proof) {
        Known now = known;
        boolean same =
                proof(number).filter(own -> MessageDigest.isEqual(own, proof)).isPresent();
        if (same) {
            SortedSet<Integer> proved = new TreeSet<>(now.proved());
            proved.add(number);
            known = new Known(now.secrets(), proved);
        }
        return same;
    }

    /** Reads the directory again. What is proved stays as it is, whatever has become of its file. */
    public synchronized void look() {
        lookedAt = nanoTime.getAsLong();
        Known before = known;
        try {
            SortedMap<Integer, byte[]> secrets = read(directory);
            before.secrets().forEach((number, secret) -> {
                if (before.proved().contains(number)) {
                    secrets.put(number, secret);
                }
            });
            known = new Known(secrets, before.proved());
        } catch (IOException | IllegalStateException unreadable) {
            LOG.error("wrapping keys in {} cannot be read; those known before are used", directory, unreadable);
        }
    }

    /** The key of a domain under the key of that number, 256 bits; absent where that one is not at hand, now neither. */
    Optional<byte[]> of(int number, String domain) {
        if (!known.secrets().containsKey(number)) {
            lookFor(number);
        }
        return Optional.ofNullable(known.secrets().get(number))
                .map(secret -> InstallationKey.mac(secret, ("wrap\n" + domain).getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized void lookFor(int number) {
        if (known.secrets().containsKey(number) || nanoTime.getAsLong() - lookedAt < PAUSE.toNanos()) {
            return;
        }
        look();
        if (!known.secrets().containsKey(number)) {
            LOG.error("something is sealed under wrapping key {}, and there is no {}", number, file(number));
        }
    }
}
