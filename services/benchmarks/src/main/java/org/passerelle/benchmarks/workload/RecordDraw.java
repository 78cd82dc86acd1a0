package org.passerelle.benchmarks.workload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/** Records of one portion: half within a clause that exists, so that something is permitted, half at random. */
final class RecordDraw {
    private final Draw draw;
    private final Bundle bundle;
    private final Instant at;

    RecordDraw(Draw draw, Bundle bundle, Instant at) {
        this.draw = draw;
        this.bundle = bundle;
        this.at = at;
    }

    /** A record that the clause covers; now and then one of its own facts is against it. */
    RecordFacts within(Clause clause, String recipient, int number) {
        Set<String> tags = new TreeSet<>(clause.tags());
        tags.addAll(draw.some(Words.TAGS, draw.between(1, 4)));
        Set<String> accredited = Known.in(bundle.parties(), recipient).compartments();
        List<String> open = clause.compartments().stream()
                .filter(accredited::contains)
                .sorted()
                .toList();
        // One in ten is in a compartment of which the recipient may know nothing.
        List<String> choice = draw.percent(10) ? Words.COMPARTMENTS : open;
        Set<String> compartments = draw.percent(60) ? Set.of() : draw.some(choice, draw.between(1, 2));
        Level level = Level.of(draw.between(0, clause.ceiling().number()));
        Audience purposes = draw.percent(85)
                ? Audience.unrestricted()
                : new Audience.Only(
                        draw.some(clause.purposes().stream().sorted().toList(), 2));
        Label label = label(clause.releaser(), recipient, level, compartments, purposes);
        String type = draw.oneOf(clause.recordTypes().stream().sorted().toList());
        return record(number, clause.releaser(), type, places(clause.areas()), tags, label);
    }

    /** A record that knows of no clause. */
    RecordFacts wild(int number) {
        String releaser = draw.oneOf(PartyDraw.names());
        Set<String> compartments = draw.percent(50) ? Set.of() : draw.some(Words.COMPARTMENTS, draw.between(1, 2));
        Audience purposes =
                draw.percent(80) ? Audience.unrestricted() : new Audience.Only(draw.some(Words.PURPOSES, 3));
        String named = draw.oneOf(PartyDraw.names());
        Label label = label(releaser, named, Level.of(draw.between(0, 3)), compartments, purposes);
        Set<String> tags = draw.some(Words.TAGS, draw.between(1, 4));
        return record(number, releaser, draw.oneOf(Words.TYPES), places(Audience.unrestricted()), tags, label);
    }

    private RecordFacts record(
            int number, String releaser, String type, Set<String> places, Set<String> tags, Label label) {
        int lot = draw.between(0, 99);
        RecordState state = lot < 97 ? RecordState.ACTIVE : lot < 99 ? RecordState.RECALLED : RecordState.QUARANTINED;
        PortionFacts portion = new PortionFacts("portion-" + number, "body", Optional.of(label), type, List.of());
        return new RecordFacts(
                "record-" + number,
                1,
                type,
                releaser,
                releaser + "-account-0",
                state,
                at.minusSeconds(draw.between(60, 400_000)),
                Optional.of(at.minus(PartyDraw.days(draw.between(2, 80)))),
                Optional.empty(),
                places,
                tags,
                List.of(portion),
                List.of());
    }

    private Label label(String releaser, String recipient, Level level, Set<String> compartments, Audience purposes) {
        Instant marked = at.minus(PartyDraw.days(draw.between(1, 100)));
        return new Label(
                level,
                draw.percent(4) ? Tlp.AMBER_STRICT : draw.oneOf(List.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)),
                Set.of(releaser),
                purposes,
                compartments,
                releasable(recipient),
                draw.percent(4) ? draw.some(PartyDraw.names(), 1) : Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                draw.percent(10) ? Set.of(Words.AT_RISK) : Set.of(),
                draw.percent(2) ? Optional.of(at.plus(PartyDraw.days(2))) : Optional.empty(),
                draw.percent(2) ? Optional.of(at.minus(PartyDraw.days(2))) : Optional.empty(),
                marked);
    }

    private Audience releasable(String recipient) {
        if (draw.percent(60)) {
            return Audience.unrestricted();
        }
        Set<String> names = new TreeSet<>(draw.some(PartyDraw.names(), draw.between(1, 4)));
        names.add(recipient);
        if (draw.percent(30)) {
            names.add(draw.oneOf(List.of("united-nations", "sahel-forces", "partners")));
        }
        return new Audience.Only(names);
    }

    private Set<String> places(Audience allowed) {
        List<String> countries = switch (allowed) {
            case Audience.Unrestricted anywhere -> Words.countries();
            case Audience.Only only -> only.names().stream().sorted().toList();
        };
        String country = draw.oneOf(countries);
        Set<String> places = new TreeSet<>(draw.some(Known.in(Words.COUNTRIES, country), draw.between(0, 2)));
        places.add(country);
        return places;
    }
}
