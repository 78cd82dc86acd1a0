package org.passerelle.core.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;

/** Reads requests and records of the test world. */
final class RecordReading {

    private RecordReading() {}

    static Request request(Tree tree) {
        return new Request(
                tree.text("subject"),
                tree.word(Strength.class, "strength"),
                tree.word(Action.class, "action"),
                tree.text("purpose"),
                tree.texts("endUsers"));
    }

    static RecordFacts facts(Tree tree) {
        return new RecordFacts(
                "r-1",
                1,
                tree.text("type"),
                tree.text("releaser"),
                tree.text("submitter"),
                tree.word(RecordState.class, "state"),
                tree.instant("createdAt"),
                tree.optionalInstant("eventTime"),
                tree.optionalInstant("validUntil"),
                tree.texts("areas"),
                tree.texts("tags"),
                tree.members("portions", (id, portion) -> portion(id, portion, tree)),
                tree.members("grants", (id, grant) -> grant(id, grant)));
    }

    static StoredRecord stored(Tree tree) {
        Map<String, Content> contents = new HashMap<>();
        tree.members("portions", (id, portion) -> contents.put(id, content(id, portion, tree)));
        return new StoredRecord(facts(tree), contents, tree.instant("createdAt"), List.of());
    }

    private static Content content(String id, Tree portion, Tree record) {
        if (!portion.text("field", id).equals(PortionFacts.HEAD)) {
            return new Content.Text(portion.text("text", "text of " + id));
        }
        Map<String, Object> details = new HashMap<>();
        portion.members(
                "details", (name, value) -> details.put(name, value.node().asText()));
        return new Content.Head(
                record.text("type"),
                "en",
                record.optionalInstant("eventTime"),
                record.optionalInstant("validUntil"),
                Optional.of("ML"),
                List.of("ML-7"),
                portion.has("geometry") ? Optional.of(geometry(portion.at("geometry"))) : Optional.empty(),
                portion.optionalText("grading").map(Grading::new),
                List.copyOf(record.texts("tags")),
                details);
    }

    private static Geometry geometry(Tree tree) {
        List<Position> positions = new ArrayList<>();
        tree.node()
                .path("positions")
                .forEach(at -> positions.add(
                        new Position(at.get(0).asDouble(), at.get(1).asDouble())));
        return new Geometry(tree.word(Geometry.Kind.class, "kind"), positions);
    }

    private static PortionFacts portion(String id, Tree tree, Tree record) {
        PortionFacts facts = new PortionFacts(
                id,
                tree.text("field", id),
                tree.has("label") ? Optional.of(label(tree.at("label"))) : Optional.empty(),
                tree.text("sourceType", record.text("type")),
                tree.elements("custody", (index, receipt) -> receipt(receipt)));
        return tree.optionalText("author").map(facts::by).orElse(facts);
    }

    private static Receipt receipt(Tree tree) {
        return new Receipt(
                tree.text("releaser"),
                tree.text("holder"),
                tree.text("clause", ""),
                tree.text("type"),
                tree.audience("onward"));
    }

    static Label label(Tree tree) {
        return new Label(
                tree.level("level"),
                tree.word(Tlp.class, "tlp"),
                tree.texts("originators"),
                tree.audience("purposes"),
                tree.texts("compartments"),
                tree.audience("releasableTo"),
                tree.texts("notReleasableTo"),
                tree.audience("eyesOnly"),
                tree.audience("onward"),
                tree.texts("flags"),
                tree.optionalInstant("embargoUntil"),
                tree.optionalInstant("retainUntil"),
                tree.instant("markedAt"));
    }

    private static Grant grant(String id, Tree tree) {
        return new Grant(
                id,
                tree.word(Code.class, "code"),
                tree.text("matter", ""),
                tree.text("recordId", "r-1"),
                tree.has("version") ? tree.number("version") : 1,
                tree.text("portionId", "body"),
                tree.text("recipient"),
                tree.optionalText("recipientUnit"),
                tree.text("purpose"),
                tree.has("action") ? tree.word(Action.class, "action") : Action.READ,
                tree.text("ruler"),
                tree.text("rulerParty"),
                tree.instant("expiresAt"));
    }
}
