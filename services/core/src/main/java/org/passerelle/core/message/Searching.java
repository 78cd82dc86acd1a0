package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.record.Sketch;
import org.passerelle.core.record.StoredRecord;

/** Questions to the owner of records that look for some among all, or count them, by what is seen of them; the gateway asks. */
public final class Searching {
    public static final Address<Search, Page> SEARCH = new Address<>("records.search", Search.class, Page.class);
    public static final Address<Count, Counted> COUNT = new Address<>("records.count", Count.class, Counted.class);
    public static final Address<PatternsAfter, Patterns> PATTERNS =
            new Address<>("records.patterns", PatternsAfter.class, Patterns.class);
    public static final Address<LikeOf, Like> LIKE = new Address<>("records.like", LikeOf.class, Like.class);

    private Searching() {}

    /**
     * Which label classes the portions of a record have, in their order: of records of one pattern the same can be seen, as far as the
     * label classes tell.
     *
     * @param graded the head bears a grading
     * @param clear what the head says stands in clear to search by; else whoever looks for it must open it
     */
    public record Pattern(int id, List<Integer> classes, List<String> fields, boolean graded, boolean clear) {

        /** The number of records that have no pattern of their own, since there are too many, or too many portions. */
        public static final int NONE = 0;

        /** Beyond so many portions a record has no pattern. */
        public static final int MOST_PORTIONS = 64;

        public Pattern {
            classes = List.copyOf(classes);
            fields = List.copyOf(fields);
        }

        /** By which the words of a portion of this pattern are found. */
        public static int slot(int pattern, int ordinal) {
            return pattern * MOST_PORTIONS + ordinal;
        }
    }

    public record PatternsAfter(int afterId) {}

    /** In the order of their ids; ids that have been skipped never come. A whole page may not be the last. */
    public record Patterns(List<Pattern> patterns) {
        public static final int PAGE = 5_000;
    }

    /**
     * What of the searched records the searcher sees, decided beforehand.
     *
     * @param alike patterns whose current records (active, no embargo or retention standing in the way) are all seen, and alike
     * @param open patterns whose records must be decided one by one
     * @param slots of the texts that are seen of {@code alike}; asked for by words only
     * @param mayRead what may be permitted of other records: judged row by row, and decided again by whoever asks
     */
    public record Sight(List<Alike> alike, List<Integer> open, List<Integer> slots, MayRead mayRead) {
        public Sight {
            alike = List.copyOf(alike);
            open = List.copyOf(open);
            slots = List.copyOf(slots);
        }

        /** The same without what was decided beforehand. */
        public Sight undecided() {
            return new Sight(List.of(), open, List.of(), mayRead);
        }
    }

    /**
     * Patterns of which the same is seen.
     *
     * @param place exactness of places; empty: the head is not seen, nor does a filter on it find anything
     */
    public record Alike(Optional<GeometryTier> place, List<Integer> patterns) {
        public Alike {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * What is searched for. All but the text and the local tag is said by the head.
     *
     * @param text as people type it: words, "phrases", or, -not
     * @param area ISO 3166-2
     * @param bbox west, south, east, north in degrees
     * @param from inclusive
     * @param to exclusive
     * @param grading neither reliability nor credibility may be worse
     * @param localTag one that the searcher's party has put on the record for itself; no part of what is seen of it
     */
    public record Filter(
            Optional<String> text,
            Optional<String> tag,
            Optional<String> country,
            Optional<String> area,
            Optional<List<Double>> bbox,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> grading,
            Optional<LocalTags.Named> localTag) {

        /** Everything. */
        public static final Filter NONE = with(Optional.empty(), Optional.empty());

        /** Whether it asks for something that the head says. */
        public boolean ofHead() {
            return tag.isPresent()
                    || country.isPresent()
                    || area.isPresent()
                    || bbox.isPresent()
                    || from.isPresent()
                    || to.isPresent()
                    || grading.isPresent();
        }

        /** Whether it asks for a place and for nothing else. */
        public boolean ofPlaceAlone() {
            return bbox.isPresent() && equals(in(bbox.orElseThrow()));
        }

        /** What lies in a box: west, south, east, north, in degrees. */
        public static Filter in(List<Double> bbox) {
            return with(Optional.empty(), Optional.of(bbox));
        }

        /** What has these words in it. */
        public static Filter of(String text) {
            return with(Optional.of(text), Optional.empty());
        }

        private static Filter with(Optional<String> text, Optional<List<Double>> bbox) {
            return new Filter(
                    text,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    bbox,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * Where a page ended.
     *
     * @param rank relevance of the last record; 0 in order of time
     */
    public record Place(long position, double rank) {}

    /**
     * Finds records by what the searcher sees of them; the gateway decides everything again.
     *
     * @param byRelevance the best first, by the text; else the newest first, by first submission, so that a hidden revision moves nothing
     * @param after where the previous page ended
     * @param limit at most 200
     */
    public record Search(Sight sight, Filter filter, boolean byRelevance, Optional<Place> after, int limit) {}

    /**
     * @param place for {@code after}; never shown in clear
     * @param matched portion ids, of which at least one must be permitted for a text query; by relevance those whose rank is that of
     *     {@code place}
     * @param better portion ids that rank higher: if any of them is permitted, this is not the place of the record
     * @param alike it was seen beforehand; else it must be decided whether anything is
     */
    public record Hit(StoredRecord record, Place place, Set<String> matched, Set<String> better, boolean alike) {}

    /** Ends at so many hits or bytes; {@code more} says whether there are others. */
    public record Page(List<Hit> hits, boolean more) {}

    /**
     * Counts records of {@code sight.alike}; those that must be decided one by one are found by {@link Search} with
     * {@link Sight#undecided}.
     */
    public record Count(Sight sight, Filter filter, Set<Facet> facets) {}

    /** What records can be counted by that is not part of their pattern. */
    public enum Facet {
        COUNTRY,
        AREA,
        TAG,
        GRADING
    }

    /**
     * @param byPattern how many records there are of each pattern, if any
     * @param values by group of {@code sight.alike} that sees the head
     */
    public record Counted(List<PatternCount> byPattern, List<ValueCount> values) {}

    public record PatternCount(int pattern, long records) {}

    public record ValueCount(int group, Facet facet, String value, long records) {}

    /**
     * What says nearly the same as texts of which these are the bands ({@link Sketch}); told to the gateway alone.
     *
     * @param sight of the texts; what is not seen is not found
     * @param after the last that was answered before; empty at first
     */
    public record LikeOf(List<Integer> sketch, Sight sight, Optional<LikePlace> after) {
        public LikeOf {
            sketch = List.copyOf(sketch);
        }
    }

    /**
     * Where one stands among those that share something.
     *
     * @param left how many more may come of those that are seen beforehand; 0 behind them
     * @param shared how many bands
     * @param position of the record
     */
    public record LikePlace(int left, int shared, long position) {}

    /**
     * @param records current versions with a searchable text that shares a band: at first, of those that are seen beforehand, the
     *     two hundred that share most, then all that must be decided one by one; a page ends at so many, or bytes
     * @param next where to go on; empty where there are no more
     */
    public record Like(List<StoredRecord> records, Optional<LikePlace> next) {}
}
