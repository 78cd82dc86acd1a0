package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.gate.Asking;
import org.passerelle.core.decision.gate.Gates;
import org.passerelle.core.decision.gate.RecordGate;
import org.passerelle.core.decision.gate.RequestGate;
import org.passerelle.core.decision.gate.Situation;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.World;

/** Whatever goes wrong, nothing leaves. */
final class FailClosedTest {

    private static final World WORLD = World.base();

    @Test
    void withholdsWhenLabelMissing() {
        assertEquals(
                Optional.of(Code.UNKNOWN_LABEL),
                primary(WORLD.with("{'record':{'portions':{'body':{'label':null}}}}")));
    }

    @Test
    void withholdsWhenLabelUnknown() {
        assertEquals(
                Optional.of(Code.UNKNOWN_LABEL),
                primary(WORLD.with("{'record':{'portions':{'body':{'label':{'flags':['unheard-of']}}}}}")));
    }

    @Test
    void withholdsWhenARecordRuleFails() {
        List<RecordGate> gates = new ArrayList<>(Gates.RECORD);
        gates.add(new FailingRecordGate());
        Decision decision = decide(new Evaluator(Gates.REQUEST, gates), WORLD);

        Decision.Judged judged = assertInstanceOf(Decision.Judged.class, decision);
        assertEquals(Verdict.DENY, judged.verdict());
        assertEquals(Optional.of(Code.RULE_ERROR), judged.portions().getFirst().primary());
    }

    @Test
    void refusesWhenARequestRuleFails() {
        List<RequestGate> gates = new ArrayList<>(Gates.REQUEST);
        gates.add(new FailingRequestGate());
        Decision decision = decide(new Evaluator(gates, Gates.RECORD), WORLD);

        assertEquals(
                Code.RULE_ERROR,
                assertInstanceOf(Decision.Refused.class, decision).code());
    }

    @Test
    void withholdsWhenCommanderUnknown() {
        assertEquals(
                Optional.of(Code.MISSING_FACT),
                primary(alertForBattalion().with("{'units':{'BN33':{'commands':null}}}")));
    }

    @Test
    void withholdsWhenParentUnitUnknown() {
        assertEquals(Optional.of(Code.MISSING_FACT), primary(alertForBattalion().with("{'units':{'RGT7':null}}")));
    }

    @Test
    void refusesWhenUnitMissing() {
        World world = alertForBattalion().with("{'accounts':{'bn33-system':{'unit':null}}}");
        assertEquals(Code.UNIT_UNKNOWN, refusal(world));
    }

    @Test
    void refusesWhenAccountUnknown() {
        assertEquals(Code.UNKNOWN_ACCOUNT, refusal(WORLD.with("{'request':{'subject':'nobody'}}")));
    }

    @Test
    void refusesWhenBundleUnverified() {
        assertEquals(Code.STALE_POLICY, refusal(WORLD.with("{'lease':{'verified':false}}")));
    }

    @Test
    void refusesWhenLeaseHasEnded() {
        Instant end = WORLD.bundle().leaseUntil();
        Decision decision = Decide.decide(WORLD.bundle(), WORLD.request(), WORLD.record(), end);
        assertEquals(
                Code.STALE_POLICY,
                assertInstanceOf(Decision.Refused.class, decision).code());
    }

    @Test
    void withholdsEverythingWithoutAgreements() {
        World none = WORLD.with("{'agreements':null}");
        assertEquals(Optional.of(Code.NO_AGREEMENT), primary(none));
    }

    @Test
    void withholdsARecordWithoutPortions() {
        RecordFacts record = WORLD.with("{'record':{'portions':null}}").record();
        Decision decision = Decide.decide(WORLD.bundle(), WORLD.request(), record, WORLD.now());
        assertEquals(
                Verdict.DENY, assertInstanceOf(Decision.Judged.class, decision).verdict());
    }

    private static World alertForBattalion() {
        return WORLD.with("{'request':{'subject':'bn33-system','purpose':'force-protection'},'record':{'type':'alert',"
                + "'portions':{'body':{'label':{'level':0,'tlp':'GREEN','purposes':['force-protection']}}}}}");
    }

    private static Optional<Code> primary(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        Decision.Judged judged = assertInstanceOf(Decision.Judged.class, decision);
        assertEquals(Verdict.DENY, judged.verdict());
        return judged.portions().getFirst().primary();
    }

    private static Code refusal(World world) {
        return Decide.standing(world.bundle(), world.request(), world.now())
                .orElseThrow()
                .code();
    }

    private static Decision decide(Evaluator evaluator, World world) {
        LeasedBundle bundle = world.bundle();
        return evaluator.decide(bundle, world.request(), world.record(), world.now());
    }

    private static final class FailingRecordGate implements RecordGate {
        @Override
        public Gate gate() {
            return Gate.MARKING;
        }

        @Override
        public List<Finding> judge(Situation situation) {
            throw new IllegalStateException("broken");
        }
    }

    private static final class FailingRequestGate implements RequestGate {
        @Override
        public Gate gate() {
            return Gate.ACTION;
        }

        @Override
        public Finding judge(Asking asking) {
            throw new IllegalStateException("broken");
        }
    }
}
