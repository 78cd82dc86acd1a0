package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Searching;
import org.passerelle.core.message.Searching.Facet;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.reference.Reference;
import org.passerelle.core.sight.Outlook;
import org.passerelle.core.sight.Outlooks;
import org.passerelle.core.sight.PatternCatalogue;
import org.passerelle.core.sight.SightOf;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds;

/** Order, content, counts and facets of a search equal those of looking at every record there is, decided by the reference. */
class SearchEqualsBruteForceTest {
    private static final int WORLDS = Integer.getInteger("passerelle.search.worlds", 40);
    private static final RecordsFixture RECORDS = new RecordsFixture();

    private static final List<Filter> FILTERS = List.of(
            Filter.NONE,
            Filter.of("convoys"),
            Filter.of("bridge -fuel"),
            Filter.of("fuel -bridge or convoys -fuel"),
            Filter.of("..."),
            filter(Optional.empty(), "a:b=\"c\"", "", "", List.of()),
            filter(Optional.empty(), "", "ML", "C3", List.of()),
            filter(Optional.of("fuel"), "", "", "", List.of(0.1, 16.1, 0.25, 16.3)),
            filter(Optional.of("fuel"), "", "ML", "", List.of()),
            Filter.in(List.of(0.1, 16.1, 0.2, 16.2)));

    /** Of searches without words, each plan is tried for one in so many. */
    private static final int SOME = 7;

    private final EveryPlan plans = new EveryPlan(RECORDS.database);
    private int compared;
    private int alike;
    private int open;
    private int found;

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static Filter filter(Optional<String> text, String tag, String country, String grading, List<Double> bbox) {
        return new Filter(
                text,
                some(tag),
                some(country),
                Optional.empty(),
                bbox.isEmpty() ? Optional.empty() : Optional.of(bbox),
                Optional.empty(),
                Optional.empty(),
                some(grading),
                Optional.empty());
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    @Test
    void findsAndCountsWhatBruteForceFinds() {
        StoredContents stored = new StoredContents(RECORDS.database);
        for (long seed = 0; seed < WORLDS; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            ClassCatalogue catalogue = new ClassCatalogue(1_000);
            Random random = new Random(seed);
            stored.clear();
            for (int copy = 0; copy < 3; copy++) {
                String prefix = seed + "-" + copy + "-";
                world.records().forEach(record -> stored.store(prefix + record.recordId(), record, catalogue, random));
            }
            CompiledPolicy policy = new CompiledPolicy(world.bundle(), catalogue);
            PatternCatalogue patterns = new PatternCatalogue();
            patterns.add(RECORDS.ask(Searching.PATTERNS, new Searching.PatternsAfter(0))
                    .patterns());
            for (Request request : world.requests()) {
                for (Instant at : request.action() == Action.READ ? world.instants() : List.<Instant>of()) {
                    compare(world, stored, policy, new Outlooks(patterns, catalogue), request, at);
                }
            }
        }
        assertTrue(alike > WORLDS && open > WORLDS && found > WORLDS, () -> alike + " " + open + " " + found);
    }

    private void compare(
            Worlds.Drawn world,
            StoredContents stored,
            CompiledPolicy policy,
            Outlooks outlooks,
            Request request,
            Instant at) {
        Map<String, View> views = views(world, stored, request, at);
        Sheet sheet = policy.sheet(world.leased(), request, at);
        List<Outlooks.Seen> seen = outlooks.of(sheet, at, view -> true);
        for (Filter filter : FILTERS) {
            String where = "seed " + world.seed() + " " + request + " " + at + " " + filter;
            SightOf sight = SightOf.of(
                    seen, filter, true, any -> true, StoredContents.spread(sheet.mayBePermitted(Set.of(), at)));
            List<String> expected = stored.newestFirst().stream()
                    .filter(id -> fits(views.get(id), stored.records().get(id), filter))
                    .toList();
            Tally counted = counted(sight, seen, filter, where);
            List<String> all = walk(sight.sight(), filter, views, stored, where);
            assertEquals(expected, all, where);
            walk(sight.sight().undecided(), filter, views, stored, where).forEach(id -> counted.add(view(views, id)));
            Tally brute = new Tally();
            expected.forEach(id -> brute.add(view(views, id)));
            assertEquals(brute.values, counted.values, where);
            if (filter.text().isPresent() || compared++ % SOME == 0) {
                plans.agree(sight.sight(), filter, where);
            }
            found += expected.size();
        }
    }

    private static View view(Map<String, View> views, String id) {
        return Optional.ofNullable(views.get(id)).orElseThrow();
    }

    /** What each record shows, where it shows anything; each portion as the reference decides it. */
    private static Map<String, View> views(Worlds.Drawn world, StoredContents stored, Request request, Instant at) {
        Map<String, View> views = new HashMap<>();
        stored.records().forEach((id, record) -> {
            StoredRecord plain = With.with(record, "facts", With.with(record.facts(), "grants", List.of()));
            CompiledPolicy interpreter = new CompiledPolicy(world.bundle(), new ClassCatalogue(0));
            if (interpreter.decide(world.leased(), request, plain.facts(), at) instanceof Decision.Judged judged) {
                if (Reference.decide(world.leased(), request, plain.facts(), at) instanceof Answer.Judged answer) {
                    for (int i = 0; i < judged.portions().size(); i++) {
                        assertEquals(
                                answer.portions().get(i).verdict() == Verdict.PERMIT,
                                judged.portions().get(i).verdict() == Verdict.PERMIT);
                    }
                }
                ViewBuilder.view(plain, judged, at).ifPresent(view -> views.put(id, view));
            }
        });
        return views;
    }

    private List<String> walk(
            Searching.Sight sight, Filter filter, Map<String, View> views, StoredContents stored, String where) {
        List<String> ids = new ArrayList<>();
        Optional<Searching.Place> after = Optional.empty();
        while (true) {
            Searching.Page page = RECORDS.ask(Searching.SEARCH, new Searching.Search(sight, filter, false, after, 4));
            for (Searching.Hit hit : page.hits()) {
                String id = hit.record().facts().recordId();
                boolean fits = fits(views.get(id), stored.records().get(id), filter);
                assertTrue(fits || !hit.alike(), () -> id + " is not seen, " + where);
                alike += hit.alike() ? 1 : 0;
                open += hit.alike() ? 0 : 1;
                if (fits) {
                    ids.add(id);
                }
            }
            if (!page.more()) {
                return ids;
            }
            after = Optional.of(page.hits().getLast().place());
        }
    }

    private static Tally counted(SightOf sight, List<Outlooks.Seen> seen, Filter filter, String where) {
        Tally tally = new Tally();
        Searching.Counted counted =
                RECORDS.ask(Searching.COUNT, new Searching.Count(sight.sight(), filter, Set.of(Facet.values())));
        counted.byPattern().forEach(one -> {
            Outlook.Alike outlook = (Outlook.Alike) seen.stream()
                    .filter(each -> each.pattern().id() == one.pattern())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(where))
                    .outlook();
            tally.values.merge("records", one.records(), Long::sum);
            tally.values.merge("level " + outlook.level(), one.records(), Long::sum);
            tally.values.merge("releaser " + outlook.releaser(), one.records(), Long::sum);
        });
        counted.values()
                .forEach(value -> tally.values.merge(value.facet() + " " + value.value(), value.records(), Long::sum));
        return tally;
    }

    /** How many records there are that say so. */
    private static final class Tally {
        final Map<String, Long> values = new TreeMap<>();

        void add(View view) {
            values.merge("records", 1L, Long::sum);
            values.merge("level " + view.label().level(), 1L, Long::sum);
            values.merge("releaser " + view.releaser(), 1L, Long::sum);
            view.head().ifPresent(head -> {
                head.country().ifPresent(country -> values.merge(Facet.COUNTRY + " " + country, 1L, Long::sum));
                head.admin1().forEach(area -> values.merge(Facet.AREA + " " + area, 1L, Long::sum));
                head.tags().forEach(tag -> values.merge(Facet.TAG + " " + tag, 1L, Long::sum));
                head.grading().ifPresent(grading -> values.merge(Facet.GRADING + " " + grading.text(), 1L, Long::sum));
            });
        }
    }

    private static boolean fits(
            @org.jspecify.annotations.Nullable View view,
            @org.jspecify.annotations.Nullable StoredRecord record,
            Filter filter) {
        return view != null
                && record != null
                && filter.text().map(text -> says(view, record, text)).orElse(true)
                && (!filter.ofHead()
                        || view.head().map(head -> fits(head, filter)).orElse(false));
    }

    private static boolean says(View view, StoredRecord record, String text) {
        boolean head = view.head()
                .filter(seen -> sameDetails(seen, record)
                        && record.facts().portions().stream()
                                .filter(portion -> portion.field().equals(PortionFacts.HEAD))
                                .allMatch(portion ->
                                        portion.label().orElseThrow().level().atMost(Level.CONFIDENTIAL)))
                .map(seen -> matches(Words.of(seen), text))
                .orElse(false);
        return head
                || view.portions().stream()
                        .filter(portion -> portion.label().level().atMost(Level.CONFIDENTIAL))
                        .anyMatch(portion -> matches(portion.text(), text));
    }

    private static boolean sameDetails(Content.Head seen, StoredRecord record) {
        return record.contents().values().stream()
                .anyMatch(content ->
                        content instanceof Content.Head whole && whole.details().equals(seen.details()));
    }

    private static boolean matches(String words, String text) {
        return switch (text) {
            case "convoys" -> words.contains("convoy");
            case "bridge -fuel" -> words.contains("bridge") && !words.contains("fuel");
            case "fuel -bridge or convoys -fuel" ->
                words.contains("fuel") ? !words.contains("bridge") : words.contains("convoy");
            case "..." -> false;
            default -> words.contains(text);
        };
    }

    private static boolean fits(Content.Head head, Filter filter) {
        return filter.tag().map(head.tags()::contains).orElse(true)
                && filter.country().equals(filter.country().isEmpty() ? Optional.empty() : head.country())
                && filter.grading()
                        .map(worst -> head.grading().map(org.passerelle.core.label.Grading::text).stream()
                                .anyMatch("B2"::equals))
                        .orElse(true)
                && filter.bbox()
                        .map(box -> head.geometry().stream()
                                .flatMap(place -> place.positions().stream())
                                .anyMatch(at -> at.longitude() >= box.get(0)
                                        && at.latitude() >= box.get(1)
                                        && at.longitude() <= box.get(2)
                                        && at.latitude() <= box.get(3)))
                        .orElse(true);
    }
}
