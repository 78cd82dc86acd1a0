package org.passerelle.records;

import io.vertx.core.buffer.Buffer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Searching.Alike;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.message.Searching.Sight;
import org.passerelle.core.record.Wanted;

/** Conditions on rows of {@code listing}, as a searcher sees them. */
final class Conditions {
    private final Sight sight;
    private final Filter filter;
    private final Parameters parameters;
    private final String at;
    private final String words;
    private final String query;
    private final String tagged;

    /** @param localTag by which the filter's local tag is found */
    Conditions(Sight sight, Filter filter, Parameters parameters, Optional<Buffer> localTag) {
        this.sight = sight;
        this.filter = filter;
        this.parameters = parameters;
        this.at = parameters.bind(sight.mayRead().at().atOffset(ZoneOffset.UTC)) + "::timestamptz";
        this.words = filter.text().map(this::words).orElse("");
        this.query = words.isEmpty() ? "" : "(select " + words + ")";
        this.tagged = localTag.map(
                        digest -> " and listing.record_id in (select record_id from local_tag where digest = %s::bytea)"
                                .formatted(parameters.bind(digest)))
                .orElse("");
    }

    private String words(String text) {
        return Wanted.of(text).alternatives().stream().map(this::words).collect(Collectors.joining(" || "));
    }

    /** Of words that are wanted one language's must stand there, of others none. */
    private String words(Wanted.Alternative one) {
        Stream<String> wanted =
                Stream.of(one.wanted()).filter(text -> !text.isEmpty()).map(this::inAnyLanguage);
        Stream<String> unwanted =
                one.unwanted().stream().map(this::inAnyLanguage).map("!!"::concat);
        return Stream.concat(wanted, unwanted)
                .reduce((first, second) -> "(" + first + " && " + second + ")")
                .orElse("''::tsquery");
    }

    // Most words are the same in several languages, and are looked for once.
    private String inAnyLanguage(String text) {
        return queries(parameters.bind(text)).collect(Collectors.joining(", ", """
                (select coalesce(string_agg(distinct one::text, ' | ') filter (where numnode(one) > 0), '')::tsquery
                    from unnest(array[""", "]) as one)"));
    }

    /** Words are kept as the language of their record has them: each language is asked in its own way. */
    static Stream<String> queries(String text) {
        return Stream.of("words", "words_en", "words_fr", "words_ar")
                .map(words -> "websearch_to_tsquery('%s', %s::text)".formatted(words, text));
    }

    /** What the words asked for are looked up by: in a query of its own, so that they are read once and not for each row that is looked into. */
    String query() {
        return query;
    }

    /**
     * The same, in portions of these slots alone: nothing, where what was asked for has no word.
     *
     * @param slots a {@code tsquery}
     */
    String query(String slots) {
        return "(select case when numnode(asked) = 0 then asked else asked && %s end from (select %s) as one (asked))"
                .formatted(slots, words);
    }

    /** The groups of patterns that are seen and in which the filter can find something. */
    List<Alike> groups() {
        return sight.alike().stream()
                .filter(alike -> !filter.ofHead() || alike.place().isPresent())
                .filter(alike -> filter.bbox().isEmpty() || alike.place().orElseThrow() != GeometryTier.ADMIN_1)
                .toList();
    }

    /** Patterns of {@link #groups}. */
    List<Integer> patterns() {
        return groups().stream().flatMap(alike -> alike.patterns().stream()).toList();
    }

    /** Rows that are seen like all of their pattern, and bear the local tag that is asked for. */
    String current() {
        return """
                listing.active
                and (listing.embargo_until is null or listing.embargo_until <= %1$s)
                and (listing.retain_until is null or listing.retain_until > %1$s)
                and %2$s%3$s""".formatted(at, exempt(), tagged);
    }

    private String exempt() {
        return sight.mayRead().records().isEmpty() ? "true" : "listing.record_id <> all(%s)".formatted(records());
    }

    private String records() {
        return parameters.bind(sight.mayRead().records().toArray(String[]::new)) + "::text[]";
    }

    /** Rows whose pattern is one of these; without regard to any index. */
    String among(List<Integer> patterns) {
        return isAmong("listing.pattern_id", patterns);
    }

    /** Portions of {@code wording} whose text is seen. */
    String seenWords() {
        return isAmong("wording.slot", sight.slots());
    }

    // As bits, since looking one up takes the same time however many there are, whatever the plan.
    private String isAmong(String column, List<Integer> numbers) {
        int most = numbers.stream().mapToInt(Integer::intValue).max().orElse(-1);
        byte[] bits = new byte[most / 8 + 1];
        numbers.forEach(number -> bits[number / 8] |= (byte) (1 << number % 8));
        String length = parameters.bind(bits.length * 8);
        String set = parameters.bind(Buffer.buffer(bits));
        return "case when %1$s < %2$s::integer then get_bit(%3$s::bytea, %1$s) = 1 else false end"
                .formatted(column, length, set);
    }

    /** What the filter asks of the head, apart from the place. */
    String head() {
        List<String> all = new ArrayList<>(List.of("true"));
        filter.tag().ifPresent(tag -> all.add("listing.tags @> array[" + parameters.bind(tag) + "::text]"));
        filter.country().ifPresent(country -> all.add("listing.country = " + parameters.bind(country)));
        filter.area().ifPresent(area -> all.add("listing.areas @> array[" + parameters.bind(area) + "::text]"));
        filter.from()
                .ifPresent(from -> all.add("listing.event_time >= " + parameters.bind(from.atOffset(ZoneOffset.UTC))));
        filter.to().ifPresent(to -> all.add("listing.event_time < " + parameters.bind(to.atOffset(ZoneOffset.UTC))));
        filter.grading().map(Grading::new).ifPresent(grading -> {
            all.add("left(listing.grading, 1) <= "
                    + parameters.bind(grading.text().substring(0, 1)));
            all.add("right(listing.grading, 1) <= "
                    + parameters.bind(grading.text().substring(1)));
        });
        return String.join(" and ", all);
    }

    /** The place as it is seen: each pattern at its exactness. */
    String place() {
        return filter.bbox()
                .map(edges -> byTier().entrySet().stream()
                        .map(tier -> within(tier.getKey(), edges) + " and " + among(tier.getValue()))
                        .reduce((one, other) -> one + " or " + other)
                        .map("(%s)"::formatted)
                        .orElse("false"))
                .orElse("true");
    }

    /**
     * Positions of what lies in the box as it is seen, out of the squares that the box touches.
     *
     * @param where which positions besides
     */
    String squares(String where) {
        List<Double> edges = filter.bbox().orElseThrow();
        String numbers = parameters.bind(Squares.of(edges).numbers().toArray(Integer[]::new));
        // Not written so that the index of all places would serve: it would have to be read to its end.
        return byTier().entrySet().stream()
                .map(tier -> """
                        select listing.position from listing
                        where degree(%s) = any(%s::int[]) and %s and (%s) is true and %s
                        """.formatted(
                        column(tier.getKey()), numbers, where, within(tier.getKey(), edges), among(tier.getValue())))
                .collect(Collectors.joining("union all\n"));
    }

    private Map<GeometryTier, List<Integer>> byTier() {
        return groups().stream()
                .collect(Collectors.groupingBy(
                        alike -> alike.place().orElseThrow(),
                        TreeMap::new,
                        Collectors.flatMapping(alike -> alike.patterns().stream(), Collectors.toList())));
    }

    /** The place at any exactness. */
    private String anyPlace() {
        return filter.bbox()
                .map(edges -> Stream.of(GeometryTier.EXACT, GeometryTier.KM_10, GeometryTier.KM_50)
                        .map(tier -> within(tier, edges))
                        .reduce((one, other) -> one + " or " + other)
                        .map("(%s)"::formatted)
                        .orElseThrow())
                .orElse("true");
    }

    private String within(GeometryTier tier, List<Double> edges) {
        List<String> bound =
                edges.stream().map(edge -> parameters.bind(edge) + "::float8").toList();
        // Boxes of PostgreSQL touch when a millionth of a degree is between them; what is seen must touch the edges as
        // they are.
        return """
                (%1$s && box(point(%2$s, %3$s), point(%4$s, %5$s)) and (%1$s[0])[0] >= %2$s and (%1$s[0])[1] >= %3$s
                    and (%1$s[1])[0] <= %4$s and (%1$s[1])[1] <= %5$s)""".formatted(column(tier), bound.get(0), bound.get(1), bound.get(2), bound.get(3));
    }

    private static String column(GeometryTier tier) {
        return switch (tier) {
            case EXACT -> "listing.exact";
            case KM_10 -> "listing.near_10";
            case KM_50 -> "listing.near_50";
            case ADMIN_1 -> throw new IllegalArgumentException("no place leaves");
        };
    }

    /** Patterns whose rows must be decided one by one. */
    List<Integer> open() {
        List<Integer> open = new ArrayList<>(sight.open());
        open.add(Pattern.NONE);
        return open;
    }

    /** Rows of which some portion may be permitted: one with the words, and the head where it is asked. */
    String readable() {
        String head = "portion.field = 'head'";
        if (query.isEmpty()) {
            return some(filter.ofHead() ? head : "true");
        }
        String worded = some("""
                exists (select from wording
                    where wording.position = listing.position and wording.ordinal = portion.ordinal and wording.words @@ %s)""".formatted(query));
        return filter.ofHead() ? worded + " and " + some(head) : worded;
    }

    private static String some(String which) {
        return """
                exists (select from portion
                    where portion.record_id = version.record_id and portion.version = version.version and %s and %s)""".formatted(which, ReadableRows.PREDICATE);
    }

    /** The head as far as it stands in clear; what does not is looked at by whoever decides. A local tag is no part of it. */
    String perhaps() {
        return "(not listing.clear or %s and %s)%s".formatted(head(), anyPlace(), tagged);
    }

    /**
     * Rows in whose words the text stands, seen or not.
     *
     * @param many whether looking into each of the rows takes longer than finding all that have the words
     */
    String anyWords(boolean many) {
        if (query.isEmpty()) {
            return "true";
        }
        return (many
                        ? "listing.position in (select wording.position from wording where wording.words @@ %s)"
                        : "exists (select from wording where wording.position = listing.position and wording.words @@ %s offset 0)")
                .formatted(query);
    }

    /** What makes an active row unlike its pattern, apart from one another: each is found by an index of its own. */
    List<String> irregularities() {
        List<String> all = new ArrayList<>(List.of("listing.embargo_until > " + at, "listing.retain_until <= " + at));
        if (!sight.mayRead().records().isEmpty()) {
            all.add("listing.record_id = any(%s)".formatted(records()));
        }
        return all;
    }
}
