package org.passerelle.gateway.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.impact.ClassChange;
import org.passerelle.core.impact.Outcome;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.Tally;
import org.passerelle.core.impact.Warning;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.CompactLabel;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Agreements.Supposed;
import org.passerelle.core.party.Account;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.gateway.decisions.ObligationsJson;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.ProblemJson;

/**
 * Writes an impact. Numbers of label classes never leave, nor does that of the policy, which counts what others do; what a class is does, since the records are the asking party's own.
 *
 * @param examples ids of records that may be named
 * @param only party whose own classes alone are told apart; empty: those with content of others too
 */
record ImpactJson(
        Question question,
        Supposed.Compared compared,
        Instant at,
        Counted counted,
        Set<String> examples,
        Optional<String> only) {

    /** So many rows are shown for each recipient, action and purpose. */
    static final int MOST_ROWS = 100;

    Map<String, Object> json(List<Warning> warnings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("agreement", compared.agreement().id());
        json.put("version", compared.agreement().version());
        json.put("act", Question.word(question.act()));
        compared.standing().ifPresent(standing -> json.put("standing", standing.version()));
        json.put("at", at);
        json.put("problems", compared.faults().stream().map(ProblemJson::error).toList());
        json.put("warnings", warnings.stream().map(WarningJson::of).toList());
        json.put("stored", stored());
        json.put("traffic", traffic());
        return json;
    }

    private Map<String, Object> stored() {
        List<Object> recipients = new ArrayList<>();
        counted.comparison().tallies().forEach((reach, tally) -> recipients.add(reach(reach, tally)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("complete", counted.allRecords());
        json.put("recipients", recipients);
        return json;
    }

    private Map<String, Object> reach(Reach reach, Tally tally) {
        Account account = reach.recipient().account();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("party", account.party());
        account.unit().ifPresent(unit -> json.put("unit", unit));
        json.put("action", reach.action().name());
        json.put("purpose", reach.purpose());
        json.put("records", changes(tally, "records"));
        json.put("otherTerms", tally.otherTerms());
        List<Tally.Row> rows = rows(tally);
        json.put("classes", rows.stream().map(this::row).toList());
        long more = tally.leftOut()
                + tally.rows().stream().mapToLong(Tally.Row::records).sum()
                - rows.stream().mapToLong(Tally.Row::records).sum();
        if (more > 0) {
            json.put("inFurtherClasses", more);
        }
        return json;
    }

    private List<Tally.Row> rows(Tally tally) {
        return tally.rows().stream()
                .filter(row -> only.map(party -> contentOf(row).allMatch(party::equals))
                        .orElse(true))
                .limit(MOST_ROWS)
                .toList();
    }

    /** Whose content there is in the classes that are told apart. */
    Set<String> originators() {
        return counted.comparison().tallies().values().stream()
                .flatMap(tally -> rows(tally).stream())
                .flatMap(ImpactJson::contentOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> contentOf(Tally.Row row) {
        return row.change().labelClass().portions().getFirst().label().stream()
                .flatMap(label -> label.originators().stream());
    }

    private static List<Object> changes(Tally tally, String what) {
        List<Object> changes = new ArrayList<>();
        for (Verdict before : Verdict.values()) {
            for (Verdict after : Verdict.values()) {
                long count = tally.records(before, after);
                if (count > 0) {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("before", before.name());
                    json.put("after", after.name());
                    json.put(what, count);
                    changes.add(json);
                }
            }
        }
        return changes;
    }

    private Map<String, Object> row(Tally.Row row) {
        Map<String, Object> json = labelClass(row.change());
        json.put("before", outcome(row.change().before()));
        json.put("after", outcome(row.change().after()));
        json.put("records", row.records());
        json.put(
                "examples",
                row.examples().stream()
                        .limit(Examples.EACH)
                        .filter(examples::contains)
                        .toList());
        return json;
    }

    private static Map<String, Object> labelClass(ClassChange change) {
        PortionFacts portion = change.labelClass().portions().getFirst();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", change.labelClass().type());
        portion.label().ifPresent(label -> {
            json.put("label", line(label));
            json.put("eyesOnly", label.eyesOnly() instanceof Audience.Only);
            json.put("originators", new TreeSet<>(label.originators()));
        });
        json.put("areas", new TreeSet<>(change.labelClass().areas()));
        json.put("tags", new TreeSet<>(change.labelClass().tags()));
        json.put("sourceType", portion.sourceType());
        json.put("custody", portion.custody().stream().map(ImpactJson::receipt).toList());
        return json;
    }

    /** Whom eyes-only names is a matter of each record. */
    private static String line(Label label) {
        Label anybody = new Label(
                label.level(),
                label.tlp(),
                label.originators(),
                label.purposes(),
                label.compartments(),
                label.releasableTo(),
                label.notReleasableTo(),
                Audience.unrestricted(),
                label.onward(),
                label.flags(),
                label.embargoUntil(),
                label.retainUntil(),
                label.markedAt());
        return CompactLabel.print(anybody, label.level().name());
    }

    private static Map<String, Object> receipt(Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", receipt.releaser());
        json.put("to", receipt.holder());
        json.put("type", receipt.type());
        ViewJson.names(receipt.onward()).ifPresent(onward -> json.put("onward", onward));
        return json;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", outcome.verdict().name());
        outcome.cause().ifPresent(cause -> json.put("code", cause));
        outcome.clause().ifPresent(clause -> json.put("clause", clause));
        if (outcome.verdict() != Verdict.DENY) {
            json.put("obligations", ObligationsJson.of(outcome.obligations()));
            ViewJson.names(outcome.onward()).ifPresent(onward -> json.put("onward", onward));
        }
        return json;
    }

    private Map<String, Object> traffic() {
        List<Object> recipients = new ArrayList<>();
        counted.comparison().replays().forEach((replayed, tally) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("party", replayed.recipient());
            json.put("action", replayed.action().name());
            json.put("purpose", replayed.purpose());
            json.put("disclosures", changes(tally, "disclosures"));
            json.put("otherTerms", tally.otherTerms());
            recipients.add(json);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("since", counted.since());
        json.put("complete", counted.allTraffic());
        json.put("recipients", recipients);
        return json;
    }
}
