package org.passerelle.gateway.records;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Namesakes;
import org.passerelle.core.record.Resemblance;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.record.View;
import org.passerelle.core.record.ViewBuilder;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.platform.bus.Bus;

/**
 * Whether a party holds what resembles a record, as far as its records are permitted for MATCH. Always looks to the end: where the first hit
 * stands is not told by how long it takes.
 */
final class MatchSearch {
    private static final int PAGE = 200;

    private final Judging judging;
    private final SearchSights sights;
    private final Bus bus;
    private final Clock clock;
    private final double threshold;

    /** @param threshold from which two names are alike */
    MatchSearch(Vertx vertx, Bus bus, Clock clock, Judging judging, double threshold) {
        this.judging = judging;
        this.sights = new SearchSights(vertx, bus, clock, judging.compiled());
        this.bus = bus;
        this.clock = clock;
        this.threshold = threshold;
    }

    /**
     * What is asked.
     *
     * @param ask for MATCH
     * @param asked party of whose records it is asked
     * @param own what is compared: a record as the caller reads it
     */
    record Question(LeasedBundle leased, Caller caller, Ask ask, String asked, View own) {

        List<Content> contents() {
            List<Content> contents = new ArrayList<>();
            own.head().ifPresent(contents::add);
            own.portions().forEach(portion -> contents.add(new Content.Text(portion.text())));
            return contents;
        }
    }

    Future<Boolean> hit(Question question) {
        List<Content> contents = question.contents();
        String purpose = question.ask().purpose();
        Stream<SearchFilter> filters = Stream.concat(
                Likely.near(contents, purpose, Optional.of(question.asked())).stream(),
                Namesakes.type(question.own()).map(type -> Likely.ofType(type, purpose, question.asked())).stream());
        Future<Boolean> hit = sights.look(
                        question.leased(),
                        question.caller(),
                        question.ask().by(question.caller()),
                        Likely.texts(purpose, Optional.of(question.asked())),
                        false)
                .compose(look ->
                        texts(question, Likely.sketch(contents), look.sight().sight(), Optional.empty()));
        for (SearchFilter filter : filters.toList()) {
            hit = hit.compose(before -> found(question, filter).map(now -> before || now));
        }
        return hit;
    }

    private Future<Boolean> texts(
            Question question, List<Integer> sketch, Searching.Sight sight, Optional<Searching.LikePlace> after) {
        return bus.ask(Searching.LIKE, new Searching.LikeOf(sketch, sight, after))
                .compose(like -> any(question, like.records())
                        .compose(now -> like.next()
                                .map(next -> texts(question, sketch, sight, Optional.of(next))
                                        .map(later -> now || later))
                                .orElseGet(() -> Future.succeededFuture(now))));
    }

    private Future<Boolean> found(Question question, SearchFilter filter) {
        return sights.look(question.leased(), question.caller(), question.ask().by(question.caller()), filter, true)
                .compose(look -> walk(question, look.sight().sight(), filter, Optional.empty()));
    }

    private Future<Boolean> walk(
            Question question, Searching.Sight sight, SearchFilter filter, Optional<Searching.Place> after) {
        return bus.ask(
                        Searching.SEARCH,
                        new Searching.Search(
                                sight, filter.stored(question.caller().party()), false, after, PAGE))
                .compose(page -> any(
                                question,
                                page.hits().stream().map(Searching.Hit::record).toList())
                        .compose(now -> page.more()
                                ? walk(
                                                question,
                                                sight,
                                                filter,
                                                Optional.of(
                                                        page.hits().getLast().place()))
                                        .map(later -> now || later)
                                : Future.succeededFuture(now)));
    }

    // INVARIANT: only what the decision permits for MATCH is compared, and of the asked party's records alone.
    private Future<Boolean> any(Question question, List<StoredRecord> candidates) {
        List<StoredRecord> theirs = candidates.stream()
                .filter(record -> record.facts().releaser().equals(question.asked()))
                .toList();
        List<String> ids =
                theirs.stream().map(record -> record.facts().recordId()).toList();
        ViewJson json =
                new ViewJson(question.leased().bundle(), question.caller().party());
        return judging.judge(question.leased(), question.caller(), question.ask(), ids, theirs)
                .map(judged -> judged.stream()
                        .flatMap(judgement -> compared(judgement).stream())
                        // What has no marking that the asking party knows would not leave either.
                        .filter(view -> json.render(view).isPresent())
                        .filter(view -> resembles(question, view))
                        .count())
                .map(hits -> hits > 0);
    }

    private Optional<View> compared(Judgement judgement) {
        return ViewBuilder.compared(judgement.record(), judgement.decision(), clock.instant());
    }

    private boolean resembles(Question question, View theirs) {
        boolean like = !Resemblance.of(question.contents(), theirs).isEmpty();
        return Namesakes.alike(question.own(), theirs, threshold) || like;
    }
}
