package org.passerelle.records;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.impact.Reach;
import org.passerelle.core.impact.RecipientProfile;
import org.passerelle.core.impact.Tally;
import org.passerelle.core.label.Audience;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.reference.Reference;

/** The impact on one reach by asking the reference for every portion of every record, twice; nothing is shared with the product. */
final class BruteForce {

    /** How much changes so for portions of one label class. */
    record Row(RecordFacts labelClass, Side before, Side after) {}

    record Side(Verdict verdict, Optional<String> cause, Obligations obligations, Audience onward) {
        static Side of(Answer.Portion portion) {
            Audience onward = portion.verdict() == Verdict.DENY ? Audience.nobody() : portion.onward();
            return new Side(portion.verdict(), told(portion.primary()), portion.obligations(), onward);
        }
    }

    /** Which cause of screening it is, is not told. */
    private static Optional<String> told(Optional<Code> code) {
        return code.map(one -> one.gate() == Gate.SCREENING ? "SCREENING" : one.name());
    }

    final Map<List<Verdict>, Long> records = new HashMap<>();
    final Map<Row, Long> rows = new HashMap<>();
    long otherTerms;

    private final LeasedBundle before;
    private final LeasedBundle after;
    private final Reach reach;
    private final Instant at;

    BruteForce(Bundle before, Bundle after, Reach reach, Instant at) {
        this.before = leased(before, reach);
        this.after = leased(after, reach);
        this.reach = reach;
        this.at = at;
    }

    private static LeasedBundle leased(Bundle bundle, Reach reach) {
        return new LeasedBundle(RecipientProfile.known(bundle, List.of(reach.recipient())), true, Instant.MAX);
    }

    void add(RecordFacts record) {
        Verdict was = Verdict.DENY;
        Verdict would = Verdict.DENY;
        Set<Row> changed = new HashSet<>();
        List<Side> earliers = sides(before, record);
        List<Side> laters = sides(after, record);
        for (int i = 0; i < record.portions().size(); i++) {
            RecordFacts labelClass =
                    LabelClasses.classFacts(record, record.portions().get(i));
            if (ownContent(record, labelClass)) {
                continue;
            }
            Side earlier = earliers.get(i);
            Side later = laters.get(i);
            was = earlier.verdict().compareTo(was) < 0 ? earlier.verdict() : was;
            would = later.verdict().compareTo(would) < 0 ? later.verdict() : would;
            boolean same = earlier.verdict() == later.verdict()
                    && earlier.obligations().equals(later.obligations())
                    && earlier.onward().equals(later.onward());
            if (!same) {
                changed.add(new Row(
                        LabelClasses.classFacts(record, record.portions().get(i)), earlier, later));
            }
        }
        if (was != Verdict.DENY || would != Verdict.DENY) {
            records.merge(List.of(was, would), 1L, Long::sum);
            otherTerms += was == would && !changed.isEmpty() ? 1 : 0;
            changed.forEach(row -> rows.merge(row, 1L, Long::sum));
        }
    }

    /** No agreement has a say in it, so it is not counted. */
    private boolean ownContent(RecordFacts record, RecordFacts labelClass) {
        return reach.recipient().account().party().equals(record.releaser())
                && labelClass
                        .portions()
                        .getFirst()
                        .label()
                        .orElseThrow()
                        .originators()
                        .equals(Set.of(record.releaser()));
    }

    private List<Side> sides(LeasedBundle bundle, RecordFacts record) {
        return switch (Reference.decide(bundle, reach.request(), record, at)) {
            case Answer.Refused refused ->
                Collections.nCopies(
                        record.portions().size(),
                        new Side(Verdict.DENY, told(Optional.of(refused.code())), Obligations.NONE, Audience.nobody()));
            case Answer.Judged judged ->
                judged.portions().stream().map(Side::of).toList();
        };
    }

    /** The same of what the product counted. */
    static Map<List<Verdict>, Long> records(Tally tally) {
        Map<List<Verdict>, Long> records = new HashMap<>();
        for (Verdict was : Verdict.values()) {
            for (Verdict would : Verdict.values()) {
                if (tally.records(was, would) > 0) {
                    records.put(List.of(was, would), tally.records(was, would));
                }
            }
        }
        return records;
    }

    /** Which clause says so is left aside. */
    static Map<Row, Long> rows(Tally tally) {
        Map<Row, Long> rows = new HashMap<>();
        tally.rows()
                .forEach(row -> rows.merge(
                        new Row(
                                row.change().labelClass(),
                                new Side(
                                        row.change().before().verdict(),
                                        row.change().before().cause(),
                                        row.change().before().obligations(),
                                        row.change().before().onward()),
                                new Side(
                                        row.change().after().verdict(),
                                        row.change().after().cause(),
                                        row.change().after().obligations(),
                                        row.change().after().onward())),
                        row.records(),
                        Long::sum));
        return rows;
    }
}
