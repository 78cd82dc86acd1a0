package org.passerelle.gateway.caller;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;

/** Who the caller is, and the words of the policy in force. */
public final class CallerOperations {
    private CallerOperations() {}

    public static List<Operation> of(Disclosure disclosure, Clock clock) {
        return List.of(new GetMe(disclosure), new GetVocabulary(disclosure, clock));
    }

    private record GetMe(Disclosure disclosure) implements Operation {
        @Override
        public String id() {
            return "getMe";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure.policy().map(leased -> Answer.json(200, me(leased.bundle(), call.caller())));
        }
    }

    private static Map<String, Object> me(Bundle bundle, Caller caller) {
        Account account = caller.account();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", account.id());
        json.put("kind", word(account.kind()));
        json.put("name", account.name());
        json.put("party", account.party());
        account.unit().ifPresent(unit -> json.put("unit", unit));
        json.put("roles", new TreeSet<>(account.roles()));
        json.put("clearance", account.clearance().number());
        json.put("effectiveClearance", EffectiveClearance.of(bundle, caller).number());
        json.put("compartments", new TreeSet<>(account.compartments()));
        json.put("purposes", new TreeSet<>(account.purposes()));
        json.put("strength", word(caller.strength()));
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record GetVocabulary(Disclosure disclosure, Clock clock) implements Operation {
        @Override
        public String id() {
            return "getVocabulary";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return disclosure
                    .policy()
                    .map(leased -> Answer.json(200, vocabulary(leased.bundle(), call.caller(), clock.instant())));
        }
    }

    private static Map<String, Object> vocabulary(Bundle bundle, Caller caller, Instant at) {
        Vocabulary words = bundle.vocabulary();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("purposes", new TreeSet<>(words.purposes()));
        json.put("supportCategories", new TreeSet<>(words.supportCategories()));
        json.put("compartments", new TreeSet<>(words.compartments()));
        json.put("flags", new TreeSet<>(words.flags()));
        json.put("violations", new TreeSet<>(words.violations()));
        json.put("markings", markings(bundle, caller.party()));
        json.put("tlp", Arrays.stream(Tlp.values()).map(Tlp::text).toList());
        Map<String, Object> types = new TreeMap<>();
        words.recordTypes().forEach((name, type) -> types.put(name, type(type)));
        json.put("types", types);
        Map<String, Object> tags = new TreeMap<>();
        words.tags().forEach((name, predicate) -> tags.put(name, new TreeSet<>(predicate.values())));
        json.put("tags", tags);
        Map<String, Object> exclusive = new TreeMap<>();
        words.tags()
                .forEach((name, predicate) -> predicate.exclusive().ifPresent(what -> exclusive.put(name, word(what))));
        json.put("exclusive", exclusive);
        json.put("areas", new TreeMap<>(words.areas()));
        Map<String, Object> parties = new TreeMap<>();
        bundle.parties().values().forEach(party -> parties.put(party.id(), new TreeMap<>(party.names())));
        json.put("parties", parties);
        json.put("groups", new TreeSet<>(bundle.groupsShownTo(caller.party(), at)));
        return json;
    }

    private static List<Map<String, Object>> markings(Bundle bundle, String party) {
        String system = Optional.ofNullable(bundle.parties().get(party))
                .map(Party::markingSystem)
                .orElse("");
        return Arrays.stream(Level.values())
                .flatMap(level -> bundle.markings().words(system, level).stream())
                .flatMap(words -> bundle.markings().level(words).stream().map(level -> {
                    Map<String, Object> marking = new LinkedHashMap<>();
                    marking.put("level", level.number());
                    marking.put("words", words);
                    return marking;
                }))
                .distinct()
                .toList();
    }

    private static Map<String, Object> type(Vocabulary.RecordType type) {
        Map<String, Object> details = new TreeMap<>();
        type.details().forEach((name, field) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", word(field.kind()));
            json.put("required", field.required());
            json.put("values", field.values());
            details.put(name, json);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("portions", new TreeSet<>(type.portionFields()));
        json.put("details", details);
        return json;
    }
}
