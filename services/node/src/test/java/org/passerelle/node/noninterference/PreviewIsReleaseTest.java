package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.KnownAccounts;
import org.passerelle.core.decision.Action;
import org.passerelle.core.party.Account;
import org.passerelle.node.noninterference.Received.Asked;
import org.passerelle.platform.json.Json;

/**
 * Invariant I6 preview = release: what a preview of a draft, and of the record that it becomes, says that a recipient would get is byte for
 * byte what the recipient then gets by reading, searching, exporting and on the feed, the disclosure excepted, and the id that a draft does
 * not have. Where it says that they would get nothing, to them there is nothing. So it stays when what was held is ruled and something is
 * recalled, and when time passes: delays and embargoes end, and rulings run out.
 */
final class PreviewIsReleaseTest {
    private static final long SEED = 20150620L;
    private static final int RECORDS = 70;
    private static final Duration DELAY = Duration.ofDays(1);
    private static final List<String> RECIPIENTS = List.of(
            "minusma-system",
            "unowa-system",
            "unodc-system",
            "panel-system",
            DelayedConfiguration.RECIPIENT,
            "french-system",
            "mali-bn21-system",
            "mali-bn33-system",
            "mali-bn36-system",
            "jaitf-bamako-system",
            "niger-police-system",
            "unowa.officer",
            "unodc.officer",
            "ohchr-system");
    private static final List<String> PURPOSES =
            List.of("early-warning", "crime-analysis", "force-protection", "targeting");
    private static final String USES = "&purposes=" + String.join(",", PURPOSES) + "&actions=READ,EXPORT,PUSH";

    @TempDir
    Path home;

    private final Encounters met = new Encounters();
    /** What feeds have let go by; it does not come back. */
    private final Set<String> gone = new HashSet<>();

    /** A stored record, and what the preview of its draft said. */
    private record Written(String id, String author, ObjectNode body, Foreseen draft) {}

    @Test
    void whatAPreviewShowsIsWhatLeaves() {
        MovedClock clock = new MovedClock();
        try (House house = new House(home, DelayedConfiguration.under(home, DELAY), clock)) {
            // Subscribes them all: what came before a subscription is not offered.
            look(house);
            List<Written> written = write(house);
            house.settle();
            List<Foreseen> before = written.stream().map(Written::draft).toList();
            compare(before, look(house));
            ask(house, before);
            recall(house, written);
            new Rulings(house).rule(before, clock.instant().plus(DELAY));
            List<Foreseen> ruled = compare(house, written);
            met.changes(before, ruled);
            clock.move(DELAY.multipliedBy(2));
            List<Foreseen> later = compare(house, written);
            met.changes(ruled, later);
        }
        met.everything();
    }

    private List<Written> write(House house) {
        Drafts drafts = new Drafts(SEED);
        List<Written> written = new ArrayList<>();
        Optional<String> given = Optional.empty();
        for (int i = 0; i < RECORDS; i++) {
            Drafts.Draft draft = i % 8 == 7 ? given.map(drafts::made).orElseGet(drafts::given) : drafts.next();
            String body = draft.body().toString();
            HttpResponse<String> preview =
                    house.post(draft.author(), "/previews?" + asked(house, draft.author()), body);
            HttpResponse<String> stored = house.post(draft.author(), "/records", body);
            JsonNode foreseen = Json.tree(preview.body());
            JsonNode answer = Json.tree(stored.body());
            if (stored.statusCode() == 201) {
                assertEquals(answer.path("label"), foreseen.path("label"));
                assertEquals(answer.path("derived"), foreseen.path("derived"));
                met.when(Encounters.Kind.FOREIGN, !answer.path("derived").isEmpty());
                String id = answer.path("id").asText();
                drafts.wrote(id);
                if (given.isEmpty() && i % 8 == 7) {
                    given = Optional.of(id);
                }
                Foreseen told = Foreseen.of(id, true, preview, draft.body());
                assertEquals(Set.copyOf(known(house, draft.author())), accounts(told));
                written.add(new Written(id, draft.author(), draft.body(), told));
            } else {
                assertEquals(stored.statusCode(), preview.statusCode(), preview.body());
                assertEquals(answer.path("errors"), foreseen.path("errors"));
                met.when(Encounters.Kind.FAULTY, true);
            }
        }
        return written;
    }

    /** What everybody gets now in each way for each purpose. */
    private static Map<Asked, Optional<Map<String, String>>> look(House house) {
        Received received = new Received(house);
        Map<Asked, Optional<Map<String, String>>> all = new HashMap<>();
        for (String account : RECIPIENTS) {
            for (String purpose : PURPOSES) {
                for (Action action : List.of(Action.READ, Action.EXPORT, Action.PUSH)) {
                    Asked asked = new Asked(account, action, purpose);
                    all.put(asked, received.of(asked));
                }
            }
        }
        return all;
    }

    /** The same for the records as they are stored now. */
    private List<Foreseen> compare(House house, List<Written> written) {
        house.settle();
        List<Foreseen> foreseen = written.stream()
                .flatMap(one -> audience(house, one.author(), one.id()).stream()
                        .map(audience -> Foreseen.of(one.id(), false, audience, one.body())))
                .toList();
        compare(foreseen, look(house));
        return foreseen;
    }

    private void compare(List<Foreseen> foreseen, Map<Asked, Optional<Map<String, String>>> received) {
        for (Foreseen one : foreseen) {
            Set<String> accounts = accounts(one);
            assertEquals(
                    received.keySet().stream()
                            .filter(asked -> accounts.contains(asked.account()))
                            .collect(Collectors.toSet()),
                    one.outcomes().keySet());
            one.outcomes().forEach((asked, outcome) -> {
                Optional<Map<String, String>> all = received.getOrDefault(asked, Optional.empty());
                assertEquals(outcome.refused(), all.isEmpty(), () -> asked + ": " + outcome);
                Optional<String> view = all.map(views -> views.get(one.record()));
                String offer = asked + " " + one.record();
                if (asked.action() == Action.PUSH && gone.contains(offer)) {
                    assertEquals(Optional.empty(), view, offer);
                } else {
                    one.compare(asked, view);
                    met.outcome(one, asked, outcome);
                }
                if (outcome.denied()) {
                    gone.add(offer);
                }
            });
        }
    }

    /** Asks for every record by its id, and for what waits for a ruling as a document: that opens the holds. */
    private static void ask(House house, List<Foreseen> foreseen) {
        for (Foreseen one : foreseen) {
            one.outcomes().forEach((asked, outcome) -> {
                if (asked.action() == Action.READ) {
                    HttpResponse<String> answer = get(house, one, asked, "");
                    assertEquals(status(outcome), answer.statusCode());
                    one.compare(
                            asked,
                            Optional.of(answer)
                                    .filter(got -> got.statusCode() == 200)
                                    .map(got -> withoutDisclosure(got, ",")));
                } else if (asked.action() == Action.EXPORT && outcome.held()) {
                    assertEquals(
                            status(outcome), get(house, one, asked, "/document").statusCode());
                }
            });
        }
    }

    private static int status(Foreseen.Outcome outcome) {
        return outcome.refused() ? 403 : outcome.gets() ? 200 : 404;
    }

    private static HttpResponse<String> get(House house, Foreseen one, Asked asked, String what) {
        return house.get(asked.account(), "/records/" + one.record() + what + "?purpose=" + asked.purpose());
    }

    private void recall(House house, List<Written> written) {
        for (int i = 6; i < written.size(); i += 7) {
            String recalls = "/records/" + written.get(i).id() + "/recalls";
            HttpResponse<String> answer = house.post(written.get(i).author(), recalls, "{\"reason\":\"a mistake\"}");
            met.when(Encounters.Kind.RECALLED, answer.statusCode() == 201);
        }
    }

    private static String asked(House house, String author) {
        return "recipients=" + String.join(",", known(house, author)) + USES;
    }

    /** Recipients whom the author's party may name. */
    private static List<String> known(House house, String author) {
        Bundle bundle = house.policy().bundle();
        Account account = Objects.requireNonNull(bundle.accounts().get(author));
        KnownAccounts known = new KnownAccounts(bundle, account.party());
        return RECIPIENTS.stream().filter(one -> known.find(one).isPresent()).toList();
    }

    private static Set<String> accounts(Foreseen foreseen) {
        return foreseen.outcomes().keySet().stream().map(Asked::account).collect(Collectors.toSet());
    }

    /** The audience of a record that its author may read; its preview is the same. */
    private static Optional<HttpResponse<String>> audience(House house, String author, String id) {
        for (JsonNode purpose : Json.tree(house.get(author, "/me").body()).path("purposes")) {
            String query = "?purpose=" + purpose.asText() + "&" + asked(house, author);
            HttpResponse<String> audience = house.get(author, "/records/" + id + "/audience" + query);
            HttpResponse<String> preview = house.post(author, "/previews" + query, "{\"record\":\"" + id + "\"}");
            assertEquals(audience.statusCode(), preview.statusCode());
            if (audience.statusCode() == 200) {
                assertEquals(withoutDisclosure(audience, ""), withoutDisclosure(preview, ""));
                return Optional.of(audience);
            }
            assertEquals(404, audience.statusCode(), audience.body());
        }
        return Optional.empty();
    }

    /** @param separator behind the disclosure */
    private static String withoutDisclosure(HttpResponse<String> answer, String separator) {
        String disclosure = "\"disclosure\":" + Json.tree(answer.body()).path("disclosure") + separator;
        assertTrue(answer.body().contains(disclosure), answer::body);
        return answer.body().replace(disclosure, "");
    }
}
