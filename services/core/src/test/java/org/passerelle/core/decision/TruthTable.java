package org.passerelle.core.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.document.Situation;
import org.passerelle.core.document.Situations;
import org.passerelle.core.world.World;

/** Rows of situation and expected verdict, as data. */
final class TruthTable {

    /** What the document does not have: longer ways of custody. */
    private static final List<String> NAMES = List.of("origin");

    private TruthTable() {}

    record Row(String name, World world, JsonNode expected) {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String name : NAMES) {
            JsonNode table = World.resource("tables/" + name + ".json");
            World base = World.base().with(table.path("base"));
            for (JsonNode row : table.path("rows")) {
                rows.add(new Row(
                        name + " " + row.path("name").asText(), base.with(row.path("given")), row.path("expect")));
            }
        }
        return rows;
    }

    /** The rows and every situation of the document, with what the complete gates say. */
    static Stream<World> worlds() {
        return Stream.concat(
                rows().stream().map(Row::world), Situations.all().stream().map(Situation::world));
    }

    /** What a row came to; the codes are all failing ones, whatever their weight. */
    record Outcome(String verdict, Set<String> codes, Optional<Gate> gate, Optional<String> clause) {}

    static Outcome outcome(Evaluator evaluator, World world) {
        Decision decision = evaluator.decide(world.bundle(), world.request(), world.record(), world.now());
        return switch (decision) {
            case Decision.Refused refused ->
                new Outcome(
                        "REFUSED",
                        codes(refused.trace().stream()),
                        Optional.of(refused.code().gate()),
                        Optional.empty());
            case Decision.Judged judged -> {
                PortionDecision portion = judged.portions().getFirst();
                yield new Outcome(
                        portion.verdict().name(),
                        codes(portion.trace().stream()),
                        portion.primary().map(primary -> deciding(portion, primary)),
                        portion.clause());
            }
        };
    }

    private static Gate deciding(PortionDecision portion, Code primary) {
        return portion.trace().stream()
                .filter(finding -> finding.code().equals(Optional.of(primary)))
                .findFirst()
                .orElseThrow()
                .gate();
    }

    private static Set<String> codes(Stream<Finding> trace) {
        Set<String> codes = new HashSet<>();
        trace.flatMap(finding -> finding.code().stream()).forEach(code -> codes.add(code.name()));
        return codes;
    }
}
