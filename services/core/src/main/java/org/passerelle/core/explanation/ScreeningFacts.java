package org.passerelle.core.explanation;

import java.util.List;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.screening.Assessment;

/** Facts of screening; they are for whoever {@link Mask} lets through. */
record ScreeningFacts(Transfer transfer) {

    private static final String UNIT = "unit ";
    private static final String COMMANDER = "commander ";
    private static final String PARTY = "party ";

    Fact of(Finding finding) {
        return switch (finding.detail()) {
            case Detail.Assessed assessed -> assessed(finding.code().orElseThrow(), assessed);
            case Detail.Alleged alleged ->
                Fact.build(Kind.ALLEGATION_PENDING)
                        .with(Slot.ALLEGATION, alleged.allegation())
                        .with(Slot.UNIT, alleged.unit())
                        .done();
            case Detail.Overdue overdue ->
                Fact.build(Kind.MITIGATION_OVERDUE)
                        .with(Slot.MITIGATION, overdue.mitigation())
                        .with(Slot.ASSESSMENTS, overdue.assessment())
                        .done();
            case Detail.Exempted exempted ->
                Fact.build(Kind.EXEMPTED)
                        .with(Slot.UNIT, exempted.unit())
                        .with(Slot.EXEMPTION, exempted.exemption())
                        .done();
            case Detail.HeldByClause held -> Fact.of(Kind.RELEASE_HELD_BY_CLAUSE);
            case Detail.Missing missing -> throw new IllegalArgumentException("told elsewhere");
            case Detail.None none -> passed(finding);
        };
    }

    private Fact passed(Finding finding) {
        if (transfer.own()) {
            return transfer.ownContent();
        }
        return Fact.of(finding.judged() ? Kind.SCREENING_PASSED : Kind.SCREENING_NOT_APPLICABLE);
    }

    private Fact assessed(Code code, Detail.Assessed assessed) {
        return switch (code) {
            case REFUSED -> about(Kind.ASSESSMENT_REFUSED, assessed).done();
            case SUSPENDED -> about(Kind.ASSESSMENT_SUSPENDED, assessed).done();
            case WITHDRAWN -> about(Kind.ASSESSMENT_WITHDRAWN, assessed).done();
            case EXPIRED_ASSESSMENT -> about(Kind.ASSESSMENT_EXPIRED, assessed).done();
            case OUT_OF_ASSESSMENT ->
                about(Kind.OUT_OF_ASSESSMENT, assessed)
                        .with(Slot.PURPOSE, transfer.facts().request().purpose())
                        .done();
            case PERSON_AT_RISK ->
                Fact.build(Kind.PERSON_AT_RISK)
                        .with(Slot.ASSESSMENTS, assessed.assessments())
                        .done();
            case RELEASE_HOLD ->
                Fact.build(Kind.RELEASE_HELD_BY_ASSESSMENT)
                        .with(Slot.ASSESSMENTS, assessed.assessments())
                        .done();
            default ->
                Fact.build(Kind.NOT_ASSESSED).with(Slot.UNIT, assessed.unit()).done();
        };
    }

    private Fact.Building about(Kind kind, Detail.Assessed assessed) {
        return Fact.build(kind).with(Slot.ASSESSMENTS, assessed.assessments()).with(Slot.SUBJECT, subject(assessed));
    }

    /** Whom the assessments are of: the unit itself, one above it, a commander, or the party as a whole. */
    private String subject(Detail.Assessed assessed) {
        List<Assessment> found = transfer.facts().bundle().assessments().stream()
                .filter(one -> assessed.assessments().contains(one.id()))
                .toList();
        return found.stream()
                .findFirst()
                .map(one -> one.commander()
                        .map(COMMANDER::concat)
                        .or(() -> one.unit().map(UNIT::concat))
                        .orElseGet(() -> PARTY + one.recipient()))
                .orElseGet(() -> UNIT + assessed.unit());
    }
}
