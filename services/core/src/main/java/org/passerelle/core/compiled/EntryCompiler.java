package org.passerelle.core.compiled;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.gate.Asking;
import org.passerelle.core.decision.gate.ClauseSource;
import org.passerelle.core.decision.gate.Clauses;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.decision.gate.Legs;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordFacts;

/** Finds out in what the rows of a class can differ for one profile, and how long that holds. */
final class EntryCompiler {

    private final Asking asking;
    private final ClauseSource clauses;
    private final ScreeningDates screening;

    EntryCompiler(Asking asking, ClauseSource clauses, ScreeningDates screening) {
        this.asking = asking;
        this.clauses = clauses;
        this.screening = screening;
    }

    Entry compile(RecordFacts labelClass, Entry.Interpreter interpreter) {
        PortionFacts portion = labelClass.portions().getFirst();
        return portion.label()
                .map(label -> compile(labelClass, portion, label, interpreter))
                .orElseGet(() -> entry(
                        labelClass,
                        new Axes(false, false, false, Cuts.NONE, Cuts.NONE, Ages.NONE),
                        Validity.ALWAYS,
                        new Entry.Grounds(Set.of(), Set.of(), false),
                        interpreter));
    }

    private Entry compile(RecordFacts labelClass, PortionFacts portion, Label label, Entry.Interpreter interpreter) {
        Set<Leg> legs =
                Set.copyOf(Legs.of(labelClass, portion, label, asking.party().id()));
        Set<String> names = new HashSet<>(label.originators());
        for (Receipt receipt : portion.custody()) {
            names.add(receipt.releaser());
            names.add(receipt.holder());
        }
        legs.forEach(leg -> names.add(leg.from()));
        boolean screened = names.stream().anyMatch(this::screens);
        Entry.Grounds grounds = new Entry.Grounds(legs, Set.copyOf(names), screened);
        return entry(
                labelClass, axes(labelClass, label, legs), validity(portion, label, grounds), grounds, interpreter);
    }

    private Entry entry(
            RecordFacts labelClass,
            Axes axes,
            Validity validity,
            Entry.Grounds grounds,
            Entry.Interpreter interpreter) {
        return new Entry(labelClass, axes, validity, grounds, asking.request().subject(), asking.at(), interpreter);
    }

    private boolean screens(String name) {
        Party party = asking.bundle().parties().get(name);
        return party != null && asking.bundle().settings().screeningReleasers().contains(party.type());
    }

    private Axes axes(RecordFacts labelClass, Label label, Set<Leg> legs) {
        TreeSet<Instant> windows = new TreeSet<>();
        TreeSet<Duration> delays = new TreeSet<>();
        TreeSet<Instant> memberships = new TreeSet<>();
        Clauses search = new Clauses(asking, clauses, labelClass);
        boolean own = false;
        for (Leg leg : legs) {
            own |= leg.kind() == Leg.Kind.OWN;
            labelGroups(label).forEach(group -> memberships.addAll(changes(group, leg.to())));
            for (Clause clause : leg.kind() == Leg.Kind.OWN ? List.<Clause>of() : search.whateverTheTime(leg)) {
                clause.eventFrom().ifPresent(windows::add);
                clause.eventUntil().ifPresent(windows::add);
                clause.obligations().delay().ifPresent(delays::add);
            }
        }
        return new Axes(
                own,
                label.eyesOnly() instanceof Audience.Only,
                asking.request().action() == Action.PUSH,
                Cuts.at(windows),
                Cuts.at(memberships),
                Ages.of(delays));
    }

    private Validity validity(PortionFacts portion, Label label, Entry.Grounds grounds) {
        Validity validity = Validity.ALWAYS;
        for (Instant change : consulted(portion, label, grounds)) {
            validity = validity.cut(change, asking.at());
        }
        return grounds.screened() ? screening.around(asking.at()).intersect(validity) : validity;
    }

    /** Instants at which a dated fact changes that these transfers hang on; rather too many than too few. */
    private List<Instant> consulted(PortionFacts portion, Label label, Entry.Grounds grounds) {
        List<Instant> changes = new ArrayList<>();
        for (Leg leg : grounds.legs()) {
            clauses.between(leg.from(), leg.to()).forEach(offer -> add(changes, offer, leg.from(), leg.to()));
            if (asking.request().action() == Action.MATCH) {
                clauses.between(leg.to(), leg.from()).forEach(offer -> add(changes, offer, leg.to(), leg.from()));
            }
            labelGroups(label).forEach(group -> changes.addAll(changes(group, leg.to())));
            portion.custody().stream()
                    .flatMap(receipt -> groups(receipt.onward()))
                    .forEach(group -> changes.addAll(changes(group, leg.to())));
        }
        return changes;
    }

    private void add(List<Instant> changes, ClauseSource.Offer offer, String releaser, String recipient) {
        Agreement agreement = offer.agreement();
        Duration skew = asking.bundle().settings().clockSkew();
        changes.add(agreement.validFrom().plus(skew));
        changes.add(agreement.validUntil().minus(skew));
        group(offer.clause().releaser()).forEach(group -> changes.addAll(changes(group, releaser)));
        group(offer.clause().recipient()).forEach(group -> changes.addAll(changes(group, recipient)));
    }

    private Stream<Group> labelGroups(Label label) {
        return Stream.concat(label.notReleasableTo().stream().flatMap(this::group), groups(label.releasableTo()));
    }

    private Stream<Group> groups(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted anybody -> Stream.empty();
            case Audience.Only only -> only.names().stream().flatMap(this::group);
        };
    }

    private Stream<Group> group(String name) {
        return Stream.ofNullable(asking.bundle().groups().get(name));
    }

    private static List<Instant> changes(Group group, String party) {
        return group.members().stream()
                .filter(membership -> membership.party().equals(party))
                .flatMap(membership -> Stream.concat(Stream.of(membership.from()), membership.until().stream()))
                .toList();
    }
}
