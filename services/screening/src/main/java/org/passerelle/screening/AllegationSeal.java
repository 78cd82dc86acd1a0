package org.passerelle.screening;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.Sealed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what is said for an allegation and why it was judged, each under a data key of its own, wrapped for the assessing party and the
 * compartments. What does not open was altered or moved: it is told as absent, and in the log once. Where a wrapping key is not at hand,
 * asking fails.
 */
final class AllegationSeal {
    private static final Logger LOG = LoggerFactory.getLogger(AllegationSeal.class);

    /** Of so many it is remembered that they were told; who has more knows enough. */
    private static final int MOST_TOLD = 1_000;

    private final Seal seal;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    AllegationSeal(Seal seal) {
        this.seal = seal;
    }

    /**
     * Something that can be sealed.
     *
     * @param about the name under which its data key is kept
     * @param domain for whom that is wrapped
     */
    record Place(String about, String domain) {
        /** Text or source of a statement. */
        static Place portion(
                String allegation, String statement, String field, String assessor, Set<String> compartments) {
            return new Place("statement " + allegation + " " + statement + " " + field, domain(assessor, compartments));
        }

        /** Why something was done to an allegation. */
        static Place reason(String allegation, long position, String assessor) {
            return new Place("reason " + allegation + " " + position, domain(assessor, Set.of()));
        }

        // As records has it of originators.
        private static String domain(String assessor, Set<String> compartments) {
            return assessor + "|" + String.join(",", new TreeSet<>(compartments));
        }
    }

    /** With its label: a label that was altered since opens nothing. */
    Sealed sealPortion(Place place, Portion portion) {
        return seal.seal(bytes(Json.write(portion)), place.domain(), place.about());
    }

    Sealed sealReason(Place place, String reason) {
        return seal.seal(bytes(reason), place.domain(), place.about());
    }

    /**
     * What a portion says.
     *
     * @param row with sealed, wrapped and wrapped_under
     * @param label the portion as the row has it, without its text
     */
    Optional<Portion> openPortion(Place place, Row row, Portion label) {
        Optional<Portion> portion = opened(place, row).map(opened -> Json.read(opened, Portion.class));
        if (portion.isPresent() && !labelled(portion.get(), label)) {
            tell(place);
            return Optional.empty();
        }
        return portion;
    }

    /** A reason; absent also where none was given. */
    Optional<String> openReason(Place place, Row row) {
        return row.getBuffer("sealed") == null ? Optional.empty() : opened(place, row);
    }

    /** What a statement writes of it first: about, domain, wrapped data key, under which key, sealed content. */
    static Tuple key(Place place, Sealed sealed) {
        return Tuple.of(place.about(), place.domain(), sealed.key(), sealed.wrappedUnder(), sealed.content());
    }

    private Optional<String> opened(Place place, Row row) {
        Buffer content = row.getBuffer("sealed");
        Buffer wrapped = row.getBuffer("wrapped");
        Optional<String> opened = content == null || wrapped == null
                ? Optional.empty()
                : seal.open(
                                new Sealed(content, wrapped, row.getInteger("wrapped_under")),
                                place.domain(),
                                place.about())
                        .map(text -> new String(text, StandardCharsets.UTF_8));
        if (opened.isEmpty()) {
            tell(place);
        }
        return opened;
    }

    private static boolean labelled(Portion portion, Portion label) {
        return portion.equals(new Portion(portion.text(), label.marking(), label.level(), label.compartments()));
    }

    private void tell(Place place) {
        if (told.size() < MOST_TOLD && told.add(place.about())) {
            LOG.error(
                    "{} does not open: it, its label or its data key was altered or moved, or destroyed",
                    place.about());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
