package org.passerelle.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Risk;

/** Small worlds drawn from chance, leaning towards every edge that a rule has. */
public final class Worlds {

    private static final Markings NO_MARKINGS = new Markings(Map.of(), Map.of());
    private static final Vocabulary VOCABULARY = new Vocabulary(
            Set.of("early-warning", "force-protection", "crime-analysis", "targeting"),
            Set.of("targeting"),
            Set.copyOf(Plot.COMPARTMENTS),
            Set.of("personal-data-risk", "possible-mistreatment"),
            DrawnScreening.categories(),
            Map.of("ML", "ML", "ML-7", "ML", "ML-8", "ML", "NE", "NE", "NE-6", "NE", "LY", "LY"),
            Map.of(),
            Map.of());

    private Worlds() {}

    /** A policy, those who ask, what they ask for, and when; told by the seed from which it can be drawn again. */
    public record Drawn(
            long seed, LeasedBundle leased, List<Request> requests, List<RecordFacts> records, List<Instant> instants) {

        public Bundle bundle() {
            return leased.bundle();
        }

        /** Everything that can be asked in this world. */
        public List<Question> questions() {
            List<Question> questions = new ArrayList<>();
            for (Request request : requests) {
                for (RecordFacts record : records) {
                    instants.forEach(at -> questions.add(new Question(leased, request, record, at)));
                }
            }
            return questions;
        }

        /** Every other question; which ones, the seed decides. */
        public List<Question> half() {
            List<Question> questions = questions();
            int first = Math.floorMod(seed, 2);
            return IntStream.range(0, questions.size())
                    .filter(i -> i % 2 == first)
                    .mapToObj(questions::get)
                    .toList();
        }

        /** One of the questions: every other time what the recipient asks first. */
        public Question one() {
            List<Question> questions = questions();
            int chosen = Math.floorMod(seed >> 1, questions.size());
            return (seed & 1) == 0
                    ? new Question(leased, requests.getFirst(), records.getFirst(), Moments.NOW)
                    : questions.get(chosen);
        }

        @Override
        public String toString() {
            return "Worlds.of(" + seed + "L)";
        }
    }

    /** The same seed draws the same world. */
    public static Drawn of(long seed) {
        Dice dice = new Dice(seed);
        Plot plot = Plot.of(dice);
        Bundle bundle = bundle(plot);
        List<Request> requests = new ArrayList<>();
        List<Account> requesters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Request request = request(plot, i);
            requests.add(request);
            Account known = bundle.accounts().get(request.subject());
            requesters.add(known == null ? bundle.accounts().get(Plot.officer(plot.recipient())) : known);
        }
        DrawnRecords drawn = new DrawnRecords(plot, new DrawnAgreements(plot));
        List<RecordFacts> records =
                List.of(drawn.record(0, requests, requesters), drawn.record(1, requests, requesters));
        boolean verified = !(dice.quirk() && dice.percent(5));
        Instant lease = dice.quirk() && dice.percent(10) ? plot.moments().edge() : Moments.FAR_AHEAD.plusNanos(1);
        return new Drawn(
                seed,
                new LeasedBundle(bundle, verified, lease),
                requests,
                records,
                plot.moments().asked());
    }

    private static Bundle bundle(Plot plot) {
        DrawnParties parties = new DrawnParties(plot);
        Map<String, Unit> units = parties.units();
        DrawnScreening screening = new DrawnScreening(plot, List.copyOf(units.values()));
        return new Bundle(
                1,
                Moments.LONG_AGO,
                parties.parties(),
                units,
                parties.accounts(),
                parties.groups(),
                new DrawnAgreements(plot).agreements(),
                screening.assessments(),
                screening.allegations(),
                screening.exemptions(),
                NO_MARKINGS,
                VOCABULARY,
                settings(plot.dice()));
    }

    private static Request request(Plot plot, int number) {
        Dice dice = plot.dice();
        String party = switch (number) {
            case 0 -> plot.recipient();
            case 1 -> dice.percent(70) ? plot.recipient() : plot.releaser();
            default ->
                dice.one(List.of(plot.recipient(), plot.recipient(), plot.third(), plot.releaser(), plot.step()));
        };
        String subject = dice.percent(70)
                ? Plot.officer(party)
                : dice.one(List.of(Plot.system(party), Plot.author(party), Plot.officer(party)));
        Action action = dice.percent(85) ? plot.action() : dice.one(List.of(Action.values()));
        return new Request(
                dice.quirk() && dice.percent(10) ? "nobody-knows" : subject,
                dice.percent(70) ? Strength.SENDER_CONSTRAINED : dice.one(List.of(Strength.values())),
                action,
                dice.usually(plot.purpose(), List.of("crime-analysis", "early-warning", "targeting", "unheard")),
                new DrawnAgreements(plot).endUsers());
    }

    private static Settings settings(Dice dice) {
        Map<Strength, Level> strengths = new EnumMap<>(Strength.class);
        strengths.put(Strength.PASSWORD, Level.RESTRICTED);
        strengths.put(Strength.SECOND_FACTOR, Level.CONFIDENTIAL);
        strengths.put(Strength.SENDER_CONSTRAINED, Level.STRICTLY_CONFIDENTIAL);
        strengths.put(Strength.HARDWARE_KEY, Level.STRICTLY_CONFIDENTIAL);
        if (dice.quirk() && dice.percent(20)) {
            strengths.remove(dice.one(List.of(Strength.values())));
        }
        return new Settings(
                Moments.SKEW,
                Tlp.AMBER,
                strengths,
                Set.of(PartyType.FOREIGN_NATIONAL_FORCE, PartyType.NATIONAL_FORCE, PartyType.INTERAGENCY_UNIT),
                Set.of(PartyType.UN_ENTITY),
                Set.of(PartyType.EU_MISSION, PartyType.INTERNATIONAL_ORGANISATION),
                "personal-data-risk",
                "possible-mistreatment",
                dice.usually(Risk.HIGH, List.of(Risk.MEDIUM)),
                Map.of(),
                Duration.ZERO,
                Duration.ZERO,
                Duties.NOBODYS,
                DrawnScreening.diligence(dice));
    }
}
