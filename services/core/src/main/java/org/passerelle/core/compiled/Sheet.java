package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.RecordFacts;

/**
 * What one request comes to, label class by label class: verdict, reasons, obligations, and what a row must show besides its class.
 * Belongs to one bundle and answers for any instant: entries whose dated facts have changed by then are compiled again. Whoever decides
 * takes the sheet anew each time, since that is when the lease is looked at. Safe for use by several threads.
 */
public final class Sheet {

    /**
     * Label classes by verdict.
     *
     * @param permitted those of which a current row may be permitted
     * @param held those of which a current row may be held, and those whose rows must be decided one by one
     */
    public record Classes(BitSet permitted, BitSet held) {

        /** All of which some row is worth reading. */
        public BitSet worthReading() {
            BitSet either = (BitSet) permitted.clone();
            either.or(held);
            return either;
        }
    }

    private record Snapshot(int highest, Validity validity, Classes classes) {}

    private final Request request;
    private final Interpretation interpretation;
    private final Table table;
    private final ClassCatalogue catalogue;
    private final Optional<Decision.Refused> refused;
    private final @Nullable PortionDecision refusal;
    private final Entry.Interpreter typical;
    private final boolean anyExempted;
    private volatile @Nullable Snapshot snapshot;

    Sheet(
            Request request,
            Interpretation interpretation,
            Table table,
            ClassCatalogue catalogue,
            Optional<Decision.Refused> refused) {
        this.request = request;
        this.interpretation = interpretation;
        this.table = table;
        this.catalogue = catalogue;
        this.refused = refused;
        this.anyExempted = !interpretation.exempted().isEmpty();
        this.refusal = refused.map(PortionDecision::refused).orElse(null);
        this.typical = (row, at) ->
                table.shared(interpretation.decide(request, row, at).about(""));
    }

    /** Why the request is refused before any record is read. */
    public Optional<Decision.Refused> refused() {
        return refused;
    }

    /**
     * The decision on a portion, with its reasons and obligations, shared with all portions that are decided alike: it names no portion,
     * and facts in its trace that belong to the row are those of a typical row. Where the request is refused, a denial for that reason.
     * Allocates nothing for a row whose like has been decided before.
     */
    public PortionDecision decide(Row row, Instant at) {
        if (refusal != null) {
            return refusal;
        }
        if (anyExempted && interpretation.exempted().contains(row.facts().recordId())) {
            return interpretation.decide(request, row.facts(), at);
        }
        long nanos = Nanos.of(at);
        Entry entry = table.get(row.number());
        if (entry == null || !entry.covers(nanos)) {
            entry = row.number() == ClassCatalogue.UNCLASSED || !Nanos.exact(nanos) ? null : entry(row.number(), at);
        }
        return entry == null
                ? interpretation.decide(request, row.facts(), at)
                : entry.decide(request.subject(), row, at, nanos, typical);
    }

    /** The classes by verdict; none where the request is refused. */
    public Classes classes(Instant at) {
        return snapshot(at).classes();
    }

    private Snapshot snapshot(Instant at) {
        Snapshot known = snapshot;
        if (known == null
                || known.highest() != catalogue.highest()
                || !known.validity().covers(at)) {
            known = look(at);
            snapshot = known;
        }
        return known;
    }

    private Snapshot look(Instant at) {
        BitSet permitted = new BitSet();
        BitSet held = new BitSet();
        int highest = catalogue.highest();
        Validity validity = Validity.ALWAYS;
        for (int number = 1; refusal == null && number <= highest; number++) {
            Entry entry = entry(number, at);
            if (entry != null) {
                permitted.set(number, !entry.conditions(Verdict.PERMIT).isEmpty());
                held.set(number, !entry.conditions(Verdict.HOLD).isEmpty());
                validity = validity.intersect(entry.validity());
            }
        }
        return new Snapshot(highest, validity, new Classes(permitted, held));
    }

    /** The rows that come to one of these verdicts, PERMIT or HOLD, for the store to judge; none where the request is refused, or
     * is for a NOTICE, which brings nothing of a record. */
    public MayRead mayRead(Set<Verdict> verdicts, Instant at) {
        MayRead.Collecting mayRead = new MayRead.Collecting();
        classes(at).worthReading().stream().forEach(number -> {
            Entry entry = entry(number, at);
            for (Verdict verdict : request.action() == Action.NOTICE ? Set.<Verdict>of() : verdicts) {
                List<Condition> conditions = entry == null ? List.of() : entry.conditions(verdict);
                conditions.forEach(condition -> mayRead.add(number, condition));
            }
        });
        return mayRead.of(request, at, exempted());
    }

    /**
     * The decision on any current row of a class: active, no embargo or retention standing in the way. Empty where it hangs on the row
     * what leaves, or nobody knows the class; grants and exemptions are left aside.
     */
    public Optional<PortionDecision> alike(int number, Instant at) {
        if (refusal != null) {
            return Optional.of(refusal);
        }
        Entry entry = number == ClassCatalogue.UNCLASSED ? null : entry(number, at);
        return entry == null ? Optional.empty() : entry.alike();
    }

    /**
     * The rows that may be permitted: those that are, those of classes whose rows must be decided one by one, and those of some records
     * more, whatever their class. None where the request is refused.
     *
     * @param records such as those for which there are grants
     */
    public MayRead mayBePermitted(Set<String> records, Instant at) {
        MayRead permitted = mayRead(Set.of(Verdict.PERMIT), at);
        if (refusal != null) {
            return permitted;
        }
        MayRead may = permitted.with(ClassCatalogue.UNCLASSED).with(records);
        for (int number : classes(at).held().stream().toArray()) {
            Entry entry = entry(number, at);
            may = entry != null && entry.undecided() ? may.with(number) : may;
        }
        return may;
    }

    /** Records that are decided one by one, whatever their class; none where nothing of a record is asked for. */
    private Set<String> exempted() {
        return refusal != null || request.action() == Action.NOTICE ? Set.of() : interpretation.exempted();
    }

    /** The next instant at which a class may change its verdict. */
    public Instant validUntil(Instant at) {
        return snapshot(at).validity().until();
    }

    private @Nullable Entry entry(int number, Instant at) {
        Entry known = table.get(number);
        if (known != null && known.validity().covers(at)) {
            return known;
        }
        RecordFacts facts = catalogue.facts(number).orElse(null);
        if (facts == null) {
            return null;
        }
        Entry compiled = interpretation.compile(request, facts, at, typical);
        table.put(number, compiled);
        return compiled;
    }
}
