package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Links;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.platform.bus.Bus;

/**
 * Tells the links of a record. They are found by what policy reads of their ends, without content: however many or large those are that somebody
 * may not read, they get the others.
 */
record Related(Bus bus, Disclosure disclosure, Custody custody) {
    /** Of one record, at once. */
    private static final int MOST_TOLD = 200;

    /** What is told, as decided under one policy. */
    private record Seen(Judgement itself, List<Map<String, Object>> items, List<Judgement> others, boolean complete) {}

    Future<Answer> answer(Call call, Ask ask) {
        // A retry after a policy change decides afresh, so each attempt has its own state.
        List<Seen> attempts = new ArrayList<>();
        return links(call, ask)
                .map(links ->
                        links.stream().filter(Met::shown).limit(MOST_TOLD + 1L).toList())
                .compose(shown -> disclosure.tell(
                        call.caller(),
                        ask,
                        leased -> seen(leased, call, ask, shown).map(seen -> {
                            attempts.add(seen);
                            return new Disclosure.Told(List.of(), notices(seen));
                        })))
                .map(released -> answer(attempts.getLast(), released));
    }

    /** The record, when the caller may read any of it; what is hidden and what is absent are refused alike. */
    Future<Judgement> itself(LeasedBundle leased, Call call, Ask ask) {
        String recordId = call.path("id");
        return disclosure
                .judging()
                .stand(leased, call.caller(), ask)
                .compose(stands -> custody.judgedUnopened(leased, call.caller(), ask, List.of(recordId)))
                .map(judged -> itself(recordId, judged));
    }

    private static Judgement itself(String recordId, List<Judgement> judged) {
        return judged.stream()
                .filter(Judgement::visible)
                .filter(one -> one.record().facts().recordId().equals(recordId))
                .findFirst()
                .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
    }

    /**
     * All that there are, page by page and each under a lease of its own: how many are hidden must decide neither which others are told nor
     * whether any are.
     */
    Future<List<Met>> links(Call call, Ask ask) {
        return disclosure
                .policy()
                .compose(leased -> itself(leased, call, ask))
                .compose(itself -> links(call, ask, itself, Optional.empty()));
    }

    private Future<List<Met>> links(Call call, Ask ask, Judgement itself, Optional<Long> after) {
        return disclosure
                .policy()
                .compose(leased -> bus.ask(Links.OF, new Links.Of(call.path("id"), after))
                        .compose(page -> met(leased, call.caller(), ask, itself, page.links())
                                .compose(met -> page.next()
                                        .map(next -> links(call, ask, itself, Optional.of(next)))
                                        .orElseGet(() -> Future.succeededFuture(List.of()))
                                        .map(more -> Stream.concat(met.stream(), more.stream())
                                                .toList()))));
    }

    private Future<List<Met>> met(
            LeasedBundle leased, Caller caller, Ask ask, Judgement itself, List<Links.Link> links) {
        return disclosure
                .judging()
                .judge(
                        leased,
                        caller,
                        ask,
                        links.stream().map(link -> link.other().recordId()).toList(),
                        links.stream()
                                .map(link -> StoredRecord.unopened(link.other()))
                                .toList())
                .map(others -> IntStream.range(0, others.size())
                        .mapToObj(index -> Met.of(links.get(index), itself, others.get(index)))
                        .toList());
    }

    /** What may be told of these at this moment: they were looked for before. */
    private Future<Seen> seen(LeasedBundle leased, Call call, Ask ask, List<Met> shown) {
        String recordId = call.path("id");
        List<String> ids = Stream.concat(Stream.of(recordId), shown.stream().map(Met::other))
                .distinct()
                .toList();
        return custody.judgedUnopened(leased, call.caller(), ask, ids)
                .map(judged -> seen(itself(recordId, judged), judged, shown));
    }

    private static Seen seen(Judgement itself, List<Judgement> judged, List<Met> shown) {
        List<Found> told = shown.stream()
                .flatMap(met -> judged.stream()
                        .filter(Judgement::visible)
                        .filter(one -> one.record().facts().recordId().equals(met.other()))
                        .map(one -> new Found(met, one)))
                .filter(found -> showsHead(found.met().outgoing() ? itself : found.other()))
                .limit(MOST_TOLD)
                .toList();
        return new Seen(
                itself,
                told.stream().map(Found::json).toList(),
                told.stream().map(Found::other).toList(),
                shown.size() <= MOST_TOLD);
    }

    /** One for the record and one for each other end, in the logs of those whose records they are. */
    private static List<Notice> notices(Seen seen) {
        List<Notice> notices = new ArrayList<>();
        notices.add(Notice.hint(Map.of("related", seen.items()), seen.itself()));
        Set<String> once = new HashSet<>();
        for (int index = 0; index < seen.items().size(); index++) {
            Judgement other = seen.others().get(index);
            if (once.add(other.record().facts().recordId())) {
                notices.add(Notice.hint(seen.items().get(index), other));
            }
        }
        return notices;
    }

    private static Answer answer(Seen seen, Released released) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", seen.items());
        json.put("complete", seen.complete());
        released.receipt().ifPresent(receipt -> json.put("disclosure", receipt.json()));
        return Answer.json(200, json).within(released.window());
    }

    private static boolean showsHead(Judgement judgement) {
        return judgement.record().facts().portions().stream()
                .filter(portion -> portion.field().equals(PortionFacts.HEAD))
                .anyMatch(head -> judgement.leaving().contains(head.id()));
    }

    /**
     * A link as it was met.
     *
     * @param other record at its other end
     * @param readable whether the caller may read any of that
     * @param shown whether they may read the head that links, too
     */
    record Met(String other, Links.Relation relation, boolean outgoing, boolean readable, boolean shown) {
        static Met of(Links.Link link, Judgement itself, Judgement other) {
            return new Met(
                    link.other().recordId(),
                    link.relation(),
                    link.outgoing(),
                    other.visible(),
                    other.visible() && showsHead(link.outgoing() ? itself : other));
        }
    }

    /** A link that is told. */
    private record Found(Met met, Judgement other) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("record", met.other());
            json.put("relation", met.relation().name());
            json.put("outgoing", met.outgoing());
            return json;
        }
    }
}
