package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Links;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.disclosure.Notice;
import org.passerelle.gateway.disclosure.Released;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.bus.Bus;

/**
 * Links between records. A link belongs to the head of the record that links, and is told to whoever may read that and something of the record
 * to which it leads, for one purpose (policy, "Labels": a link shows only if its target may be read). That records are related is a
 * disclosure of each.
 */
final class LinkOperations {
    /** Of one record, told at once. */
    private static final int MOST_TOLD = 200;

    /** That a record has. */
    private static final int MOST = 100;

    private static final int LONGEST = 100;

    private static final ClosedWords RELATIONS = new ClosedWords(
            "relation", Stream.of(Links.Relation.values()).map(Enum::name).collect(Collectors.toSet()));

    private LinkOperations() {}

    static List<Operation> of(Bus bus, Disclosure disclosure, Custody custody) {
        Related related = new Related(bus, disclosure, custody);
        return List.of(new GetRelated(related), new ChangeRelated(bus, disclosure, custody, related));
    }

    private record GetRelated(Related related) implements Operation {
        @Override
        public String id() {
            return "getRelated";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return related.answer(call, Custody.read(call.requiredQuery("purpose")));
        }
    }

    /** The links of one's own record to what one may read. */
    private record ChangeRelated(Bus bus, Disclosure disclosure, Custody custody, Related related)
            implements Operation {
        @Override
        public String id() {
            return "changeRelated";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Ask ask = Custody.read(call.requiredQuery("purpose"));
            Links.Change change = Bodies.read(call.body(), Set.of("add", "remove"), fields -> change(call, fields));
            return disclosure
                    .policy()
                    .compose(leased -> own(leased, call, ask))
                    .compose(own -> readable(call.caller(), ask, change.add()))
                    .compose(readable -> bus.ask(Links.CHANGE, change))
                    .compose(outcome -> switch (outcome) {
                        case Links.ChangeOutcome.Changed changed -> related.answer(call, ask);
                        case Links.ChangeOutcome.TooMany(int most) ->
                            throw new Refusal(Problem.of(
                                    Problem.Kind.CONFLICT, "a record has " + most + " links; nothing has changed"));
                        case Links.ChangeOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                    });
        }

        /** What is hidden, and what belongs to others, is absent here. */
        private Future<Void> own(LeasedBundle leased, Call call, Ask ask) {
            return custody.judged(leased, call.caller(), ask, call.path("id")).map(judged -> {
                if (judged.stream()
                        .filter(Judgement::visible)
                        .noneMatch(one -> one.record()
                                .facts()
                                .releaser()
                                .equals(call.caller().party()))) {
                    throw new Refusal(Problem.Kind.NOT_FOUND);
                }
                return null;
            });
        }

        /**
         * Hidden and absent alike, after the same questions. Which of them are there is told by any answer from here on: that one of the
         * others is not, that there are too many, and that they are linked.
         */
        private Future<Void> readable(Caller caller, Ask ask, List<Links.To> added) {
            // A retry after a policy change looks afresh, so each attempt has its own state.
            List<List<Optional<Judgement>>> attempts = new ArrayList<>();
            return disclosure
                    .tell(
                            caller,
                            ask,
                            leased -> ends(leased, caller, ask, added).map(ends -> {
                                attempts.add(ends);
                                return new Disclosure.Told(List.of(), there(ends));
                            }))
                    .map(released -> {
                        int hidden = attempts.getLast().indexOf(Optional.<Judgement>empty());
                        if (hidden >= 0) {
                            throw refusal(hidden, released);
                        }
                        return null;
                    });
        }

        private Future<List<Optional<Judgement>>> ends(
                LeasedBundle leased, Caller caller, Ask ask, List<Links.To> added) {
            Future<List<Optional<Judgement>>> found = Future.succeededFuture(new ArrayList<>());
            for (Links.To to : added) {
                found = found.compose(before -> custody.judged(leased, caller, ask, to.recordId())
                        .map(judged -> {
                            before.add(
                                    judged.stream().filter(Judgement::visible).findFirst());
                            return before;
                        }));
            }
            return found;
        }

        /** One for each record that is there: that it may be linked to says no more. */
        private static List<Notice> there(List<Optional<Judgement>> ends) {
            return ends.stream()
                    .flatMap(Optional::stream)
                    .map(end ->
                            Notice.hint(Map.of("record", end.record().facts().recordId()), end))
                    .toList();
        }

        private static Refusal refusal(int hidden, Released released) {
            return released.receipt().isEmpty() || released.window().open()
                    ? Bodies.fault("/add/" + hidden + "/record", Fault.Code.NOT_FOUND, "no such record")
                    : new Refusal(Problem.stalePolicy());
        }
    }

    private static Links.Change change(Call call, Fields fields) {
        List<Links.To> add = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (Fields link : fields.objects("add", MOST, Set.of("record", "relation"))) {
            link.require("record");
            link.require("relation");
            Optional<String> record = link.text("record", LONGEST);
            record.filter(call.path("id")::equals)
                    .ifPresent(itself -> link.fault("record", Fault.Code.CONTRADICTION, "is the record itself"));
            record.filter(id -> !once.add(id))
                    .ifPresent(again -> link.fault("record", Fault.Code.CONTRADICTION, "is linked twice"));
            Optional<String> relation = link.word("relation", RELATIONS);
            record.ifPresent(id -> relation.ifPresent(word -> add.add(new Links.To(id, Links.Relation.valueOf(word)))));
        }
        return new Links.Change(call.path("id"), add, fields.texts("remove", MOST, LONGEST), MOST);
    }

    private record Related(Bus bus, Disclosure disclosure, Custody custody) {

        /** What is told, as gathered under one policy. */
        private record Seen(
                Judgement itself, List<Map<String, Object>> items, List<Judgement> others, boolean complete) {}

        Future<Answer> answer(Call call, Ask ask) {
            // A retry after a policy change looks afresh, so each attempt has its own state.
            List<Seen> attempts = new ArrayList<>();
            return disclosure
                    .tell(
                            call.caller(),
                            ask,
                            leased -> seen(leased, call.caller(), ask, call.path("id"))
                                    .map(seen -> {
                                        attempts.add(seen);
                                        return new Disclosure.Told(List.of(), notices(seen));
                                    }))
                    .map(released -> answer(attempts.getLast(), released));
        }

        private Future<Seen> seen(LeasedBundle leased, Caller caller, Ask ask, String recordId) {
            return custody.judged(leased, caller, ask, recordId)
                    .map(judged -> judged.stream().filter(Judgement::visible).findFirst())
                    .compose(itself -> links(new Links.Of(recordId, Optional.empty()), leased, caller, ask)
                            .map(found -> seen(itself.orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)), found)));
        }

        /** All that there are, page by page: how many are hidden must not decide which others are told. */
        private Future<List<Found>> links(Links.Of question, LeasedBundle leased, Caller caller, Ask ask) {
            return bus.ask(Links.OF, question).compose(page -> {
                List<String> ids = page.links().stream()
                        .map(link -> link.other().facts().recordId())
                        .toList();
                return disclosure
                        .judging()
                        .judge(
                                leased,
                                caller,
                                ask,
                                ids,
                                page.links().stream().map(Links.Link::other).toList())
                        .compose(judged -> {
                            List<Found> found = new ArrayList<>();
                            for (int index = 0; index < judged.size(); index++) {
                                if (judged.get(index).visible()) {
                                    found.add(new Found(page.links().get(index), judged.get(index)));
                                }
                            }
                            return page.next()
                                    .map(next -> links(
                                            new Links.Of(question.recordId(), Optional.of(next)), leased, caller, ask))
                                    .orElseGet(() -> Future.succeededFuture(List.of()))
                                    .map(more -> Stream.concat(found.stream(), more.stream())
                                            .toList());
                        });
            });
        }

        private static Seen seen(Judgement itself, List<Found> found) {
            List<Found> told = found.stream()
                    .filter(one -> showsHead(one.link().outgoing() ? itself : one.other()))
                    .toList();
            List<Found> some = told.subList(0, Math.min(MOST_TOLD, told.size()));
            return new Seen(
                    itself,
                    some.stream().map(Found::json).toList(),
                    some.stream().map(Found::other).toList(),
                    told.size() <= MOST_TOLD);
        }

        private static boolean showsHead(Judgement judgement) {
            return judgement.record().facts().portions().stream()
                    .filter(portion -> portion.field().equals(PortionFacts.HEAD))
                    .anyMatch(head -> judgement.permitted().contains(head.id()));
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
    }

    /** A link whose other end may be read. */
    private record Found(Links.Link link, Judgement other) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("record", other.record().facts().recordId());
            json.put("relation", link.relation().name());
            json.put("outgoing", link.outgoing());
            return json;
        }
    }
}
