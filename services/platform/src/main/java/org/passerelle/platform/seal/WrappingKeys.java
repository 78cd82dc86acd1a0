package org.passerelle.platform.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.crypto.SecretFile;

/**
 * The keys outside the database under which data keys are wrapped: one file each in a directory, with its number for a name. The one with
 * the highest number wraps; the others still unwrap, until nothing is wrapped under them any more and they are deleted. For each domain a
 * key of its own is derived, so that what was wrapped for one originator or compartment says nothing of another's.
 */
public final class WrappingKeys {
    /** Where they stand in the home of a node. */
    public static final String DIRECTORY = "keys/wrapping";

    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,5})\\.key");

    private final SortedMap<Integer, byte[]> secrets;

    private WrappingKeys(SortedMap<Integer, byte[]> secrets) {
        this.secrets = secrets;
    }

    /** All keys of {@code directory}; the first is made there (0600) by whichever node comes first. */
    public static WrappingKeys loadOrGenerate(Path directory) {
        try {
            Files.createDirectories(directory);
            if (read(directory).isEmpty()) {
                SecretFile.create(file(directory, 1));
            }
            return new WrappingKeys(read(directory));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("wrapping keys in " + directory, unreadable);
        }
    }

    /** Makes the next key; from the next start of the nodes on it wraps. Answers its number. */
    public static int rotate(Path directory) {
        WrappingKeys keys = loadOrGenerate(directory);
        int next = keys.newest() + 1;
        try {
            SecretFile.create(file(directory, next));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("wrapping keys in " + directory, unwritable);
        }
        return next;
    }

    private static Path file(Path directory, int number) {
        return directory.resolve(number + ".key");
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

    /** The number of the key that wraps. */
    public int newest() {
        return secrets.lastKey();
    }

    Set<Integer> numbers() {
        return Set.copyOf(secrets.keySet());
    }

    /** The key of a domain under the key of that number, 256 bits; absent where that one is gone. */
    Optional<byte[]> of(int number, String domain) {
        return Optional.ofNullable(secrets.get(number))
                .map(secret -> InstallationKey.mac(secret, ("wrap\n" + domain).getBytes(StandardCharsets.UTF_8)));
    }
}
