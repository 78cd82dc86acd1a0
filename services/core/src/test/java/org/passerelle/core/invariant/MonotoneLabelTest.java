package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import org.passerelle.core.invariant.Disclosure.Worsening;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** I2: a higher level, a further compartment, caveat or not-releasable-to never discloses more. */
final class MonotoneLabelTest {

    private static final List<String> NAMES = List.of(
            "MINUSMA", "UNOWA", "FRENCH-FORCES", "MALI-FORCES", "EUCAP", "un-entities", "coalition", "changing");

    @Invariant
    void monotoneLabel(@ForAll Drawn world) {
        Question question = world.one();
        List<Worsening> worsenings = worsenings(new Random(world.seed()), question);
        Collections.shuffle(worsenings, new Random(world.seed()));
        Disclosure.neverMore(question, worsenings);
    }

    private static List<Worsening> worsenings(Random random, Question question) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        Instant at = question.at();
        List<Worsening> worsenings = new ArrayList<>();
        for (Level level : Level.values()) {
            add(worsenings, "level " + level, label -> with(label, "level", higher(label.level(), level)));
        }
        for (Tlp tlp : Tlp.values()) {
            add(worsenings, "TLP " + tlp, label -> label.tlp().compareTo(tlp) < 0 ? with(label, "tlp", tlp) : label);
        }
        for (String compartment : List.of("SOURCE", "NEGOTIATION", "UNHEARD")) {
            add(worsenings, compartment, label -> with(label, "compartments", and(label.compartments(), compartment)));
        }
        for (String barred : List.of(name, "changing", question.party())) {
            add(
                    worsenings,
                    "not to " + barred,
                    label -> with(label, "notReleasableTo", and(label.notReleasableTo(), barred)));
        }
        add(worsenings, "originator", label -> with(label, "originators", and(label.originators(), "UNOWA")));
        for (String flag : List.of("personal-data-risk", "possible-mistreatment", "unheard")) {
            add(worsenings, flag, label -> with(label, "flags", and(label.flags(), flag)));
        }
        for (Instant until : List.of(at, at.plusNanos(1))) {
            add(worsenings, "embargo", label -> with(label, "embargoUntil", Optional.of(later(label, until))));
            add(worsenings, "retention", label -> with(label, "retainUntil", Optional.of(earlier(label, until))));
        }
        add(worsenings, "purpose", label -> with(label, "purposes", less(random, label.purposes())));
        add(
                worsenings,
                "releasable",
                label -> with(label, "releasableTo", lessNamed(random, label, label.releasableTo())));
        add(worsenings, "eyes only", label -> with(label, "eyesOnly", lessNamed(random, label, label.eyesOnly())));
        // Towards those who are looked through, no onward release means that nobody else need be screened.
        if (!looksThrough(question)) {
            add(worsenings, "onward", label -> with(label, "onward", less(random, label.onward())));
        }
        return worsenings;
    }

    private static void add(List<Worsening> worsenings, String name, UnaryOperator<Label> change) {
        worsenings.add(new Worsening(name, question -> question.labels(change)));
    }

    private static boolean looksThrough(Question question) {
        PartyType type = question.bundle().parties().containsKey(question.party())
                ? question.bundle().parties().get(question.party()).type()
                : PartyType.POLITICAL;
        return question.bundle().settings().lookThroughTypes().contains(type);
    }

    private static Level higher(Level one, Level other) {
        return one.number() > other.number() ? one : other;
    }

    private static Instant later(Label label, Instant until) {
        Instant mine = label.embargoUntil().orElse(until);
        return mine.isAfter(until) ? mine : until;
    }

    private static Instant earlier(Label label, Instant until) {
        Instant mine = label.retainUntil().orElse(until);
        return mine.isBefore(until) ? mine : until;
    }

    static Set<String> and(Set<String> some, String one) {
        Set<String> more = new HashSet<>(some);
        more.add(one);
        return more;
    }

    /** From AMBER+STRICT on a set that restricts also names: there only taking names away is for the worse. */
    private static Audience lessNamed(Random random, Label label, Audience audience) {
        boolean names = label.tlp().compareTo(Tlp.AMBER) > 0 && audience.equals(Audience.unrestricted());
        return names ? audience : less(random, audience);
    }

    private static Audience less(Random random, Audience audience) {
        List<String> names = switch (audience) {
            case Audience.Unrestricted all -> new ArrayList<>(NAMES);
            case Audience.Only only -> new ArrayList<>(only.names());
        };
        names.removeIf(name -> random.nextBoolean());
        return new Audience.Only(Set.copyOf(names));
    }
}
