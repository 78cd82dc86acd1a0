package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.record.Statement;
import org.passerelle.gateway.submission.Fault.Code;

/** A detail that is a list of statements, each of which names its source. */
final class Statements {
    private static final Set<String> MEMBERS = Set.of("relation", "party", "from", "until", "source", "grading");
    private static final int LONGEST_TIME = 40;
    private static final Duration DAY = Duration.ofDays(1);

    private Statements() {}

    /** @param relations that may be stated */
    static Optional<Object> read(JsonNode node, String pointer, Set<String> relations, Faults faults) {
        if (!node.isArray() || node.size() > Details.MOST) {
            faults.add(pointer, Code.WRONG_TYPE, "must be an array of at most " + Details.MOST + " statements");
            return Optional.empty();
        }
        ClosedWords words = new ClosedWords("relation", relations);
        List<Map<String, Object>> statements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            object(node.get(i), pointer + "/" + i, faults)
                    .flatMap(fields -> statement(fields, words))
                    .ifPresent(said -> statements.add(said.members()));
        }
        return Optional.of(List.copyOf(statements));
    }

    /** Plain texts were taken before there were statements, and are named for what they are. */
    private static Optional<Fields> object(JsonNode node, String pointer, Faults faults) {
        if (node.isTextual()) {
            faults.add(
                    pointer,
                    Code.WRONG_TYPE,
                    "must be an object with relation, party and source, and no longer a text");
            return Optional.empty();
        }
        return Fields.of(node, pointer, MEMBERS, faults);
    }

    private static Optional<Statement> statement(Fields fields, ClosedWords relations) {
        List.of("relation", "party", "source").forEach(fields::require);
        Optional<String> relation = fields.word("relation", relations);
        Optional<String> party = fields.text("party", Details.LONGEST);
        Optional<String> from = time(fields, "from");
        Optional<String> until = time(fields, "until");
        Optional<String> source = fields.text("source", Details.LONGEST);
        Optional<Grading> grading = fields.grading("grading");
        if (from.isPresent() && until.isPresent() && !begin(from.get()).isBefore(end(until.get()))) {
            fields.fault("until", Code.CONTRADICTION, "is not after from");
        }
        return relation.flatMap(
                how -> party.flatMap(whom -> source.map(who -> new Statement(how, whom, from, until, who, grading))));
    }

    private static Optional<String> time(Fields fields, String name) {
        return fields.text(name, LONGEST_TIME).flatMap(text -> {
            Optional<String> time =
                    Times.isDay(text) ? Optional.of(text) : Times.parse(text).map(Instant::toString);
            if (time.isEmpty()) {
                fields.fault(
                        name,
                        Code.NOT_A_TIME,
                        "is neither a day nor a time that exists, such as 2015-01-20 or 2015-01-20T09:00:00Z");
            }
            return time;
        });
    }

    private static Instant begin(String time) {
        return Times.isDay(time)
                ? LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(time);
    }

    /** A day ends with the next, so that what began and ended on one day lasted. */
    private static Instant end(String time) {
        return Times.isDay(time) ? begin(time).plus(DAY) : Instant.parse(time);
    }
}
