package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.Question;

/** For each code one change of the facts of its gate that makes a permitted portion fail with exactly this code. */
final class Breaks {

    /** @param fits whether the change concerns the portion at all */
    record Break(Code code, Predicate<Permitted> fits, UnaryOperator<Question> change) {}

    /** A question about one portion, which is permitted. */
    record Permitted(Question question, boolean screened) {

        Label label() {
            return question.record().portions().getFirst().label().orElseThrow();
        }

        boolean own() {
            return label().originators().equals(Set.of(question.party()));
        }

        boolean author() {
            return own()
                    && question.record()
                            .author(question.record().portions().getFirst())
                            .equals(question.request().subject());
        }

        boolean aboveLowest() {
            return label().level() != Level.UNCLASSIFIED;
        }

        /** Somebody but releaser and requester has a say in a release. */
        boolean owed() {
            boolean released = !own() && !question.record().releaser().equals(question.party());
            return released
                    && label().originators().stream()
                            .anyMatch(
                                    one -> !one.equals(question.record().releaser()) && !one.equals(question.party()));
        }
    }

    private Breaks() {}

    static List<Break> all() {
        List<Break> breaks = new ArrayList<>();
        record(breaks);
        agreement(breaks);
        marking(breaks);
        clearance(breaks);
        assessed(breaks);
        conditions(breaks);
        return breaks;
    }

    private static void record(List<Break> breaks) {
        add(breaks, Code.UNKNOWN_LABEL, any -> true, q -> flag(q, "unheard"));
        add(breaks, Code.RECALLED, one -> !one.own(), q -> q.record("state", RecordState.RECALLED));
        add(breaks, Code.QUARANTINED, any -> true, q -> q.record("state", RecordState.QUARANTINED));
        add(breaks, Code.EMBARGOED, one -> !one.own(), q -> q.label("embargoUntil", Optional.of(q.at().plusNanos(1))));
        add(breaks, Code.EXPIRED, any -> true, q -> q.label("retainUntil", Optional.of(q.at())));
    }

    private static void agreement(List<Break> breaks) {
        add(breaks, Code.NO_AGREEMENT, one -> !one.own(), q -> q.bundle("agreements", List.of()));
        add(
                breaks,
                Code.AGREEMENT_SUSPENDED,
                one -> !one.own(),
                q -> q.agreements(agreement -> with(agreement, "state", AgreementState.SUSPENDED)));
        add(
                breaks,
                Code.AGREEMENT_EXPIRED,
                one -> !one.own(),
                q -> q.agreements(agreement -> with(agreement, "state", AgreementState.TERMINATED)));
        add(
                breaks,
                Code.OUT_OF_SCOPE,
                one -> !one.own(),
                q -> q.clauses(clause -> with(clause, "recordTypes", Set.of())));
    }

    private static void marking(List<Break> breaks) {
        add(
                breaks,
                Code.NOT_RELEASABLE,
                any -> true,
                q -> q.labels(label ->
                        with(label, "notReleasableTo", MonotoneLabelTest.and(label.notReleasableTo(), q.party()))));
        add(
                breaks,
                Code.EYES_ONLY,
                one -> !one.author() && one.label().tlp().compareTo(Tlp.AMBER) <= 0,
                q -> q.label("eyesOnly", Audience.nobody()));
        add(
                breaks,
                Code.TLP,
                one -> !one.own(),
                q -> q.label("tlp", Tlp.GREEN).clauses(clause -> with(clause, "tlpMax", Tlp.CLEAR)));
        add(
                breaks,
                Code.TLP,
                one -> one.own() && !one.author(),
                q -> q.label("tlp", Tlp.RED).label("eyesOnly", Audience.unrestricted()));
        add(breaks, Code.PURPOSE, any -> true, q -> q.label("purposes", Audience.nobody()));
        add(
                breaks,
                Code.ORIGINATOR_CONSENT,
                Permitted::owed,
                q -> q.withoutGrants(Code.ORIGINATOR_CONSENT)
                        .portions(portion -> with(
                                portion,
                                "custody",
                                portion.custody().stream()
                                        .map(receipt -> with(receipt, "onward", Audience.nobody()))
                                        .toList())));
    }

    private static void clearance(List<Break> breaks) {
        add(breaks, Code.ABOVE_CEILING, Permitted::aboveLowest, q -> q.party("accreditation", below(q)));
        add(breaks, Code.ABOVE_CLEARANCE, Permitted::aboveLowest, q -> q.account("clearance", below(q)));
        add(breaks, Code.UNBOUND_TOKEN, Permitted::aboveLowest, q -> {
            Map<Strength, Level> caps = new HashMap<>(q.bundle().settings().strengthCeiling());
            caps.put(q.request().strength(), below(q));
            return q.bundle("settings", with(q.bundle().settings(), "strengthCeiling", caps));
        });
        add(
                breaks,
                Code.COMPARTMENT,
                any -> true,
                q -> q.account("compartments", Set.of())
                        .labels(label ->
                                with(label, "compartments", MonotoneLabelTest.and(label.compartments(), "SOURCE"))));
    }

    private static Level below(Question question) {
        return Level.of(new Permitted(question, false).label().level().number() - 1);
    }

    private static void assessed(List<Break> breaks) {
        screened(breaks, Code.NOT_ASSESSED, q -> q.bundle("assessments", List.of()));
        screened(breaks, Code.REFUSED, q -> ofUnit(q, "state", AssessmentState.REFUSED));
        screened(breaks, Code.SUSPENDED, q -> ofUnit(q, "state", AssessmentState.SUSPENDED));
        screened(breaks, Code.WITHDRAWN, q -> ofUnit(q, "state", AssessmentState.WITHDRAWN));
        screened(breaks, Code.EXPIRED_ASSESSMENT, q -> ofUnit(q, "validUntil", q.at()));
        screened(breaks, Code.OUT_OF_ASSESSMENT, q -> ofUnit(q, "purposes", Set.of()));
        screened(breaks, Code.MISSING_FACT, q -> {
            Unit unit = q.bundle().units().get(unit(q));
            return unit == null
                    ? q
                    : q.bundle("units", Question.put(q.bundle().units(), unit.id(), with(unit, "commands", List.of())));
        });
    }

    private static void conditions(List<Break> breaks) {
        screened(
                breaks,
                Code.PERSON_AT_RISK,
                q -> flag(q, "personal-data-risk")
                        .bundle("settings", Repairs.settled(q).bundle().settings())
                        .assessments(one -> with(with(one, "treatmentAssurance", false), "risk", Risk.LOW)));
        screened(breaks, Code.RELEASE_HOLD, q -> ofUnit(q.withoutGrants(Code.RELEASE_HOLD), "releaseHold", true));
        Assessment.Mitigation open = new Assessment.Mitigation("late", "", "", Instant.EPOCH, Optional.empty());
        screened(
                breaks,
                Code.MITIGATION_OVERDUE,
                q -> ofUnit(q.withoutGrants(Code.MITIGATION_OVERDUE), "mitigations", List.of(open)));
        screened(
                breaks,
                Code.ALLEGATION,
                q -> q.withoutGrants(Code.ALLEGATION)
                        .bundle(
                                "allegations",
                                Question.plus(
                                        q.bundle().allegations(),
                                        ScreeningWorsenings.allegation(Optional.of(unit(q)), Optional.empty()))));
    }

    private static String unit(Question question) {
        return question.account().flatMap(account -> account.unit()).orElse("");
    }

    private static Question flag(Question question, String flag) {
        return question.labels(label -> with(label, "flags", MonotoneLabelTest.and(label.flags(), flag)));
    }

    /** Every approval of the requester's own unit. */
    private static Question ofUnit(Question question, String component, Object value) {
        return question.assessments(
                one -> one.unit().equals(Optional.of(unit(question))) ? with(one, component, value) : one);
    }

    private static void screened(List<Break> breaks, Code code, UnaryOperator<Question> change) {
        add(
                breaks,
                code,
                one -> one.screened() && one.question().bundle().exemptions().isEmpty(),
                change);
    }

    private static void add(List<Break> breaks, Code code, Predicate<Permitted> fits, UnaryOperator<Question> change) {
        breaks.add(new Break(code, fits, change));
    }
}
