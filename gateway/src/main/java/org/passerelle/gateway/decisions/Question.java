package org.passerelle.gateway.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.gateway.submission.Hypothesis;

/**
 * A question of the releasing side: what would this recipient get, and why?
 *
 * @param about a record, or facts of one that does not exist
 */
record Question(Who who, Action action, String purpose, Set<String> endUsers, About about) {
    private static final Set<String> MEMBERS = Set.of(
            "recipient",
            "action",
            "purpose",
            "endUsers",
            "record",
            "label",
            "type",
            "country",
            "admin1",
            "eventTime",
            "tags");

    /** The recipient. */
    sealed interface Who {
        /** An account, or a party as {@code PARTY} or {@code PARTY/UNIT}. */
        record Named(String name) implements Who {}

        record Party(String party, Optional<String> unit) implements Who {}
    }

    /** What the recipient would get. */
    sealed interface About {
        record Stored(String recordId) implements About {}

        record Hypothetical(RecordFacts facts) implements About {}
    }

    static Question read(String body, Bundle bundle, Caller caller, Clock clock) {
        return Bodies.read(body, MEMBERS, fields -> {
            List.of("recipient", "action", "purpose").forEach(fields::require);
            Optional<String> action = fields.word("action", new ClosedWords("action", actions()));
            Optional<String> purpose = fields.text("purpose", 64);
            Set<String> endUsers =
                    Set.copyOf(fields.words("endUsers", new ClosedWords("party or unit", partiesAndUnits(bundle)))
                            .orElse(List.of()));
            return new Question(
                    who(fields),
                    action.map(Action::valueOf).orElse(Action.READ),
                    purpose.orElse(""),
                    endUsers,
                    about(fields, bundle, caller, clock));
        });
    }

    // A NOTICE passes every gate because whoever decides vouches for the recipient's ledger entry; nobody does so for a
    // question.
    private static Set<String> actions() {
        return EnumSet.complementOf(EnumSet.of(Action.NOTICE)).stream()
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> partiesAndUnits(Bundle bundle) {
        Set<String> names = new java.util.HashSet<>(bundle.parties().keySet());
        names.addAll(bundle.units().keySet());
        return names;
    }

    private static Who who(Fields fields) {
        boolean named = fields.node("recipient").filter(JsonNode::isTextual).isPresent();
        if (named) {
            return new Who.Named(fields.text("recipient", 200).orElse(""));
        }
        return fields.object("recipient", Set.of("party", "unit"))
                .map(party -> {
                    party.require("party");
                    return new Who.Party(party.text("party", 100).orElse(""), party.text("unit", 100));
                })
                .orElseGet(() -> new Who.Party("", Optional.empty()));
    }

    private static About about(Fields fields, Bundle bundle, Caller caller, Clock clock) {
        Optional<String> record = fields.text("record", 100);
        if (fields.has("record") == fields.has("label")) {
            fields.fault("record", Fault.Code.CONTRADICTION, "give either record or label");
        }
        if (record.isPresent()) {
            return new About.Stored(record.get());
        }
        return new About.Hypothetical(hypothetical(fields, bundle, caller, clock.instant()));
    }

    private static RecordFacts hypothetical(Fields fields, Bundle bundle, Caller caller, Instant now) {
        Hypothesis hypothesis = Hypothesis.read(fields, bundle, caller.party(), now);
        Optional<Label> label = hypothesis.label();
        return new RecordFacts(
                "",
                1,
                hypothesis.type(),
                caller.party(),
                caller.subject(),
                RecordState.ACTIVE,
                now,
                hypothesis.eventTime(),
                Optional.empty(),
                hypothesis.areas(),
                hypothesis.policyTags(),
                List.of(new PortionFacts("1", PortionFacts.HEAD, label, hypothesis.type(), List.of())),
                List.of());
    }
}
