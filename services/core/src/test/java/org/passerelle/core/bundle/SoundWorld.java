package org.passerelle.core.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.FieldKind;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Group.Membership;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.party.Unit.Command;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** Parts and an agreement without a fault; a test spoils one member. */
final class SoundWorld {
    static final Instant NOW = Instant.parse("2015-06-01T12:00:00Z");

    Map<String, Party> parties = new HashMap<>(Map.of(
            "MISSION", party("MISSION", PartyType.UN_ENTITY, Level.STRICTLY_CONFIDENTIAL, Set.of("SOURCE")),
            "OFFICE", party("OFFICE", PartyType.UN_ENTITY, Level.CONFIDENTIAL, Set.of()),
            "FORCES", party("FORCES", PartyType.NATIONAL_FORCE, Level.RESTRICTED, Set.of()),
            "TRAINERS", party("TRAINERS", PartyType.EU_MISSION, Level.RESTRICTED, Set.of())));
    Map<String, Unit> units = new HashMap<>(Map.of(
            "RGT7", unit("RGT7", "FORCES", Optional.empty(), command("Colonel Kelintara", "2010-01-01", "2016-01-01")),
            "BN33",
                    unit(
                            "BN33",
                            "FORCES",
                            Optional.of("RGT7"),
                            command("Commandant Koutiarou", "2010-01-01", "2016-01-01"))));
    Map<String, Account> accounts = new HashMap<>(Map.of(
            "mission.officer",
                    account("mission.officer", "MISSION", Optional.empty(), Level.CONFIDENTIAL, "early-warning"),
            "mission.approver",
                    account("mission.approver", "MISSION", Optional.empty(), Level.CONFIDENTIAL, "early-warning"),
            "forces.officer",
                    account("forces.officer", "FORCES", Optional.of("BN33"), Level.RESTRICTED, "early-warning")));
    Map<String, Group> groups =
            new HashMap<>(Map.of("un", new Group("un", List.of(member("MISSION"), member("OFFICE")))));
    List<Assessment> assessments = List.of(assessment("has-1", "BN33"));
    List<Allegation> allegations = List.of(allegation(Optional.of("RGT7"), Optional.empty()));
    Map<String, Level> inbound = new HashMap<>(Map.of("UN CONFIDENTIAL", Level.CONFIDENTIAL));
    Map<Level, String> outbound = new HashMap<>(Map.of(Level.CONFIDENTIAL, "UN CONFIDENTIAL"));
    Map<String, String> areas = new HashMap<>(Map.of("ML", "ML", "ML-7", "ML", "NE", "NE"));
    Map<String, Predicate> tags = new HashMap<>(Map.of(
            "release:state", new Predicate(Set.of("published", "draft"), true, Set.of()),
            "event:type", new Predicate(Set.of("ied"), false, Set.of("ied"))));
    Map<String, Field> details = new HashMap<>(Map.of("cause", new Field(FieldKind.ONE_OF, false, List.of("mine"))));
    Map<Strength, Level> strengths = new HashMap<>(Map.of(
            Strength.PASSWORD, Level.RESTRICTED,
            Strength.SECOND_FACTOR, Level.CONFIDENTIAL,
            Strength.SENDER_CONSTRAINED, Level.STRICTLY_CONFIDENTIAL,
            Strength.HARDWARE_KEY, Level.STRICTLY_CONFIDENTIAL));
    Map<String, Duration> validities = new HashMap<>(
            Map.of("LOW", Duration.ofDays(365), "MEDIUM", Duration.ofDays(180), "HIGH", Duration.ofDays(90)));
    String atRiskFlag = "personal-data-risk";

    Parts parts() {
        return new Parts(
                parties,
                units,
                accounts,
                groups,
                assessments,
                allegations,
                List.of(),
                new Markings(inbound, Map.of("UN", outbound)),
                new Vocabulary(
                        Set.of("early-warning", "force-protection"),
                        Set.of("targeting"),
                        Set.of("SOURCE"),
                        Set.of("personal-data-risk", "possible-mistreatment"),
                        Set.of("operational-information"),
                        areas,
                        tags,
                        Map.of("incident", new RecordType(Set.of("title"), details))),
                new Settings(
                        Duration.ofSeconds(5),
                        Tlp.AMBER,
                        strengths,
                        Set.of(PartyType.NATIONAL_FORCE),
                        Set.of(PartyType.UN_ENTITY),
                        Set.of(PartyType.EU_MISSION),
                        atRiskFlag,
                        "possible-mistreatment",
                        Risk.HIGH,
                        validities,
                        Duration.ofDays(3),
                        Duration.ofDays(2)));
    }

    /** A builder for which all parties of every agreement have signed. */
    BundleBuilder builder() {
        return new BundleBuilder(parts(), agreement -> new Signatories(true, agreement.parties()));
    }

    static Party party(String id, PartyType type, Level accreditation, Set<String> compartments) {
        return new Party(
                id,
                Map.of("en", id),
                type,
                true,
                accreditation,
                compartments,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("early-warning"),
                "UN");
    }

    static Unit unit(String id, String party, Optional<String> parent, Command... commands) {
        return new Unit(id, party, id, parent, List.of(commands));
    }

    static Command command(String commander, String from, String until) {
        return new Command(commander, day(from), Optional.of(day(until)));
    }

    static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    static Account account(String id, String party, Optional<String> unit, Level clearance, String purpose) {
        return new Account(
                id, Account.Kind.PERSON, id, party, unit, Set.of(), clearance, Set.of(), Set.of(purpose), true);
    }

    static Membership member(String party) {
        return new Membership(party, Instant.EPOCH, Optional.empty());
    }

    static Assessment assessment(String id, String unit) {
        return new Assessment(
                id,
                "MISSION",
                "FORCES",
                Optional.of(unit),
                Optional.empty(),
                "ML",
                Set.of("operational-information"),
                Set.of("early-warning"),
                AssessmentState.APPROVED,
                Risk.LOW,
                day("2015-01-01"),
                day("2016-01-01"),
                true,
                false,
                List.of(),
                "mission.officer",
                Optional.empty(),
                Optional.of("mission.approver"),
                Optional.empty(),
                "");
    }

    static Allegation allegation(Optional<String> unit, Optional<String> commander) {
        return new Allegation("a-1", "MISSION", unit, commander, NOW, NOW, new Grading("C3"), Allegation.Status.OPEN);
    }

    /** An agreement between the parties, in force. */
    static Agreement agreement(String id, Set<String> parties, Clause... clauses) {
        return new Agreement(
                id,
                Map.of("en", id),
                parties,
                AgreementState.ACTIVE,
                1,
                day("2015-01-01"),
                day("2016-01-01"),
                List.of(clauses),
                "",
                Map.of(),
                Set.of());
    }

    static ClauseSketch clause(String agreement) {
        return new ClauseSketch(agreement);
    }

    /** A clause to be changed. */
    static ClauseSketch sketch(Clause clause) {
        return sketch(clause, clause.agreement());
    }

    /** A clause to be changed, in an agreement. */
    static ClauseSketch sketch(Clause clause, String agreement) {
        ClauseSketch sketch = new ClauseSketch(agreement);
        sketch.id = clause.id();
        sketch.releaser = clause.releaser();
        sketch.recipient = clause.recipient();
        sketch.unit = clause.recipientUnit();
        sketch.types = clause.recordTypes();
        sketch.tags = clause.tags();
        sketch.areas = clause.areas();
        sketch.eventFrom = clause.eventFrom();
        sketch.eventUntil = clause.eventUntil();
        sketch.compartments = clause.compartments();
        sketch.purposes = clause.purposes();
        sketch.actions = clause.actions();
        sketch.onward = clause.onward();
        sketch.endUsers = clause.endUsers();
        sketch.category = clause.supportCategory();
        sketch.obligations = clause.obligations();
        return sketch;
    }

    /** A clause MISSION to OFFICE whose members a test changes before it is written down. */
    static final class ClauseSketch {
        final String agreement;
        String id;
        String releaser = "MISSION";
        String recipient = "OFFICE";
        Optional<String> unit = Optional.empty();
        Set<String> types = Set.of("incident");
        Set<String> tags = Set.of();
        Audience areas = Audience.only("ML");
        Optional<Instant> eventFrom = Optional.empty();
        Optional<Instant> eventUntil = Optional.empty();
        Set<String> compartments = Set.of();
        Set<String> purposes = Set.of("early-warning");
        Set<Action> actions = Set.of(Action.READ);
        Audience onward = Audience.nobody();
        Set<String> endUsers = Set.of();
        Optional<String> category = Optional.empty();
        Obligations obligations = Obligations.NONE;

        private ClauseSketch(String agreement) {
            this.agreement = agreement;
            this.id = agreement + "-1";
        }

        Clause done() {
            return new Clause(
                    id,
                    agreement,
                    releaser,
                    recipient,
                    unit,
                    types,
                    tags,
                    areas,
                    eventFrom,
                    eventUntil,
                    Level.CONFIDENTIAL,
                    compartments,
                    purposes,
                    actions,
                    Tlp.AMBER,
                    onward,
                    endUsers,
                    category,
                    false,
                    obligations,
                    Optional.empty());
        }
    }
}
