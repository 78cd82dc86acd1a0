package org.passerelle.benchmarks.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.passerelle.benchmarks.engine.PlainJudge;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.RecordFacts;

/** Draws records, then pairs at random until each verdict has its share; an index of clauses keeps that quick. */
final class PairDraw {
    private static final int RECORDS = 6000;
    private static final int PATIENCE = 4_000_000;

    private final Draw draw;
    private final Bundle bundle;
    private final Instant at;
    private final List<Request> requests;
    private final Map<String, List<Agreement>> byParties = new HashMap<>();
    private final Map<String, List<RecordFacts>> meantFor = new HashMap<>();
    private final List<RecordFacts> records = new ArrayList<>();

    PairDraw(Draw draw, Bundle bundle, Instant at, List<Request> requests) {
        this.draw = draw;
        this.bundle = bundle;
        this.at = at;
        this.requests = requests;
        bundle.agreements().forEach(this::index);
        drawRecords();
    }

    List<RecordFacts> records() {
        return records;
    }

    List<Pair> pairs(Variant variant, int count) {
        Map<Verdict, Integer> wanted = new EnumMap<>(Verdict.class);
        wanted.put(Verdict.PERMIT, count * variant.permits() / 100);
        wanted.put(Verdict.HOLD, count * variant.holds() / 100);
        wanted.put(Verdict.DENY, count - wanted.get(Verdict.PERMIT) - wanted.get(Verdict.HOLD));
        List<Pair> pairs = new ArrayList<>(count);
        for (int drawn = 0; pairs.size() < count; drawn++) {
            if (drawn == PATIENCE) {
                throw new IllegalStateException("the shares of %s are out of reach".formatted(variant.text()));
            }
            Pair pair = pair();
            Verdict verdict = verdict(pair);
            if (wanted.merge(verdict, -1, Integer::sum) >= 0) {
                pairs.add(pair);
            }
        }
        draw.shuffle(pairs);
        return pairs;
    }

    private void index(Agreement agreement) {
        for (Clause clause : agreement.clauses()) {
            recipients(clause)
                    .map(recipient -> key(clause.releaser(), recipient))
                    .forEach(key -> byParties
                            .computeIfAbsent(key, none -> new ArrayList<>())
                            .add(agreement));
        }
    }

    private Stream<String> recipients(Clause clause) {
        return bundle.parties().keySet().stream()
                .sorted()
                .filter(party -> bundle.standsFor(clause.recipient(), party, at));
    }

    private void drawRecords() {
        RecordDraw records = new RecordDraw(draw, bundle, at);
        List<Agreement> active = bundle.agreements().stream()
                .filter(agreement -> agreement.state() == AgreementState.ACTIVE)
                .toList();
        for (int number = 0; number < RECORDS; number++) {
            Clause clause = draw.oneOf(draw.oneOf(active).clauses());
            String recipient = draw.oneOf(recipients(clause).toList());
            boolean within = draw.percent(75);
            RecordFacts record = within ? records.within(clause, recipient, number) : records.wild(number);
            this.records.add(record);
            if (within) {
                meantFor.computeIfAbsent(recipient, none -> new ArrayList<>()).add(record);
            }
        }
    }

    private Pair pair() {
        Request request = draw.oneOf(requests);
        String party = Known.in(bundle.accounts(), request.subject()).party();
        List<RecordFacts> meant = meantFor.getOrDefault(party, List.of());
        RecordFacts record = !meant.isEmpty() && draw.percent(70) ? draw.oneOf(meant) : draw.oneOf(records);
        return new Pair(request, record);
    }

    private Verdict verdict(Pair pair) {
        String party = Known.in(bundle.accounts(), pair.request().subject()).party();
        List<Agreement> between = byParties.getOrDefault(key(pair.record().releaser(), party), List.of());
        return new PlainJudge(bundle, at, pair).judge(between).verdict();
    }

    private static String key(String releaser, String recipient) {
        return releaser + " to " + recipient;
    }
}
