package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.message.Records;
import org.passerelle.core.names.Name;
import org.passerelle.core.names.NameMatcher;
import org.passerelle.core.names.NamesInText;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.json.Json;

/** Under MATCH clauses both ways parties ask one another whether something is alike, and learn one bit of what is permitted for that. */
final class MatchBitTest {
    static final long SEED = 20150620L;
    private static final int RECORDS = 60;
    private static final String PURPOSE = "crime-analysis";

    static final Map<String, String> MANY =
            Map.of("PASSERELLE_MATCHES_MOST", "1000000", "PASSERELLE_MATCHES_ANSWER_AFTER", "PT0S");

    @TempDir
    Path home;

    private final Random random = new Random(SEED);
    private final List<Held> held = new ArrayList<>();
    private final Map<String, Integer> met = new TreeMap<>();

    record Held(String id, String author, ObjectNode body) {}

    @Test
    void theBitDependsOnWhatIsPermittedForMatchAndOnNothingElse() {
        try (House house = new House(home, MANY)) {
            Drafts drafts = new Drafts(SEED);
            while (held.size() < RECORDS) {
                submit(house, event(drafts));
            }
            held.forEach(own -> ask(house, own));
        }
        // What must have been met for the comparison to be worth anything.
        for (String one : List.of("SAME_TEXT", "LIKE_TEXT", "SAME_EVENT", "SAME_NAME", "hidden", "hit", "no hit")) {
            assertTrue(met.getOrDefault(one, 0) > 0, () -> one + " was never met: " + met);
        }
    }

    /** Of a type of which the clauses speak. */
    private static ObjectNode event(Drafts drafts) {
        ObjectNode body = drafts.next().body();
        while (!Set.of("incident", "seizure").contains(body.path("type").asText())) {
            body = drafts.next().body();
        }
        return body;
    }

    private void submit(House house, ObjectNode draft) {
        String author = random.nextBoolean() ? "minusma-system" : "unodc-system";
        ObjectNode body = held.isEmpty() || random.nextInt(3) == 0
                ? named(draft)
                : varied(held.get(random.nextInt(held.size())).body());
        HttpResponse<String> answer = house.post(author, "/records", body.toString());
        if (answer.statusCode() == 201) {
            held.add(new Held(Json.tree(answer.body()).path("id").asText(), author, body));
        }
    }

    private ObjectNode named(ObjectNode draft) {
        ObjectNode body = draft.deepCopy();
        body.withArray("/portions").forEach(portion -> ((ObjectNode) portion).remove("derivedFrom"));
        if (random.nextInt(3) == 0) {
            return person();
        }
        body.withObject("/label").putArray("purposes").add(PURPOSE).add("early-warning");
        return body;
    }

    private ObjectNode person() {
        return person(random);
    }

    /** Somebody whose name is written in one of several ways. */
    static ObjectNode person(Random random) {
        ObjectNode body = (ObjectNode) Json.tree("""
                {"type":"person","language":"en","country":"ML","admin1":["ML-7"],
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"},"portions":[]}""");
        String first = List.of("Sidi", "Baba", "Alassane", "Hamma").get(random.nextInt(4));
        String last = List.of("Ould Bahmaira", "Ag Intallou", "Ould Daddahine").get(random.nextInt(3));
        body.withArray("/portions")
                .addObject()
                .put("field", "persons")
                .put("text", "Goes by " + first + " " + last + " in the markets.");
        return body;
    }

    /** Told by somebody else, in other words, or kept from them. */
    private ObjectNode varied(ObjectNode before) {
        ObjectNode body = before.deepCopy();
        ObjectNode portion = (ObjectNode) body.withArray("/portions").get(0);
        ObjectNode label = body.withObject("/label");
        switch (random.nextInt(9)) {
            case 0 -> label.putArray("releasableTo");
            case 1 -> label.putArray("purposes").add("judicial");
            case 2 -> label.put("marking", "UN STRICTLY CONFIDENTIAL");
            case 3 -> portion.put("text", portion.path("text").asText() + " Nothing else is known of it.");
            case 4 -> portion.put("text", "Told by a trader on the road to the north, whom nobody knows.");
            case 5 -> portion.put("text", portion.path("text").asText().replace("ou", "u"));
            case 6 ->
                body.withArray("/portions")
                        .forEach(every -> ((ObjectNode) every)
                                .put("text", "Seen by number %d from afar, at first light.".formatted(held.size())));
            default -> {}
        }
        if (body.path("geometry").path("type").asText().equals("Point") && random.nextBoolean()) {
            ArrayNode place = (ArrayNode) body.path("geometry").path("coordinates");
            place.set(1, place.get(1).asDouble() + 0.03);
        }
        return body;
    }

    private void ask(House house, Held own) {
        String asked = own.author().equals("minusma-system") ? "UNODC" : "MINUSMA";
        HttpResponse<String> view = house.get(own.author(), "/records/" + own.id() + "?purpose=" + PURPOSE);
        HttpResponse<String> answer = house.post(own.author(), "/matches", question(asked, own.id()));
        if (view.statusCode() != 200) {
            assertEquals(404, answer.statusCode(), answer::body);
            return;
        }
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(13, answer.body().length());
        boolean hit = hit(house, own, Json.tree(view.body()));
        meet(hit ? "hit" : "no hit");
        assertEquals(hit, Json.tree(answer.body()).path("hit").asBoolean(), () -> own + " among " + held);
    }

    static String question(String party, String record) {
        return "{\"party\":\"%s\",\"purpose\":\"%s\",\"record\":\"%s\"}".formatted(party, PURPOSE, record);
    }

    private boolean hit(House house, Held own, JsonNode mine) {
        boolean hit = false;
        for (Held other : held) {
            if (!other.author().equals(own.author())) {
                Set<String> whole = alike(mine, other.body());
                Set<String> permitted = permitted(house, own.author(), other)
                        .map(view -> alike(mine, view))
                        .findFirst()
                        .orElse(Set.of());
                permitted.forEach(this::meet);
                hit |= !permitted.isEmpty();
                if (permitted.isEmpty() && !whole.isEmpty()) {
                    meet("hidden");
                }
            }
        }
        return hit;
    }

    private void meet(String what) {
        met.merge(what, 1, Integer::sum);
    }

    private static Set<String> alike(JsonNode mine, JsonNode theirs) {
        Set<String> why = new TreeSet<>(NaiveTexts.alike(mine, theirs));
        if (NaiveEvents.same(mine, theirs)) {
            why.add("SAME_EVENT");
        }
        boolean persons = Stream.of(mine, theirs)
                .allMatch(one -> one.path("type").asText().equals("person"));
        if (persons
                && names(mine)
                        .anyMatch(name -> names(theirs).anyMatch(other -> NameMatcher.score(name, other) >= 0.8))) {
            why.add("SAME_NAME");
        }
        return why;
    }

    private static Stream<Name> names(JsonNode record) {
        return Stream.concat(
                        StreamSupport.stream(
                                        record.path("details").path("aliases").spliterator(), false)
                                .map(JsonNode::asText),
                        StreamSupport.stream(record.path("portions").spliterator(), false)
                                .filter(portion -> Set.of("title", "persons")
                                        .contains(portion.path("field").asText()))
                                .flatMap(portion ->
                                        NamesInText.in(portion.path("text").asText()).stream()))
                .map(Name::of);
    }

    /** What of the record the interpreter of the policy permits for MATCH; empty for nothing. */
    private static Stream<JsonNode> permitted(House house, String account, Held other) {
        StoredRecord record = ((Records.Gathered.Found)
                        house.ask(Records.GATHER, new Records.Gather(other.id(), Optional.empty())))
                .record();
        Request request = new Request(account, Strength.SENDER_CONSTRAINED, Action.MATCH, PURPOSE, Set.of());
        Decision decision = Decide.decide(house.policy(), request, record.facts(), Instant.now());
        Set<String> permitted = decision instanceof Decision.Judged judged
                ? judged.portions().stream()
                        .filter(portion -> portion.verdict() == Verdict.PERMIT)
                        .map(PortionDecision::portionId)
                        .collect(Collectors.toSet())
                : Set.of();
        ObjectNode view = (ObjectNode) Json.tree("{}");
        for (PortionFacts portion : record.facts().portions()) {
            if (permitted.contains(portion.id())) {
                switch (record.contents().get(portion.id())) {
                    case Content.Head head ->
                        List.of("type", "eventTime", "geometry", "details")
                                .forEach(member -> view.set(member, other.body().path(member)));
                    case Content.Text text ->
                        view.withArray("/portions")
                                .addObject()
                                .put("field", portion.field())
                                .put("text", text.text());
                    case Content.Attachment file -> throw new IllegalStateException("nobody attaches anything here");
                    case null -> throw new IllegalStateException("no content");
                }
            }
        }
        List.of("eventTime", "geometry", "details").forEach(member -> {
            if (view.path(member).isMissingNode()) {
                view.remove(member);
            }
        });
        return view.isEmpty() ? Stream.empty() : Stream.of(view);
    }
}
