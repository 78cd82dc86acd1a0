package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Searches;
import org.passerelle.core.message.Searching;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.ProblemJson;
import org.passerelle.gateway.edge.Query;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/**
 * Searches what the caller may see. What is seen of a pattern of label classes is known beforehand; every hit is decided again exactly,
 * and matched on the view; what falls out is replaced by fetching on.
 */
public final class SearchRecords implements Operation {
    /** Bytes of what leaves, behind which a page ends. */
    private static final int MOST_BYTES = 4_000_000;

    /** Records of which all versions are gathered at once. */
    private static final int DATED_TOGETHER = 10;

    /** A page, its counts, and one that looks again and again. Each may keep a connection that all share for seconds. */
    private static final int MOST_FOR_ONE = 3;

    private final Disclosure disclosure;
    private final SearchSights sights;
    private final Cursors cursors;
    private final Bus bus;
    private final VisibleChanges changes;
    private final WordLevel words;
    private final FewAtOnce few = FewAtOnce.ofEach(MOST_FOR_ONE);

    SearchRecords(
            Disclosure disclosure,
            SearchSights sights,
            Cursors cursors,
            Bus bus,
            VisibleChanges changes,
            WordLevel words) {
        this.disclosure = disclosure;
        this.sights = sights;
        this.cursors = cursors;
        this.bus = bus;
        this.changes = changes;
        this.words = words;
    }

    @Override
    public String id() {
        return "searchRecords";
    }

    /**
     * What is asked for.
     *
     * @param kinds facets; absent: nothing is counted
     * @param dated whether it is asked when what is found looked new
     */
    private record Question(
            Caller caller,
            Ask ask,
            SearchFilter filter,
            Optional<Set<FacetKind>> kinds,
            int limit,
            Optional<Searching.Place> after,
            boolean dated) {

        boolean countsHeads() {
            return kinds.stream()
                    .flatMap(Set::stream)
                    .anyMatch(kind -> kind.stored().isPresent());
        }
    }

    /** One attempt: found so far, where to read on, how many there are, and what was not looked through. */
    private static final class Attempt {
        final List<Judgement> found = new ArrayList<>();
        Optional<Searching.Place> next = Optional.empty();
        long bytes = 0;
        Optional<Counts> counts = Optional.empty();
        final Map<String, List<Instant>> changes = new HashMap<>();
        Optional<Level> wordsUpTo = Optional.empty();
    }

    @Override
    public Future<Answer> answer(Call call) {
        return call.query("saved")
                .map(id -> saved(call, id).map(query -> SearchFilter.read(query, SearchWords.any())))
                .orElseGet(() -> disclosure
                        .policy()
                        .map(leased -> SearchFilter.read(call.query(), SearchWords.of(leased.bundle()))))
                .compose(filter -> answer(call, filter));
    }

    /** What the caller has saved under this id; one of somebody else's is as absent as one that never was. */
    private Future<Query> saved(Call call, String id) {
        SearchFilter.PARAMETERS.stream()
                .filter(name -> call.query(name).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Call.parameter(name, Fault.Code.CONTRADICTION, "stands in the saved search");
                });
        return bus.ask(Searches.FIND, new Searches.Find(call.caller().subject(), id))
                .map(found -> found.search().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                .map(search ->
                        new Query(name -> Optional.ofNullable(search.query().get(name))));
    }

    private Future<Answer> answer(Call call, SearchFilter filter) {
        String binding = filter.binding(call.caller().subject());
        Optional<String> facets = call.query("facets");
        boolean counted = call.query().truth("count", false) || facets.isPresent();
        Question question = new Question(
                call.caller(),
                Custody.read(filter.purpose()),
                filter,
                counted ? Optional.of(FacetKind.read(facets)) : Optional.empty(),
                Math.toIntExact(call.numberQuery("limit", 1, 200, 20)),
                call.query("cursor")
                        .map(cursor -> opened(cursor, binding)
                                .orElseThrow(() -> Call.parameter(
                                        "cursor",
                                        Fault.Code.UNKNOWN_WORD,
                                        "is not a cursor of this caller and query"))),
                false);
        return few.run(call.caller().subject(), () -> find(question)).map(found -> page(found, binding));
    }

    /**
     * What was found and disclosed.
     *
     * @param next where the next page begins; empty on the last
     * @param changes by record, if they were asked for: when what is seen of it came to look new, oldest first
     * @param wordsUpTo above this level nothing was looked for by its words, though the caller may see some
     */
    record Found(
            Released released,
            Optional<Searching.Place> next,
            Optional<Counts> counts,
            Map<String, List<Instant>> changes,
            Optional<Level> wordsUpTo) {}

    /** A page of what the caller may see for this action, disclosed, with the changes of each record. */
    Future<Found> find(Caller caller, Ask ask, SearchFilter filter, int limit, Optional<Searching.Place> after) {
        return find(new Question(caller, ask, filter, Optional.empty(), limit, after, true));
    }

    private Future<Found> find(Question question) {
        // A retry after a policy change searches afresh, so each attempt has its own state.
        List<Attempt> attempts = new ArrayList<>();
        return disclosure
                .tell(question.caller(), question.ask(), leased -> {
                    Attempt attempt = new Attempt();
                    attempts.add(attempt);
                    return search(leased, question, attempt);
                })
                .map(released -> found(released, attempts.getLast()));
    }

    private static Found found(Released released, Attempt attempt) {
        return new Found(released, attempt.next, attempt.counts, attempt.changes, attempt.wordsUpTo);
    }

    private Optional<Searching.Place> opened(String cursor, String binding) {
        return cursors.openRanked(cursor, binding).map(ranked -> new Searching.Place(ranked.position(), ranked.rank()));
    }

    private Future<Disclosure.Told> search(LeasedBundle leased, Question question, Attempt attempt) {
        SearchFilter filter = question.filter();
        attempt.wordsUpTo = filter.text().flatMap(text -> words.told(leased.bundle(), question.caller()));
        HitWalk walk = new HitWalk(bus, disclosure.judging(), leased, question.caller(), question.ask(), filter);
        return sights.look(
                        leased, question.caller(), question.ask().by(question.caller()), filter, question.countsHeads())
                .compose(look ->
                        fill(look, question, walk, attempt).compose(filled -> count(look, question, walk, attempt)))
                .compose(counted -> date(leased, question, attempt))
                .map(counted -> new Disclosure.Told(
                        attempt.found,
                        attempt
                                .counts
                                .map(counts -> Notice.counts(
                                        counts.json(), question.caller().party(), counts.originators()))
                                .stream()
                                .toList()));
    }

    /** One more than the page holds, and the next page begins there. How much goes into a page is told by what is seen of it alone. */
    private static Future<Void> fill(SearchSights.Look look, Question question, HitWalk walk, Attempt attempt) {
        return walk.walk(look.sight().sight(), question.after(), question.limit() + 1, (found, last) -> {
            if (attempt.found.size() == question.limit() || attempt.bytes >= MOST_BYTES) {
                attempt.next = last;
                return false;
            }
            attempt.bytes += found.rendered().map(RenderedView::size).orElse(0);
            attempt.found.add(found.withoutHidden());
            return true;
        });
    }

    private Future<Void> count(SearchSights.Look look, Question question, HitWalk walk, Attempt attempt) {
        return question.kinds()
                .map(kinds -> new SearchCounting(bus)
                        .count(question.caller().party(), look, question.filter(), kinds, walk)
                        .onSuccess(counts -> attempt.counts = Optional.of(counts))
                        .<Void>mapEmpty())
                .orElse(Future.succeededFuture());
    }

    /** Asked of every record alike, revised or not: how many questions there are says nothing of what is hidden. */
    private Future<Void> date(LeasedBundle leased, Question question, Attempt attempt) {
        if (!question.dated()) {
            return Future.succeededFuture();
        }
        List<String> ids = attempt.found.stream()
                .map(found -> found.record().facts().recordId())
                .toList();
        Future<Void> all = Future.succeededFuture();
        for (int from = 0; from < ids.size(); from += DATED_TOGETHER) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + DATED_TOGETHER));
            all = all.compose(before -> date(leased, question, attempt, some));
        }
        return all.map(asked -> {
            // What has gone out of sight meanwhile, as when its retention ends, does not leave.
            attempt.found.removeIf(found -> attempt.changes
                    .getOrDefault(found.record().facts().recordId(), List.of())
                    .isEmpty());
            return null;
        });
    }

    /** Of what looked new only when it did is kept. */
    private Future<Void> date(LeasedBundle leased, Question question, Attempt attempt, List<String> ids) {
        return Future.join(ids.stream()
                        .map(id -> changes.of(leased, question.caller(), question.ask(), id)
                                .onSuccess(seen -> attempt.changes.put(id, ViewTimes.of(leased.bundle(), seen))))
                        .toList())
                .mapEmpty();
    }

    private Answer page(Found found, String binding) {
        Released released = found.released();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "items",
                released.visible().stream()
                        .map(judgement ->
                                judgement.rendered().map(RenderedView::json).orElseThrow())
                        .toList());
        json.put("complete", found.next().isEmpty());
        found.wordsUpTo().ifPresent(level -> json.put("wordsUpTo", level.number()));
        found.next().ifPresent(place -> json.put("next", cursors.seal(place.rank(), place.position(), binding)));
        found.counts().ifPresent(counts -> json.put("counts", counts.json()));
        released.receipt().ifPresent(receipt -> json.put("disclosure", receipt.json()));
        json.put("offer", ProblemJson.offer());
        return Answer.json(200, json).within(released.window());
    }
}
