package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.LocalTags.ChangeOutcome;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.platform.bus.Bus;

/**
 * The tags that a party puts on records for itself, its own or received ones. Whoever of the party may read something of the record sees and changes
 * them; nobody else ever does, for they are no part of the record. They decide nothing.
 */
final class LocalTagOperations {
    private static final int LONGEST = 200;
    /** That a party keeps of one record. */
    private static final int MOST = 50;

    private static final Pattern TAG =
            Pattern.compile("([a-z0-9][a-z0-9._-]*):[a-z0-9][a-z0-9._-]*(=\"[^\"\\p{C}]+\")?");

    private LocalTagOperations() {}

    static List<Operation> of(Bus bus, Disclosure disclosure, Custody custody, SourceTelling sources) {
        Parts parts = new Parts(bus, disclosure, custody, sources);
        return List.of(new GetLocalTags(parts), new ChangeLocalTags(parts));
    }

    /** What the operations share. */
    private record Parts(Bus bus, Disclosure disclosure, Custody custody, SourceTelling sources) {

        /** Hidden and absent alike, after the same questions. That a record of others is there is told by any answer from here on. */
        Future<ToldSources> readable(LeasedBundle leased, Call call) {
            return custody.readable(leased, call.caller(), call.path("id"), List.of())
                    .map(found -> found.orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                    .compose(found -> sources.ofFound(call.caller(), found));
        }
    }

    private record GetLocalTags(Parts parts) implements Operation {
        @Override
        public String id() {
            return "getLocalTags";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure()
                    .policy()
                    .compose(leased -> parts.readable(leased, call))
                    .compose(told -> parts.bus()
                            .ask(
                                    LocalTags.OF,
                                    new LocalTags.Of(
                                            call.path("id"), call.caller().party()))
                            .map(tags -> told.within(LocalTagOperations.answer(tags))));
        }
    }

    private record ChangeLocalTags(Parts parts) implements Operation {
        @Override
        public String id() {
            return "changeLocalTags";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return parts.disclosure().policy().compose(leased -> {
                LocalTags.Change change =
                        Bodies.read(call.body(), Set.of("add", "remove"), fields -> change(leased, call, fields));
                return parts.readable(leased, call)
                        .compose(told -> parts.bus()
                                .ask(LocalTags.CHANGE, change)
                                .map(outcome -> told.within(LocalTagOperations.answer(outcome, told))));
            });
        }
    }

    private static LocalTags.Change change(LeasedBundle leased, Call call, Fields fields) {
        List<String> add = fields.texts("add", MOST, LONGEST);
        Set<String> shared = leased.bundle().vocabulary().tags().keySet().stream()
                .map(predicate -> predicate.substring(0, predicate.indexOf(':')))
                .collect(Collectors.toSet());
        for (int place = 0; place < add.size(); place++) {
            var tag = TAG.matcher(add.get(place));
            if (!tag.matches()) {
                fields.fault("add", place, Fault.Code.UNKNOWN_WORD, "is written namespace:predicate=\"value\"");
            } else if (shared.contains(tag.group(1))) {
                // Else nobody could tell what is shared from what is not.
                fields.fault(
                        "add",
                        place,
                        Fault.Code.CONTRADICTION,
                        "is in a namespace of the shared vocabulary; a local tag has one of its own");
            }
        }
        return new LocalTags.Change(
                call.path("id"),
                call.caller().party(),
                call.caller().subject(),
                add,
                fields.texts("remove", MOST, LONGEST),
                MOST);
    }

    private static Answer.Body answer(ChangeOutcome outcome, ToldSources told) {
        return switch (outcome) {
            case ChangeOutcome.Changed(LocalTags.Tags now) -> answer(now);
            case ChangeOutcome.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
            case ChangeOutcome.TooMany(int most) ->
                throw told.refusing(new Refusal(Problem.of(
                        Problem.Kind.CONFLICT, "a party keeps " + most + " tags of a record; nothing has changed")));
        };
    }

    private static Answer.Body answer(LocalTags.Tags tags) {
        return Answer.json(
                200,
                Map.of(
                        "items",
                        tags.tags().stream().map(LocalTagOperations::json).toList()));
    }

    private static Map<String, Object> json(LocalTags.Tagged tag) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tag", tag.tag());
        json.put("by", tag.subject());
        json.put("at", tag.at());
        return json;
    }
}
