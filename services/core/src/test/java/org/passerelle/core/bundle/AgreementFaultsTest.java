package org.passerelle.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.bundle.SoundWorld.NOW;
import static org.passerelle.core.bundle.SoundWorld.clause;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.SoundWorld.ClauseSketch;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Group;
import org.passerelle.core.world.With;

class AgreementFaultsTest {
    private static final Set<String> BOTH = Set.of("MISSION", "OFFICE");

    private final SoundWorld world = new SoundWorld();

    static Stream<Arguments> spoilt() {
        return Stream.of(
                row(
                        "recordTypes",
                        "UNKNOWN_NAME",
                        "names song, which is no record type",
                        c -> c.types = Set.of("song")),
                row("tags", "UNKNOWN_NAME", "names a:b=\"c\", which is no tag", c -> c.tags = Set.of("a:b=\"c\"")),
                row("tags", "UNKNOWN_NAME", "names published, which is no tag", c -> c.tags = Set.of("published")),
                row(
                        "tags",
                        "UNKNOWN_NAME",
                        "names release:state=\"secret\", which is no tag",
                        c -> c.tags = Set.of("release:state=\"secret\"")),
                row(
                        "tags",
                        "NOT_POLICY_RELEVANT",
                        "names event:type=\"ied\", which is no tag that decides",
                        c -> c.tags = Set.of("event:type=\"ied\"")),
                row("areas", "UNKNOWN_NAME", "names XX, which is no area", c -> c.areas = Audience.only("XX")),
                row(
                        "compartments",
                        "UNKNOWN_NAME",
                        "names ZEBRA, which is no compartment",
                        c -> c.compartments = Set.of("ZEBRA")),
                row(
                        "purposes",
                        "UNKNOWN_NAME",
                        "names tourism, which is no purpose",
                        c -> c.purposes = Set.of("tourism")),
                row(
                        "purposes",
                        "PROHIBITED_PURPOSE",
                        "names targeting, which is no purpose that is allowed",
                        c -> c.purposes = Set.of("targeting")),
                row("onward", "UNKNOWN_NAME", "names NOBODY, which is no party or group", c -> {
                    c.onward = Audience.only("NOBODY");
                    c.purposes = Set.of("force-protection");
                }),
                row(
                        "endUsers",
                        "UNKNOWN_NAME",
                        "names BN99, which is no party or unit",
                        c -> c.endUsers = Set.of("BN99")),
                row(
                        "supportCategory",
                        "UNKNOWN_NAME",
                        "names arms, which is no support category",
                        c -> c.category = Optional.of("arms")),
                row("releaser", "UNKNOWN_NAME", "names NOBODY, which is no party or group", c -> c.releaser = "NOBODY"),
                row(
                        "releaser",
                        "NO_PARTY",
                        "binds TRAINERS, which is not among the parties",
                        c -> c.releaser = "TRAINERS"),
                row("recipient", "LEADS_NOWHERE", "leads from OFFICE to nobody else", c -> c.releaser = "OFFICE"),
                row("recipientUnit", "UNKNOWN_NAME", "names BN99, which is no unit", c -> c.unit = Optional.of("BN99")),
                row(
                        "recipientUnit",
                        "FOREIGN_NAME",
                        "names unit BN33, which is none of OFFICE",
                        c -> c.unit = Optional.of("BN33")),
                row(
                        "obligations/watermark",
                        "NOT_CARRIED_OUT",
                        "asks for watermark, which nothing carries out",
                        c -> c.obligations = With.with(Obligations.NONE, "watermark", true)),
                row(
                        "obligations/notifyReleaser",
                        "NOT_CARRIED_OUT",
                        "asks for notifyReleaser, which nothing carries out",
                        c -> c.obligations = With.with(Obligations.NONE, "notifyReleaser", true)),
                row("eventUntil", "NO_TIME", "covers events that end before they begin", c -> {
                    c.eventFrom = Optional.of(NOW);
                    c.eventUntil = Optional.of(NOW);
                }));
    }

    private static Arguments row(String member, String code, String sentence, Consumer<ClauseSketch> spoil) {
        return Arguments.of(member, Fault.Code.valueOf(code), sentence, spoil);
    }

    @ParameterizedTest(name = "{1} at {0}: {2}")
    @MethodSource("spoilt")
    void tellsTheMemberOfTheClause(String member, Fault.Code code, String sentence, Consumer<ClauseSketch> spoil) {
        ClauseSketch second = clause("a1");
        second.id = "a1-2";
        spoil.accept(second);
        Agreement agreement = agreement("a1", clause("a1").done(), second.done());
        Fault fault = new Fault(
                code,
                new Place.OfAgreement("a1", Optional.of("a1-2"), "/clauses/1/" + member),
                "clause a1-2 " + sentence);
        assertLeftOut(List.of(fault), agreement);
    }

    private static Agreement agreement(String id, Clause... clauses) {
        return SoundWorld.agreement(id, BOTH, clauses);
    }

    private void assertLeftOut(List<Fault> faults, Agreement agreement) {
        Agreement sound = agreement("sound", clause("sound").done());
        BundleBuilder builder = world.builder();
        assertEquals(List.of(), builder.add(sound));
        assertEquals(faults, builder.add(agreement));
        BundleBuilder.Built built = builder.build(7, NOW);
        assertEquals(faults, built.faults());
        assertEquals(List.of(sound), built.bundle().agreements());
        assertEquals(7, built.bundle().version());
    }

    @Test
    void takesInWhatIsSound() {
        Agreement agreement = agreement("a1", clause("a1").done());
        BundleBuilder builder = world.builder();
        assertEquals(List.of(), builder.add(agreement));
        assertEquals(new BundleBuilder.Built(builder.build(1, NOW).bundle(), List.of()), builder.build(1, NOW));
        assertEquals(List.of(agreement), builder.build(1, NOW).bundle().agreements());
    }

    @Test
    void towardsAScreenedForceASupportCategoryAndNamedEndUsersAreNeeded() {
        ClauseSketch clause = clause("a1");
        clause.recipient = "FORCES";
        clause.onward = Audience.only("OFFICE");
        Place category = new Place.OfAgreement("a1", Optional.of("a1-1"), "/clauses/0/supportCategory");
        Place endUsers = new Place.OfAgreement("a1", Optional.of("a1-1"), "/clauses/0/endUsers");
        assertLeftOut(
                List.of(
                        new Fault(
                                Fault.Code.MISSING,
                                category,
                                "clause a1-1 names no support category for a force that is screened"),
                        new Fault(
                                Fault.Code.MISSING, endUsers, "clause a1-1 names no end-users, and may be passed on")),
                SoundWorld.agreement("a1", Set.of("MISSION", "FORCES"), clause.done()));
    }

    @Test
    void whoTrainsForcesPassesNothingOnToTheUnnamed() {
        ClauseSketch clause = clause("a1");
        clause.recipient = "TRAINERS";
        clause.onward = Audience.only("OFFICE");
        assertEquals(
                List.of("/clauses/0/endUsers"),
                pointers(world.builder()
                        .faults(SoundWorld.agreement("a1", Set.of("MISSION", "TRAINERS"), clause.done()))));
    }

    private static List<String> pointers(List<Fault> faults) {
        return faults.stream()
                .map(Fault::place)
                .map(place -> ((Place.OfAgreement) place).pointer())
                .toList();
    }

    @Test
    void aGroupBindsWhoeverWasEverInIt() {
        world.groups.put(
                "wide",
                new Group(
                        "wide",
                        List.of(
                                SoundWorld.member("MISSION"),
                                new Group.Membership("FORCES", Instant.EPOCH, Optional.of(NOW.minusSeconds(1))))));
        ClauseSketch clause = clause("a1");
        clause.releaser = "wide";
        assertLeftOut(
                List.of(new Fault(
                        Fault.Code.NO_PARTY,
                        new Place.OfAgreement("a1", Optional.of("a1-1"), "/clauses/0/releaser"),
                        "clause a1-1 binds wide, which is not among the parties")),
                agreement("a1", clause.done()));
    }

    @Test
    void theAgreementsOwnMembersHavePlacesToo() {
        Agreement lonely = SoundWorld.agreement("a1", Set.of("STRANGER"));
        Agreement backwards = new Agreement(
                "a1",
                lonely.titles(),
                lonely.parties(),
                AgreementState.ACTIVE,
                1,
                NOW,
                NOW,
                List.of(),
                "",
                Map.of(),
                Set.of());
        assertEquals(
                List.of("/parties", "/parties", "/validUntil"),
                pointers(world.builder().faults(backwards)));
    }

    @Test
    void namesWhoHasNotSigned() {
        BundleBuilder builder = new BundleBuilder(world.parts(), agreement -> new Signatories(true, Set.of("MISSION")));
        Agreement agreement = agreement("a1", clause("a1").done());
        assertEquals(
                List.of(new Fault(
                        Fault.Code.UNSIGNED,
                        new Place.OfAgreement("a1", Optional.empty(), "/signatures/OFFICE"),
                        "it lacks a valid signature of OFFICE")),
                builder.add(agreement));
        assertEquals(List.of(), builder.build(1, NOW).bundle().agreements());
        assertEquals(List.of(), builder.faultsOfTerms(agreement));
    }

    @Test
    void ofOtherTermsThanThoseOfTheHashNoSignatureCounts() {
        BundleBuilder builder = new BundleBuilder(world.parts(), agreement -> new Signatories(false, BOTH));
        assertEquals(
                List.of(new Fault(
                        Fault.Code.ALTERED,
                        new Place.OfAgreement("a1", Optional.empty(), "/hash"),
                        "its terms are not those of its hash")),
                builder.add(agreement("a1", clause("a1").done())));
        assertEquals(List.of(), builder.build(1, NOW).bundle().agreements());
    }

    @Test
    void idsStandOnce() {
        Clause clause = clause("a1").done();
        Fault within = new Fault(
                Fault.Code.TWICE,
                new Place.TwoClauses(
                        new Place.OfAgreement("a1", Optional.of("a1-1"), "/clauses/0/id"),
                        new Place.OfAgreement("a1", Optional.of("a1-1"), "/clauses/1/id")),
                "clause a1-1 stands in agreement a1 already");
        assertLeftOut(List.of(within), agreement("a1", clause, clause));

        ClauseSketch same = clause("a1");
        same.id = "sound-1";
        Fault across = new Fault(
                Fault.Code.TWICE,
                new Place.TwoClauses(
                        new Place.OfAgreement("sound", Optional.of("sound-1"), "/clauses/0/id"),
                        new Place.OfAgreement("a1", Optional.of("sound-1"), "/clauses/0/id")),
                "clause sound-1 stands in agreement sound already");
        assertLeftOut(List.of(across), agreement("a1", same.done()));

        Fault agreement =
                new Fault(Fault.Code.TWICE, new Place.OfAgreement("sound", Optional.empty(), "/id"), "it stands twice");
        assertLeftOut(List.of(agreement), agreement("sound", clause("sound").done()));
    }

    @Test
    void aClauseBelongsToItsAgreement() {
        assertLeftOut(
                List.of(new Fault(
                        Fault.Code.CONTRADICTION,
                        new Place.OfAgreement("a1", Optional.of("a2-1"), "/clauses/0/agreement"),
                        "clause a2-1 names another agreement")),
                agreement("a1", clause("a2").done()));
    }

    @Test
    void whatIsStillNegotiatedIsCheckedButNotTakenIn() {
        Agreement draft = in(AgreementState.DRAFT, agreement("a1", clause("a2").done()));
        BundleBuilder builder = world.builder();
        assertEquals(List.of(), builder.add(draft));
        assertEquals(List.of(), builder.build(1, NOW).bundle().agreements());
        assertEquals(List.of("/clauses/0/agreement"), pointers(builder.faultsOfTerms(draft)));
    }

    @Test
    void aFurtherVersionIsCheckedAgainstOthersAndNotItself() {
        BundleBuilder builder = world.builder();
        assertEquals(List.of(), builder.add(agreement("a1", clause("a1").done())));
        ClauseSketch amended = clause("a1");
        amended.onward = Audience.only("un");
        assertEquals(List.of(), builder.faults(agreement("a1", amended.done())));
        ClauseSketch other = clause("a2");
        other.onward = Audience.only("un");
        assertTrue(builder.faults(agreement("a2", other.done())).stream()
                .anyMatch(fault -> fault.code() == Fault.Code.AMBIGUOUS_CLAUSES));
    }

    static Agreement in(AgreementState state, Agreement agreement) {
        return new Agreement(
                agreement.id(),
                agreement.titles(),
                agreement.parties(),
                state,
                agreement.version(),
                agreement.validFrom(),
                agreement.validUntil(),
                agreement.clauses(),
                agreement.hash(),
                agreement.signatures(),
                agreement.suspendedBy());
    }
}
