package org.passerelle.core.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.GeometryTier;

/**
 * Tells content that is the same but for its form (invariant I10: hash-detected derivations). The field it stands in does not count: a
 * body that comes back as a title or as a detail is the same body.
 *
 * <p>What two people write alike without knowing of one another makes none, for it would tie a party's own words to somebody else's:
 * texts with fewer than {@value #LEAST_LETTERS} letters and digits ({@code n/a}, {@code see annex}, a name), and heads that do not state
 * both when and exactly where. Type, language, grading, tags, country and numbers are words of closed lists; they neither make nor unmake
 * a fingerprint, so that a strip obligation or another record type does not hide whose observation it is.
 *
 * @param hex lower-case hexadecimal SHA-256 of the canonical content
 */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {

    /** Below it, texts are formulas and names: equal by chance, and soon guessed from their hash. */
    public static final int LEAST_LETTERS = 24;

    private static final int MICRODEGREES = 6;
    private static final int GAZETTEER_DECIMALS = 2;
    private static final Pattern RECORD_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    public Fingerprint {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a fingerprint has 64 lower-case hexadecimal digits");
        }
    }

    /** The fingerprints of content as it is: of the text, of the bytes, or of when and where and of each detail in words. */
    public static Set<Fingerprint> of(Content content) {
        return switch (content) {
            case Content.Text text -> set(text(text.text()).stream());
            case Content.Attachment file -> set(Stream.of(hash("file:" + file.hash())));
            case Content.Head head ->
                set(Stream.concat(head.geometry().flatMap(place -> event(head, place)).stream(), details(head)));
        };
    }

    /** The fingerprints of content in every form in which it can leave: a place also at each tier of the grid. */
    public static Set<Fingerprint> ofEveryForm(Content content) {
        return switch (content) {
            case Content.Text text -> of(text);
            case Content.Attachment file -> of(file);
            case Content.Head head -> {
                Stream<Fingerprint> events = Stream.of(GeometryTier.values())
                        .flatMap(tier -> head.geometry().flatMap(exact -> Grid.coarsened(exact, tier)).stream())
                        .flatMap(place -> event(head, place).stream());
                yield set(Stream.concat(events, details(head)));
            }
        };
    }

    private static Set<Fingerprint> set(Stream<Fingerprint> fingerprints) {
        return fingerprints.collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Fingerprint> text(String text) {
        String canonical = CanonicalText.of(text);
        return canonical.codePointCount(0, canonical.length()) < LEAST_LETTERS
                ? Optional.empty()
                : Optional.of(hash("text:" + canonical));
    }

    private static Stream<Fingerprint> details(Content.Head head) {
        return head.details().values().stream().flatMap(Fingerprint::words).flatMap(words -> text(words).stream());
    }

    private static Stream<String> words(Object detail) {
        return switch (detail) {
            case String text -> Stream.of(text);
            case Collection<?> list -> list.stream().flatMap(Fingerprint::words);
            // Whoever names a record as the source of a statement has not copied from whoever names the same.
            case Map<?, ?> statement ->
                statement.values().stream()
                        .flatMap(Fingerprint::words)
                        .filter(words -> !RECORD_ID.matcher(words.strip()).matches());
            default -> Stream.empty();
        };
    }

    private static Optional<Fingerprint> event(Content.Head head, Geometry place) {
        return head.eventTime()
                .filter(time -> observed(place))
                .map(time -> hash("event:" + time.truncatedTo(ChronoUnit.SECONDS) + place.kind()
                        + place.positions().stream()
                                .map(position -> degrees(position.longitude()) + ',' + degrees(position.latitude()))
                                .collect(Collectors.joining(" "))));
    }

    /** A point given to a hundredth of a degree is a gazetteer's, which everybody uses for that town. */
    private static boolean observed(Geometry place) {
        return place.positions().stream()
                .flatMap(position -> Stream.of(position.longitude(), position.latitude()))
                .map(Fingerprint::degrees)
                .anyMatch(
                        degrees -> new BigDecimal(degrees).stripTrailingZeros().scale() > GAZETTEER_DECIMALS);
    }

    private static String degrees(double degrees) {
        return BigDecimal.valueOf(degrees)
                .setScale(MICRODEGREES, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static Fingerprint hash(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public int compareTo(Fingerprint other) {
        return hex.compareTo(other.hex);
    }
}
