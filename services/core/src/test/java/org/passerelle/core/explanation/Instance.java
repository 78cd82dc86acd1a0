package org.passerelle.core.explanation;

import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.document.Situations;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.world.World;
import org.passerelle.core.world.Worlds;

/** One decision of a world drawn from chance or of a table of the document; what screening names is named so that it can be found again. */
record Instance(LeasedBundle leased, Request request, RecordFacts record, Instant at) {

    static final String NAMED = "secret-";

    /** A situation for each row of the tables of the document, and everything that is asked in as many worlds. */
    static void each(int worlds, Consumer<Instance> consumer) {
        Situations.oneOfEachRow().forEach(situation -> consumer.accept(of(situation.world())));
        for (long seed = 0; seed < worlds; seed++) {
            Worlds.Drawn drawn = Worlds.of(seed);
            LeasedBundle leased = named(drawn.leased());
            for (Request request : drawn.requests()) {
                for (RecordFacts record : drawn.records()) {
                    consumer.accept(new Instance(
                            leased, request, record, drawn.instants().getFirst()));
                }
            }
        }
    }

    static Instance of(World world) {
        return new Instance(named(world.bundle()), world.request(), world.record(), world.now());
    }

    Decision decide() {
        return Decide.decide(leased, request, record, at);
    }

    Explanation explain(Reader reader) {
        return Explanation.of(decide(), leased.bundle(), request, record, at, reader);
    }

    /** To somebody of the releasing party in that role. */
    Explanation explain(String role) {
        return explain(new Reader.ReleasingSide(record.releaser(), Set.of(role)));
    }

    Explanation absent() {
        return Explanation.ofAbsent(Decide.standing(leased, request, at), leased.bundle(), request);
    }

    Facts facts() {
        return new Facts(leased.bundle(), request, record, at);
    }

    private static LeasedBundle named(LeasedBundle leased) {
        Bundle bundle = leased.bundle();
        Bundle named = new Bundle(
                bundle.version(),
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                bundle.accounts(),
                bundle.groups(),
                bundle.agreements(),
                bundle.assessments().stream().map(Instance::named).toList(),
                bundle.allegations().stream().map(Instance::named).toList(),
                bundle.exemptions(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings());
        return new LeasedBundle(named, leased.verified(), leased.leaseUntil());
    }

    private static Assessment named(Assessment one) {
        return new Assessment(
                NAMED + one.id(),
                one.assessor(),
                one.recipient(),
                one.unit(),
                one.commander(),
                one.country(),
                one.supportCategories(),
                one.purposes(),
                one.state(),
                one.risk(),
                one.validFrom(),
                one.validUntil(),
                one.treatmentAssurance(),
                one.releaseHold(),
                one.mitigations().stream().map(Instance::named).toList(),
                one.author(),
                one.reviewer(),
                one.approver(),
                one.supersedes(),
                one.rationale());
    }

    private static Assessment.Mitigation named(Assessment.Mitigation one) {
        return new Assessment.Mitigation(NAMED + one.id(), one.description(), one.owner(), one.due(), one.doneAt());
    }

    private static Allegation named(Allegation one) {
        return new Allegation(
                NAMED + one.id(),
                one.assessor(),
                one.unit(),
                one.commander(),
                one.allegedAt(),
                one.reportedAt(),
                one.grading(),
                one.status());
    }
}
