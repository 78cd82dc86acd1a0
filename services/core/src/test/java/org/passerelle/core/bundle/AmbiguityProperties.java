package org.passerelle.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.SmallDomain.Release;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.Labels;

/** Two clauses are refused exactly when both can cover a release and neither is the milder; tried against brute force and decisions. */
class AmbiguityProperties {
    private static final Parts PARTS = parts();

    @Provide
    Arbitrary<ClausePair> pairs() {
        return Arbitraries.randomValue(ClausePair::of);
    }

    @Property(tries = 40_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void refusesExactlyWhatBruteForceFindsAmbiguous(@ForAll("pairs") ClausePair pair) {
        boolean covered = SmallDomain.covered(pair).isPresent();
        boolean milder = SmallDomain.oneIsMilder(pair.first(), pair.second());
        assertEquals(covered && !milder, refused(pair), pair::toString);
        assertEquals(covered && !milder, refused(pair.swapped()), pair::toString);
        Statistics.collect(covered, milder);
        Statistics.coverage(coverage -> {
            coverage.check(true, true).percentage(share -> share > 2);
            coverage.check(true, false).percentage(share -> share > 2);
            coverage.check(false, true).percentage(share -> share > 10);
            coverage.check(false, false).percentage(share -> share > 10);
        });
    }

    @Property(tries = 20_000)
    void theClausesOfOneAgreementAreComparedToo(@ForAll("pairs") ClausePair pair) {
        boolean ambiguous = SmallDomain.covered(pair.alongside()).isPresent()
                && !SmallDomain.oneIsMilder(pair.first(), pair.second());
        Place place = new Place.TwoClauses(
                new Place.OfAgreement("one", Optional.of("one-1"), "/clauses/0"),
                new Place.OfAgreement("one", Optional.of("other-1"), "/clauses/1"));
        assertEquals(
                ambiguous ? List.of(place) : List.of(),
                builder().add(pair.together()).stream().map(Fault::place).toList(),
                pair::toString);
    }

    /** Each of the two clauses alone permits the release that makes them ambiguous. */
    @Property(tries = 20_000)
    void aRefusalHasARelease(@ForAll("pairs") ClausePair pair) {
        if (refused(pair)) {
            Release release = SmallDomain.covered(pair).orElseThrow();
            assertEquals(Verdict.PERMIT, decided(release, pair.one()), pair::toString);
            assertEquals(Verdict.PERMIT, decided(release, pair.other()), pair::toString);
        }
    }

    /** What the builder lets through is decided the same whichever of the two clauses comes first by id. */
    @Property(tries = 20_000)
    void whatIsAcceptedDependsOnNoName(@ForAll("pairs") ClausePair pair, @ForAll Random random) {
        Optional<Release> release = SmallDomain.covered(pair);
        if (!refused(pair) && release.isPresent()) {
            assertEquals(
                    granted(release.get(), pair.one(), pair.other()),
                    granted(release.get(), renamed(pair.one(), "z"), renamed(pair.other(), "a")),
                    pair::toString);
        }
    }

    @Property(tries = 20_000)
    void inclusionIsWhatIsLeft(@ForAll Random random) {
        Obligations one = ClausePair.anyObligations(random);
        Obligations other = ClausePair.anyObligations(random);
        assertEquals(SmallDomain.free(other).containsAll(SmallDomain.free(one)), one.includes(other));
        assertEquals(one.join(other).equals(one), one.includes(other));
        assertEquals(!one.equals(other) && other.includes(one), one.milderThan(other));
        assertTrue(one.join(other).includes(one));
    }

    private static boolean refused(ClausePair pair) {
        BundleBuilder builder = builder();
        assertEquals(List.of(), builder.add(pair.one()));
        List<Fault> faults = builder.add(pair.other());
        faults.forEach(fault -> assertEquals(
                new Fault(
                        Fault.Code.AMBIGUOUS_CLAUSES,
                        new Place.TwoClauses(place(pair.one()), place(pair.other())),
                        fault.sentence()),
                fault));
        assertTrue(faults.size() <= 1);
        return !faults.isEmpty();
    }

    private static Place.OfAgreement place(Agreement agreement) {
        return new Place.OfAgreement(
                agreement.id(), Optional.of(agreement.clauses().getFirst().id()), "/clauses/0");
    }

    private static BundleBuilder builder() {
        return new BundleBuilder(PARTS, agreement -> new Signatories(true, agreement.parties()));
    }

    private static Verdict decided(Release release, Agreement agreement) {
        return judged(release, agreement).verdict();
    }

    private record Granted(Obligations obligations, Audience onward) {}

    private static Granted granted(Release release, Agreement... agreements) {
        Decision.Judged judged = judged(release, agreements);
        assertEquals(Verdict.PERMIT, judged.verdict());
        return new Granted(
                judged.portions().getFirst().obligations(),
                judged.portions().getFirst().onward());
    }

    private static Decision.Judged judged(Release release, Agreement... agreements) {
        BundleBuilder builder = builder();
        for (Agreement agreement : agreements) {
            assertEquals(List.of(), builder.add(AgreementFaultsTest.in(AgreementState.ACTIVE, agreement)));
        }
        Bundle bundle = builder.build(1, release.at()).bundle();
        String subject = release.recipient() + release.unit().map(" "::concat).orElse("");
        Decision decision = Decide.decide(
                new LeasedBundle(bundle, true, release.at().plusSeconds(3)),
                new Request(subject, Strength.SENDER_CONSTRAINED, release.action(), release.purpose(), Set.of()),
                record(release),
                release.at());
        return (Decision.Judged) decision;
    }

    private static Agreement renamed(Agreement agreement, String prefix) {
        SoundWorld.ClauseSketch sketch = SoundWorld.sketch(agreement.clauses().getFirst());
        sketch.id = prefix + sketch.id;
        return new Agreement(
                agreement.id(),
                agreement.titles(),
                agreement.parties(),
                agreement.state(),
                agreement.version(),
                agreement.validFrom(),
                agreement.validUntil(),
                List.of(sketch.done()),
                agreement.hash(),
                agreement.signatures(),
                agreement.suspendedBy());
    }

    // The least restricted label there is: within every ceiling, for every purpose.
    private static RecordFacts record(Release release) {
        Label label = Labels.plain(Level.UNCLASSIFIED, Tlp.CLEAR, Set.of(release.releaser()), Instant.EPOCH);
        return new RecordFacts(
                "r-1",
                1,
                release.type(),
                release.releaser(),
                "nobody",
                RecordState.ACTIVE,
                release.at().minus(Duration.ofDays(30)),
                release.event(),
                Optional.empty(),
                release.areas(),
                release.tags(),
                List.of(new PortionFacts("body", "body", Optional.of(label), release.type(), List.of())),
                List.of());
    }

    private static Parts parts() {
        SoundWorld world = new SoundWorld();
        Parts sound = world.parts();
        Map<String, Party> parties = new java.util.HashMap<>();
        Map<String, Account> accounts = new java.util.HashMap<>();
        for (String id : ClausePair.PARTIES) {
            parties.put(
                    id,
                    new Party(
                            id,
                            Map.of(),
                            PartyType.POLITICAL,
                            true,
                            Level.CONFIDENTIAL,
                            Set.of(),
                            Level.CONFIDENTIAL,
                            Set.copyOf(ClausePair.PURPOSES),
                            "UN"));
            accounts.put(id, account(id, id, Optional.empty()));
        }
        ClausePair.UNITS.forEach(unit -> accounts.put("B " + unit, account("B " + unit, "B", Optional.of(unit))));
        return new Parts(
                parties,
                Map.of(
                        "B1", SoundWorld.unit("B1", "B", Optional.empty()),
                        "B2", SoundWorld.unit("B2", "B", Optional.empty())),
                accounts,
                Map.of("ab", group("ab", "A", "B"), "bc", group("bc", "B", "C")),
                List.of(),
                List.of(),
                List.of(),
                sound.markings(),
                new Vocabulary(
                        Set.copyOf(ClausePair.PURPOSES),
                        Set.of(),
                        Set.of(),
                        Set.of("personal-data-risk", "possible-mistreatment"),
                        Set.of(),
                        Map.of("ML", "ML", "ML-7", "ML", "ML-8", "ML", "NE", "NE"),
                        Map.of("t:t", new Predicate(Set.of("1", "2"), true, Set.of())),
                        Map.of(
                                "incident", new RecordType(Set.of("body"), Map.of()),
                                "alert", new RecordType(Set.of("body"), Map.of()))),
                new Settings(
                        Duration.ZERO,
                        Tlp.AMBER,
                        world.strengths,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        "personal-data-risk",
                        "possible-mistreatment",
                        Risk.HIGH,
                        world.validities,
                        Duration.ofDays(3),
                        Duration.ofDays(2)));
    }

    private static Account account(String id, String party, Optional<String> unit) {
        return new Account(
                id,
                Account.Kind.PERSON,
                id,
                party,
                unit,
                Set.of(),
                Level.CONFIDENTIAL,
                Set.of(),
                Set.copyOf(ClausePair.PURPOSES),
                true);
    }

    private static Group group(String id, String... members) {
        return new Group(id, List.of(members).stream().map(SoundWorld::member).toList());
    }
}
