package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Links;
import org.passerelle.gateway.disclosure.Ask;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.disclosure.Judgement;
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
    /** That a record has, of those that one may read. */
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
                    .compose(leased -> own(leased, call, ask)
                            .compose(own -> readable(leased, call.caller(), ask, change.add())))
                    .compose(readable -> related.links(call, ask))
                    .compose(links -> bus.ask(Links.CHANGE, among(links, change)))
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
            return related.itself(leased, call, ask).map(itself -> {
                if (!itself.record().facts().releaser().equals(call.caller().party())) {
                    throw new Refusal(Problem.Kind.NOT_FOUND);
                }
                return null;
            });
        }

        /** Hidden and absent alike, after the same questions. */
        private Future<Void> readable(LeasedBundle leased, Caller caller, Ask ask, List<Links.To> added) {
            List<String> ids = added.stream().map(Links.To::recordId).toList();
            return custody.judgedUnopened(leased, caller, ask, ids).map(judged -> {
                Set<String> visible = judged.stream()
                        .filter(Judgement::visible)
                        .map(one -> one.record().facts().recordId())
                        .collect(Collectors.toSet());
                for (int index = 0; index < ids.size(); index++) {
                    if (!visible.contains(ids.get(index))) {
                        throw Bodies.fault("/add/" + index + "/record", Fault.Code.NOT_FOUND, "no such record");
                    }
                }
                return null;
            });
        }

        /** Whose other end is hidden from the caller is neither taken away nor counted: there are no such links. */
        private static Links.Change among(List<Related.Met> links, Links.Change change) {
            Map<Boolean, Set<String>> targets = links.stream()
                    .filter(Related.Met::outgoing)
                    .collect(Collectors.partitioningBy(
                            Related.Met::readable, Collectors.mapping(Related.Met::other, Collectors.toSet())));
            Set<String> seen = targets.getOrDefault(true, Set.of());
            return new Links.Change(
                    change.recordId(),
                    change.add(),
                    change.remove().stream().filter(seen::contains).toList(),
                    targets.getOrDefault(false, Set.of()),
                    change.most());
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
        return new Links.Change(call.path("id"), add, fields.texts("remove", MOST, LONGEST), Set.of(), MOST);
    }
}
