package org.passerelle.core.explanation;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.label.Audience;
import org.passerelle.core.record.RecordFacts;

/** What a clause lacks to cover a transfer. */
record Scope(Transfer transfer) {

    /** What a clause may lack. */
    enum Aspect {
        TYPE,
        ACTION,
        TAGS,
        AREAS,
        NO_PLACE,
        EVENT_TIME,
        WAY_BACK
    }

    Fact fact(Clause clause) {
        return Fact.build(Kind.OUT_OF_SCOPE_OF_CLAUSE)
                .with(Slot.CLAUSE, clause.id())
                .with(Slot.AGREEMENT, clause.agreement())
                .with(Slot.ASPECTS, lacks(clause).stream().map(Enum::name).toList())
                .with(Slot.TYPE, transfer.leg().type())
                .with(Slot.ACTION, transfer.facts().request().action().name())
                .with(Slot.AREAS, transfer.facts().record().areas())
                .done();
    }

    /** Whether it covers, or would with a clause the other way. */
    boolean covers(Clause clause) {
        return Set.of(Aspect.WAY_BACK).containsAll(lacks(clause));
    }

    Set<Aspect> lacks(Clause clause) {
        Set<Aspect> lacks = EnumSet.noneOf(Aspect.class);
        if (!clause.recordTypes().contains(transfer.leg().type())) {
            lacks.add(Aspect.TYPE);
        }
        if (!actions(clause)) {
            lacks.add(Aspect.ACTION);
        }
        if (transfer.leg().kind() == Leg.Kind.RELEASE) {
            release(clause, lacks);
        }
        return lacks;
    }

    private boolean actions(Clause clause) {
        return switch (transfer.leg().kind()) {
            case RELEASE, INTERNAL ->
                clause.actions().contains(transfer.facts().request().action());
            case OWN, HOLDING ->
                clause.actions().stream().anyMatch(action -> action != Action.MATCH && action != Action.NOTICE);
        };
    }

    private void release(Clause clause, Set<Aspect> lacks) {
        RecordFacts record = transfer.facts().record();
        if (!record.tags().containsAll(clause.tags())) {
            lacks.add(Aspect.TAGS);
        }
        if (!covers(clause.areas(), record.areas())) {
            lacks.add(record.areas().isEmpty() ? Aspect.NO_PLACE : Aspect.AREAS);
        }
        boolean timed = clause.eventFrom().isPresent() || clause.eventUntil().isPresent();
        boolean within = record.eventTime()
                .filter(time ->
                        clause.eventFrom().map(from -> !time.isBefore(from)).orElse(true))
                .filter(time -> clause.eventUntil().map(time::isBefore).orElse(true))
                .isPresent();
        if (timed && !within) {
            lacks.add(Aspect.EVENT_TIME);
        }
        // A MATCH needs clauses both ways; one that lacks nothing here lacks its counterpart.
        if (lacks.isEmpty() && transfer.facts().request().action() == Action.MATCH) {
            lacks.add(Aspect.WAY_BACK);
        }
    }

    private boolean covers(Audience allowed, Set<String> places) {
        return switch (allowed) {
            case Audience.Unrestricted anywhere -> true;
            case Audience.Only only -> {
                Set<String> refined = places.stream()
                        .filter(place -> !country(place).equals(place))
                        .map(this::country)
                        .collect(Collectors.toSet());
                Set<String> finest = new HashSet<>(places);
                finest.removeAll(refined);
                yield !finest.isEmpty()
                        && finest.stream()
                                .allMatch(place -> only.names().contains(place)
                                        || only.names().contains(country(place)));
            }
        };
    }

    private String country(String place) {
        return transfer.facts().bundle().vocabulary().areas().getOrDefault(place, place);
    }
}
