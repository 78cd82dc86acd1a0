package org.passerelle.node.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Stage;

/** A recall reaches everybody who received the record, and whoever built on it. */
final class Recall {
    private static final String PURPOSE = "early-warning";
    private static final List<String> RECIPIENTS = List.of("unowa-system", "unodc-system", "eucap-system");

    private Recall() {}

    static Scenario falseAttribution() {
        return new Told(
                15,
                "A false attribution is recalled from all who received it",
                "UNOWA, UNODC and EUCAP have read a product, UNOWA has built on it; MINUSMA recalls it.",
                "notice",
                Recall::play);
    }

    private static Outcome play(Stage stage) {
        Map<String, String> cursors = new LinkedHashMap<>();
        RECIPIENTS.forEach(account -> cursors.put(account, stage.feedEnd(account, PURPOSE)));
        String record = stage.submit("minusma-system", attribution(stage));
        boolean received = RECIPIENTS.stream()
                .allMatch(account -> stage.read(account, record, PURPOSE).ok());
        String derivative = stage.submit("unowa-system", derivative(stage, record));
        Answer recalled = stage.because(
                "minusma-system", "/records/" + record + "/recalls", "the attribution rests on a forged statement");
        Map<String, JsonNode> notices = new LinkedHashMap<>();
        cursors.forEach((account, cursor) ->
                notice(stage, account, cursor, record).ifPresent(notice -> notices.put(account, notice)));
        boolean gone = RECIPIENTS.stream()
                .allMatch(account -> stage.read(account, record, PURPOSE).absent());
        boolean acknowledged = acknowledge(stage, notices);
        Explanation told = stage.explain("minusma.officer", "unowa-system", "READ", PURPOSE, record);
        Map<String, JsonNode> states = states(stage, record);
        return Outcome.of(notices.keySet().containsAll(RECIPIENTS) ? "notice" : "nothing", told)
                .told("DENY", "RECALLED")
                .and("all three had received it", received)
                .and("the recall took effect on every gateway", recalled.ok())
                .and("reading it is now absence", gone)
                .and("UNOWA is told that its own product is affected", affected(notices, derivative))
                .and("the acknowledgement is taken", acknowledged)
                .and(
                        "the case shows who acknowledged and who received",
                        state(states, "UNOWA").equals("acknowledged")
                                && state(states, "UNODC").equals("delivered")
                                && state(states, "EUCAP-SAHEL").equals("delivered"))
                .and("and until when the others must", states.values().stream().allMatch(each -> each.has("dueAt")));
    }

    private static Draft attribution(Stage stage) {
        return product("Who was behind the attack on the market, issue " + stage.run())
                .portion("body", "The attack is attributed to a group that had threatened the traders.");
    }

    private static Draft derivative(Stage stage, String record) {
        return product("Threats to markets this month, issue " + stage.run())
                .derived("body", "A group that had threatened traders is now linked to one attack.", record);
    }

    private static Draft product(String title) {
        return Draft.of("product", Marking.of("UN UNCLASSIFIED").tlp("AMBER").only("purposes", PURPOSE))
                .in("ML", "ML-7")
                .grading("C3")
                .detail("productType", "assessment")
                .portion("title", title);
    }

    private static Optional<JsonNode> notice(Stage stage, String account, String cursor, String record) {
        return stage.feedUntil(account, PURPOSE, cursor, record).stream()
                .filter(item -> item.path("kind").asText().equals("notice")
                        && item.path("record").asText().equals(record)
                        && item.path("verb").asText().equals("recalled"))
                .findFirst();
    }

    private static boolean acknowledge(Stage stage, Map<String, JsonNode> notices) {
        JsonNode notice = notices.get("unowa-system");
        return notice != null
                && stage.gateway()
                        .post(
                                "unowa-system",
                                "/feed/acknowledgements",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("notice", notice.path("id").asText()))
                        .ok();
    }

    private static boolean affected(Map<String, JsonNode> notices, String derivative) {
        List<String> told = new ArrayList<>();
        notices.forEach(
                (account, notice) -> notice.path("affected").forEach(own -> told.add(account + " " + own.asText())));
        return Set.copyOf(told).equals(Set.of("unowa-system " + derivative));
    }

    private static Map<String, JsonNode> states(Stage stage, String record) {
        Map<String, JsonNode> states = new LinkedHashMap<>();
        stage.gateway()
                .get("minusma-system", "/records/" + record + "/recalls")
                .orFail("the recall case")
                .json()
                .path("items")
                .path(0)
                .path("notices")
                .forEach(notice -> states.put(notice.path("party").asText(), notice));
        return states;
    }

    private static String state(Map<String, JsonNode> states, String party) {
        JsonNode notice = states.get(party);
        return notice == null ? "" : notice.path("state").asText();
    }
}
