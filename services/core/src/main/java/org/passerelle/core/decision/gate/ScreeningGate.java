package org.passerelle.core.decision.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Detail.What;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/**
 * HRDDP rules H1 to H6 and H9 for the recipient and each end-user behind it, and the clause's own release hold. Whoever passed
 * the portion on counts as a releaser (H1).
 */
public final class ScreeningGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.SCREENING;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        switch (situation.leg().kind()) {
            case OWN -> {
                return List.of(Finding.notJudged(gate(), "own content"));
            }
            case HOLDING -> {
                return List.of();
            }
            case RELEASE, INTERNAL -> {}
        }
        List<Finding> findings = new ArrayList<>(releaseHold(situation));
        if (applies(situation)) {
            findings.addAll(recipient(situation));
            for (String endUser : endUsers(situation)) {
                findings.addAll(endUser(situation, endUser));
            }
        }
        return findings.isEmpty() ? List.of(Finding.notJudged(gate(), "not applicable")) : findings;
    }

    /** Clauses such as those for person records let nothing pass that the releaser's approver has not ruled. */
    private List<Finding> releaseHold(Situation situation) {
        String releaser = situation.leg().from();
        boolean held = situation.leg().kind() == Leg.Kind.RELEASE
                && situation.clause().map(Clause::releaseHold).orElse(false)
                && !Grants.lifts(
                        situation,
                        Code.RELEASE_HOLD,
                        new Detail.HeldByClause().matter(),
                        grant -> grant.rulerParty().equals(releaser));
        return held
                ? List.of(Finding.hold(
                                gate(),
                                Code.RELEASE_HOLD,
                                "the clause holds every release",
                                List.of(new Ruler(releaser, Rulers.APPROVER, "")))
                        .about(new Detail.HeldByClause()))
                : List.of();
    }

    /** H1: the giver, an originator or any station of custody is a UN entity. */
    static boolean applies(Situation situation) {
        Stream<String> custody = situation.portion().custody().stream()
                .flatMap(receipt -> Stream.of(receipt.releaser(), receipt.holder()));
        Stream<String> givers =
                Stream.concat(Stream.of(situation.leg().from()), situation.label().originators().stream());
        return Stream.concat(givers, custody)
                .map(situation.bundle().parties()::get)
                .anyMatch(party -> party != null
                        && settings(situation).screeningReleasers().contains(party.type()));
    }

    private List<Finding> recipient(Situation situation) {
        Party party = situation.recipient();
        if (settings(situation).screenedTypes().contains(party.type())) {
            Unit unit = situation
                    .account()
                    .unit()
                    .map(situation.bundle().units()::get)
                    .orElse(null);
            return unit == null
                    ? List.of(missing(What.RECIPIENT_UNIT, party.id(), "the recipient's unit is not known"))
                    : new UnitScreening(situation, unit).findings();
        }
        boolean lookThrough = settings(situation).lookThroughTypes().contains(party.type());
        return lookThrough && endUsers(situation).isEmpty() && onward(situation)
                ? List.of(missing(
                        What.FORCES_BEHIND_RECIPIENT,
                        party.id(),
                        "who is behind " + party.id() + " is not named, and it may pass on"))
                : List.of();
    }

    private List<Finding> endUser(Situation situation, String endUser) {
        Unit unit = situation.bundle().units().get(endUser);
        Party party = situation.bundle().parties().get(unit == null ? endUser : unit.party());
        if (party == null) {
            return List.of(missing(What.END_USER, endUser, "end-user " + endUser + " is not known"));
        }
        if (settings(situation).screenedTypes().contains(party.type())) {
            return unit == null
                    ? List.of(missing(What.END_USER_UNIT, endUser, "end-user " + endUser + " names no unit"))
                    : new UnitScreening(situation, unit).findings();
        }
        return settings(situation).lookThroughTypes().contains(party.type())
                ? List.of(missing(
                        What.FORCES_BEHIND_END_USER, endUser, "who is behind end-user " + endUser + " is not named"))
                : List.of(Finding.pass(gate(), "end-user " + endUser + " is not screened"));
    }

    private static Set<String> endUsers(Situation situation) {
        Set<String> endUsers = new TreeSet<>(situation.request().endUsers());
        situation.clause().map(Clause::endUsers).ifPresent(endUsers::addAll);
        return endUsers;
    }

    /** No end-users is valid only with no-onward. */
    private static boolean onward(Situation situation) {
        Audience onward = situation.clause().map(Clause::onward).orElse(Audience.nobody());
        return !onward.intersect(situation.label().onward()).equals(Audience.nobody());
    }

    private static Settings settings(Situation situation) {
        return situation.bundle().settings();
    }

    private Finding missing(What what, String about, String fact) {
        return Finding.deny(gate(), Code.MISSING_FACT, fact).about(new Detail.Missing(what, about));
    }
}
