package org.passerelle.benchmarks.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Risk;

/**
 * A policy, and questions to it in the order in which every engine is asked them.
 *
 * @param at the instant at which everything is decided
 * @param requests all profiles, with action and purpose; each passes the request gates
 * @param records all records, of thousands of label classes
 */
public record Workload(
        LeasedBundle policy,
        Instant at,
        Variant variant,
        int agreements,
        List<Request> requests,
        List<RecordFacts> records,
        List<Pair> pairs) {
    /** How many questions are drawn beforehand: more than caches and branch predictors learn by heart. */
    public static final int PAIRS = 8192;

    private static final Instant AT = Instant.parse("2014-09-01T12:00:00Z");
    private static final long SEED = 20_140_901;

    public Workload {
        requests = List.copyOf(requests);
        records = List.copyOf(records);
        pairs = List.copyOf(pairs);
    }

    /** The workload of this size and variant; always the same. */
    public static Workload of(Variant variant, int agreements) {
        return of(variant, agreements, PAIRS);
    }

    /** The same with fewer questions, for tests. */
    public static Workload of(Variant variant, int agreements, int count) {
        Bundle bundle = bundle(agreements);
        List<Request> requests = new RequestDraw(new Draw(SEED, "requests"), bundle).requests();
        PairDraw draw = new PairDraw(new Draw(SEED, "pairs"), bundle, AT, requests);
        List<Pair> pairs = draw.pairs(variant, count);
        LeasedBundle leased = new LeasedBundle(bundle, true, AT.plus(Duration.ofDays(1)));
        return new Workload(leased, AT, variant, agreements, requests, draw.records(), pairs);
    }

    private static Bundle bundle(int agreements) {
        PartyDraw drawn = new PartyDraw(new Draw(SEED, "parties"), AT);
        Map<String, Party> parties = drawn.parties();
        Map<String, Unit> units = drawn.units();
        Map<String, Account> accounts = drawn.accounts(parties);
        ScreeningDraw screening = new ScreeningDraw(new Draw(SEED, "screening"), AT);
        return new Bundle(
                1,
                AT,
                parties,
                units,
                accounts,
                drawn.groups(),
                new AgreementDraw(new Draw(SEED, "agreements"), AT).agreements(agreements),
                screening.assessments(units.values()),
                screening.allegations(units.values()),
                new Markings(Map.of(), Map.of()),
                Words.vocabulary(),
                settings());
    }

    private static Settings settings() {
        return new Settings(
                Duration.ofMinutes(2),
                Tlp.AMBER,
                Map.of(
                        Strength.PASSWORD, Level.RESTRICTED,
                        Strength.SECOND_FACTOR, Level.CONFIDENTIAL,
                        Strength.SENDER_CONSTRAINED, Level.STRICTLY_CONFIDENTIAL,
                        Strength.HARDWARE_KEY, Level.STRICTLY_CONFIDENTIAL),
                PartyDraw.FORCES,
                Set.of(PartyType.UN_ENTITY),
                Set.of(PartyType.EU_MISSION, PartyType.INTERNATIONAL_ORGANISATION),
                Words.AT_RISK,
                Words.MISTREATMENT,
                Risk.HIGH,
                Map.of(),
                Duration.ofHours(24),
                Duration.ofHours(24));
    }
}
