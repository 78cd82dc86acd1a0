package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.label.Dimension;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Loosening;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.TearLine;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.platform.bus.Bus;

/**
 * Tear-lines: records that their author's party wrote as summaries of others of its own. Everything is judged by what the caller may read of
 * the source, and the relation is told to who may read both: to anybody else it is as if there were none.
 */
final class TearLines {
    private static final String AT = "/" + SubmissionParser.TEAR_LINE;

    private final Bus bus;
    private final Custody custody;

    TearLines(Bus bus, Custody custody) {
        this.bus = bus;
        this.custody = custody;
    }

    /**
     * The record that a submission replaces.
     *
     * @param recordId empty for none
     * @param kept portions that stay, as far as the caller may read them
     * @param binding portions whose restrictions stay, as far as the caller may read them
     * @param cited ids of records from which those portions were written that the caller may read
     */
    record Before(String recordId, List<TearLine.Portion> kept, List<Loosening.Portion> binding, Set<String> cited) {
        static final Before NOTHING = new Before("", List.of(), List.of(), Set.of());

        Before {
            kept = List.copyOf(kept);
            binding = List.copyOf(binding);
            cited = Set.copyOf(cited);
        }
    }

    /**
     * Of what a submission is the tear-line.
     *
     * @param source id of the record, if any
     * @param portions what the caller may read of it; empty when it is not one of which they may write a tear-line
     * @param stated by the submission; else it was so before
     */
    record Relation(Optional<String> source, List<TearLine.Portion> portions, boolean stated) {
        static final Relation NONE = new Relation(Optional.empty(), List.of(), false);

        Relation {
            portions = List.copyOf(portions);
        }
    }

    /** What a draft states, or what stands. */
    Future<Relation> of(LeasedBundle leased, Caller caller, Draft.TearLineOf stated, Before before) {
        return switch (stated) {
            case Draft.TearLineOf.Nothing none -> Future.succeededFuture(Relation.NONE);
            case Draft.TearLineOf.Of(String recordId) -> source(leased, caller, Optional.of(recordId), true);
            case Draft.TearLineOf.Unstated unstated ->
                before.recordId().isEmpty()
                        ? Future.succeededFuture(Relation.NONE)
                        : standing(leased, caller, before.recordId());
        };
    }

    /** Of what a record is the tear-line; as many questions whether it is any. */
    Future<Relation> standing(LeasedBundle leased, Caller caller, String recordId) {
        return bus.ask(Records.TEAR_LINES, new Records.TearLinesOf(recordId))
                .compose(found -> source(leased, caller, found.of(), false));
    }

    private Future<Relation> source(LeasedBundle leased, Caller caller, Optional<String> recordId, boolean stated) {
        return custody.readings(leased, caller, recordId.orElse(""))
                .map(readings -> new Relation(recordId, portions(caller, readings), stated));
    }

    private static List<TearLine.Portion> portions(Caller caller, List<Judgement> readings) {
        return readings.stream()
                .filter(reading -> live(caller, reading.record().facts()))
                .flatMap(TearLines::portions)
                .distinct()
                .toList();
    }

    private static boolean live(Caller caller, RecordFacts record) {
        return record.releaser().equals(caller.party()) && record.state() == RecordState.ACTIVE;
    }

    /** What a reading shows. */
    static Stream<TearLine.Portion> portions(Judgement reading) {
        return reading.record().facts().portions().stream()
                .filter(portion -> reading.leaving().contains(portion.id()))
                .flatMap(portion -> portion(reading, portion).stream());
    }

    private static Optional<TearLine.Portion> portion(Judgement reading, PortionFacts portion) {
        return portion.label()
                .flatMap(
                        label -> Optional.ofNullable(reading.record().contents().get(portion.id()))
                                .map(content -> new TearLine.Portion(label, content)));
    }

    /**
     * Why what is to be stored is no tear-line of the source. What stands already and whose source is gone, or is hidden from the caller, is
     * left as it is.
     */
    static List<TearLine.Fault> faults(
            Caller caller, Relation relation, List<Citations.Resolved> written, List<TearLine.Portion> kept) {
        if (relation.portions().isEmpty()) {
            return List.of();
        }
        List<TearLine.Portion> fresh = written.stream()
                .map(resolved -> new TearLine.Portion(
                        resolved.portion().label(), resolved.portion().content()))
                .toList();
        Label overall = Stream.concat(fresh.stream(), kept.stream())
                .map(TearLine.Portion::label)
                .reduce(Label::join)
                .orElseThrow();
        return TearLine.faults(caller.party(), relation.portions(), overall, fresh);
    }

    /** Adds what is wrong with the tear-line that is to be stored; a source that is no such record is unknown. */
    static void judge(
            Caller caller, Relation relation, Before before, List<Citations.Resolved> written, Faults faults) {
        if (relation.stated()
                && relation.source().filter(before.recordId()::equals).isPresent()) {
            faults.add(AT, Fault.Code.CONTRADICTION, "is the record itself");
        } else if (relation.stated() && relation.portions().isEmpty()) {
            faults.add(AT, Fault.Code.NOT_FOUND, "no such record");
        } else {
            for (TearLine.Fault fault : faults(caller, relation, written, before.kept())) {
                switch (fault) {
                    case TearLine.Fault.Foreign foreign -> faults.add(AT, Fault.Code.NOT_OWN, words(fault));
                    case TearLine.Fault.NotBelow not -> faults.add(AT, Fault.Code.NOT_BELOW, words(fault));
                    case TearLine.Fault.Repeats(int portion) ->
                        faults.add(written.get(portion).pointer(), Fault.Code.NOT_BELOW, words(fault));
                }
            }
        }
    }

    /** A fault in words that tell of the source what its reader reads. */
    static String words(TearLine.Fault fault) {
        return switch (fault) {
            case TearLine.Fault.Foreign foreign ->
                "has content of other parties: what is written from it is derived; name it in derivedFrom";
            case TearLine.Fault.NotBelow not ->
                not.beyond().isEmpty()
                        ? "the label of the tear-line is that of the record, not below it"
                        : "the label of the tear-line is not below that of the record: "
                                + not.beyond().stream().map(Dimension::words).collect(Collectors.joining(", "));
            case TearLine.Fault.Repeats repeats ->
                "says word for word what the record says in a portion that is marked higher";
        };
    }

    /** Those tear-lines of a record of the caller's party that the caller may read. */
    Future<List<String>> told(LeasedBundle leased, Caller caller, String recordId) {
        return bus.ask(Records.TEAR_LINES, new Records.TearLinesOf(recordId))
                .compose(found -> custody.own(leased, caller, found.those()));
    }

    /** The same, and of which it is one, as the API writes them; asked for a record that the caller may read. */
    Future<Map<String, Object>> json(LeasedBundle leased, Caller caller, String recordId) {
        return bus.ask(Records.TEAR_LINES, new Records.TearLinesOf(recordId))
                .compose(found -> custody.own(
                                leased, caller, found.of().stream().toList())
                        .compose(of -> custody.own(leased, caller, found.those())
                                .map(those -> {
                                    Map<String, Object> json = new LinkedHashMap<>();
                                    of.forEach(source -> json.put(SubmissionParser.TEAR_LINE, source));
                                    json.put("tearLines", those);
                                    return json;
                                })));
    }
}
