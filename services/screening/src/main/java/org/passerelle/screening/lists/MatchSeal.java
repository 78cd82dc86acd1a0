package org.passerelle.screening.lists;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals whom a name in a record is like, under a data key of its own, wrapped for the party that is asked; and keys what tells one such
 * question from another, so that names cannot be tried with it. Both say what the record says, at whichever level (policy, "At rest"). What
 * does not open was altered or moved: it is told as absent, and in the log once. Where a wrapping key is not at hand, asking fails.
 */
public final class MatchSeal {
    private static final Logger LOG = LoggerFactory.getLogger(MatchSeal.class);

    /** Condition on the data key {@code k} of a match {@code m}. */
    static final String DATA_KEY = "k.about = 'list match ' || m.task || ' ' || m.subject";

    /** Lists are public, and a length would tell one entry from others: all are as long, but for those with the longest names. */
    private static final int STEP = 512;

    /** Of so many it is remembered that they were told; who has more knows enough. */
    private static final int MOST_TOLD = 1_000;

    private final Seal seal;
    private final byte[] key;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public MatchSeal(Seal seal, InstallationKey installation) {
        this.seal = seal;
        this.key = installation.derive("list-match", "HmacSHA256").getEncoded();
    }

    /**
     * Where something is sealed.
     *
     * @param party that is asked
     */
    record Place(String task, String record, String party) {
        static Place of(Row row) {
            return new Place(row.getString("task"), row.getString("subject"), row.getString("party"));
        }

        /** The name under which its data key is kept. */
        String about() {
            return "list match " + task + " " + record;
        }

        /** For whom that is wrapped: as records has it of originators, in no compartment. */
        String domain() {
            return party + "|";
        }
    }

    /**
     * Whom a name is like.
     *
     * @param event position of the event by which the entry came to be as it was then
     * @param name the name of the entry that fits best
     */
    record Likeness(long event, String entry, String name, double score) {}

    Sealed seal(Place place, Likeness likeness) {
        return seal.seal(padded(Json.write(likeness)), place.domain(), place.about());
    }

    private static byte[] padded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + STEP - 1) / STEP * STEP);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Opens a match in a record.
     *
     * @param row with task, subject, party, sealed, wrapped and wrapped_under
     */
    Optional<Likeness> open(Row row) {
        Place place = Place.of(row);
        Buffer content = row.getBuffer("sealed");
        Buffer wrapped = row.getBuffer("wrapped");
        Optional<Likeness> opened = content == null || wrapped == null
                ? Optional.empty()
                : seal.open(
                                new Sealed(content, wrapped, row.getInteger("wrapped_under")),
                                place.domain(),
                                place.about())
                        .map(text -> Json.read(text, Likeness.class));
        if (opened.isEmpty()) {
            tell(place);
        }
        return opened;
    }

    private void tell(Place place) {
        if (told.size() < MOST_TOLD && told.add(place.about())) {
            LOG.error("{} does not open: it or its data key was altered or moved, or destroyed", place.about());
        }
    }

    /** What the database keeps of a digest by which a question about a record is asked once. */
    String keyed(String digest) {
        return HexFormat.of().formatHex(mac("cause " + digest));
    }

    /** Tells this key from others. */
    Buffer proof() {
        return Buffer.buffer(mac("proof"));
    }

    private byte[] mac(String text) {
        return InstallationKey.mac(key, text.getBytes(StandardCharsets.US_ASCII));
    }
}
