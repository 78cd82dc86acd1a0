package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.platform.crypto.Sha256;

/** What was received stands as long as it would look the same to whoever received it. */
class SupersedingTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static final Sample FIRST = Sample.incident("a title");

    private static String submitted() {
        return RECORDS.submit(FIRST.submit());
    }

    private static void revise(String id, int expected, Sample sample) {
        assertEquals(
                new Records.ReviseOutcome.Stored(id, expected + 1),
                RECORDS.ask(Records.REVISE, new Records.Revise(id, expected, sample.submit())));
    }

    /** What a party received of these fields of a version, places to 10 km, with these details and predicates of tags. */
    private static Audit.Holding received(String id, int version, String... fields) {
        StoredRecord record = version(id, version);
        List<Audit.Portion> left = record.facts().portions().stream()
                .filter(portion -> Set.of(fields).contains(portion.field()))
                .map(portion -> new Audit.Portion(
                        portion.id(),
                        "clause",
                        Audience.nobody(),
                        GeometryTier.KM_10,
                        portion.field().equals(PortionFacts.HEAD) ? List.of("casualties") : List.of(),
                        portion.field().equals(PortionFacts.HEAD)
                                ? Optional.of(List.of("event:type"))
                                : Optional.empty()))
                .toList();
        return new Audit.Holding(id, version, Optional.of(left));
    }

    private static StoredRecord version(String id, int version) {
        return RECORDS.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(id))
                .versions()
                .get(version - 1);
    }

    private static boolean ceases(String id, int version, int told, Audit.Holding holding) {
        return !RECORDS.ask(Records.SUPERSEDED, new Records.SupersededBy(id, version, told, List.of(holding)))
                .holdings()
                .orElseThrow()
                .isEmpty();
    }

    /** Whether a party that received these fields of the first version holds something that this one replaces. */
    private static boolean ceases(Sample next, String... fields) {
        String id = submitted();
        Audit.Holding holding = received(id, 1, fields);
        revise(id, 1, next);
        return ceases(id, 2, 0, holding);
    }

    private static Sample changed(int index, UnaryOperator<NewPortion> change) {
        List<NewPortion> portions = new ArrayList<>(FIRST.submit().portions());
        portions.set(index, change.apply(portions.get(index)));
        return FIRST.portions(portions);
    }

    private static Sample relabelled(int index, Label label) {
        return changed(index, portion -> Sample.portion(portion.field(), portion.content(), label));
    }

    private static Sample headed(Content.Head head) {
        return changed(0, portion -> Sample.portion(portion.field(), head, portion.label()));
    }

    private static Content.Head head(List<String> tags, Map<String, Object> details) {
        return With.with(With.with(Sample.head("ML", -0.3, 19.1), "tags", tags), "details", details);
    }

    @Test
    void otherWordsReplaceWhatWasReceived() {
        assertEquals(true, ceases(Sample.incident("another title"), "title"));
        assertEquals(true, ceases(Sample.incident("another title"), "head", "title"));
    }

    @Test
    void theSameSubmittedOnceMoreReplacesNothing() {
        assertEquals(false, ceases(FIRST, "head", "title", "source"));
    }

    @Test
    void whatOneNeverReceivedMayChangeOrGo() {
        assertEquals(false, ceases(Sample.incident("another title"), "head", "source"));
        assertEquals(false, ceases(FIRST.portions(FIRST.submit().portions().subList(0, 2)), "head", "title"));
    }

    @Test
    void whatIsGoneNoLongerStands() {
        assertEquals(true, ceases(FIRST.portions(FIRST.submit().portions().subList(0, 2)), "title", "source"));
    }

    @Test
    void anotherMarkingReplacesWhatWasReceived() {
        assertEquals(true, ceases(relabelled(1, Sample.label(Level.CONFIDENTIAL)), "title"));
        assertEquals(true, ceases(relabelled(1, Sample.label(Level.UNCLASSIFIED, "SOURCE")), "title"));
        assertEquals(true, ceases(relabelled(0, Sample.label(Level.STRICTLY_CONFIDENTIAL)), "head", "title"));
    }

    @Test
    void theLabelOfAHeadCountsAsFarAsItShows() {
        assertEquals(
                false, ceases(relabelled(0, Sample.label(Level.STRICTLY_CONFIDENTIAL, "SOURCE")), "head", "source"));
    }

    @Test
    void whatNoViewShowsOfALabelDoesNotCount() {
        Label title = Sample.label(Level.UNCLASSIFIED);
        Label hidden = new Label(
                title.level(),
                Tlp.AMBER,
                Set.of("MINUSMA"),
                title.purposes(),
                title.compartments(),
                title.releasableTo(),
                Set.of("UNODC"),
                title.eyesOnly(),
                Audience.nobody(),
                Set.of(),
                title.embargoUntil(),
                Optional.of(Sample.AT.plus(Duration.ofDays(36_000))),
                Sample.AT.plusSeconds(1));
        assertEquals(false, ceases(relabelled(1, hidden), "title"));
    }

    @Test
    void aHeadIsComparedAsItLeft() {
        List<String> tags = List.of("event:type=\"air-strike\"");
        Map<String, Object> details =
                Map.of("casualties", 3L, "ratio", 2.0, "weapons", List.of("bomb"), "confirmed", true);
        assertEquals(false, ceases(FIRST.at("ML", -0.3001, 19.1001), "head"));
        assertEquals(true, ceases(FIRST.at("ML", -2.3, 17.1), "head"));
        assertEquals(false, ceases(headed(head(tags, Map.of("casualties", 3L))), "head"));
        assertEquals(true, ceases(headed(head(tags, Map.of("casualties", 4L))), "head"));
        assertEquals(
                false,
                ceases(headed(head(List.of("event:type=\"air-strike\"", "source:kind=\"x\""), details)), "head"));
        assertEquals(true, ceases(headed(head(List.of("event:type=\"ambush\""), details)), "head"));
        assertEquals(true, ceases(headed(head(List.of(), details)), "head"));
    }

    @Test
    void receiptsFromBeforePortionsWereKeptAreOfAllOfTheVersion() {
        String id = submitted();
        revise(id, 1, FIRST.portions(FIRST.submit().portions().subList(0, 2)));
        assertEquals(true, ceases(id, 2, 0, new Audit.Holding(id, 1, Optional.empty())));
    }

    @Test
    void whatHadCeasedToStandBeforeIsNotToldAgain() {
        String id = submitted();
        Audit.Holding first = received(id, 1, "title");
        revise(id, 1, Sample.incident("another title"));
        Audit.Holding second = received(id, 2, "title");
        revise(id, 2, Sample.incident("another title").at("ML", -2.3, 17.1));
        assertEquals(true, ceases(id, 2, 0, first));
        assertEquals(false, ceases(id, 3, 2, first));
        assertEquals(false, ceases(id, 3, 2, second));
        revise(id, 3, Sample.incident("a third title"));
        assertEquals(false, ceases(id, 4, 3, first));
        assertEquals(true, ceases(id, 4, 3, second));
    }

    @Test
    void anAttachmentReplacesNothingAndStandsUntilItIsTakenAway() {
        String id = submitted();
        Audit.Holding text = received(id, 1, "head", "title", "source");
        String file = attached(id);
        Audit.Holding bytes = received(id, 2, PortionFacts.ATTACHMENT);
        assertEquals(1, bytes.portions().orElseThrow().size());
        assertEquals(false, ceases(id, 2, 0, text));
        revise(id, 2, FIRST);
        assertEquals(false, ceases(id, 3, 2, text));
        assertEquals(false, ceases(id, 3, 2, bytes));
        RECORDS.ask(Records.REVISE, new Records.Revise(id, 3, FIRST.submit(), Set.of(file)));
        assertEquals(false, ceases(id, 4, 3, text));
        assertEquals(true, ceases(id, 4, 3, bytes));
        attached(id);
        assertEquals(false, ceases(id, 5, 3, bytes));
    }

    private static String attached(String record) {
        byte[] bytes = {'a'};
        Label label = Sample.label(Level.UNCLASSIFIED);
        String id = UUID.randomUUID().toString();
        RECORDS.ask(Attachments.OPEN, new Attachments.Open(id, label, 1, "minusma.officer"));
        RECORDS.ask(Attachments.STORE, new Attachments.Store(id, 0, "YQ=="));
        NewPortion portion = Sample.portion(
                PortionFacts.ATTACHMENT,
                new Content.Attachment(id, "a.txt", "text/plain", 1, Sha256.hex(bytes), 1),
                label);
        assertEquals(
                new Attachments.Attached.Stored(id, false),
                RECORDS.ask(
                        Attachments.ATTACH,
                        new Attachments.Attach(record, "MINUSMA", "minusma.officer", portion, Optional.empty())));
        return id;
    }

    @Test
    void whatMayNoLongerBeRetainedDoesNotCount() {
        Label brief = retained(Sample.AT.plusSeconds(1));
        List<NewPortion> portions = new ArrayList<>(FIRST.submit().portions());
        portions.set(1, Sample.portion("title", new Content.Text("a title"), brief));
        String id = RECORDS.submit(FIRST.portions(portions).submit());
        Audit.Holding holding = received(id, 1, "title");
        await(new Expiry(RECORDS.database, Clock.systemUTC()).expire());
        revise(id, 1, Sample.incident("another title"));
        assertEquals(false, ceases(id, 2, 0, holding));
    }

    private static Label retained(Instant until) {
        return With.with(Sample.label(Level.UNCLASSIFIED), "retainUntil", Optional.of(until));
    }

    @Test
    void nothingIsToldOfWhatIsRecalledInQuarantineOrGone() {
        String recalled = submitted();
        Audit.Holding holding = received(recalled, 1, "title");
        revise(recalled, 1, Sample.incident("another title"));
        RECORDS.ask(Records.RECALL, new Records.Recall(recalled, "MINUSMA", "minusma.officer", "mistaken"));
        assertEquals(Optional.empty(), superseded(recalled, holding));
        String quarantined = submitted();
        Audit.Holding other = received(quarantined, 1, "title");
        revise(quarantined, 1, Sample.incident("another title").quarantined());
        assertEquals(Optional.empty(), superseded(quarantined, other));
        assertEquals(Optional.empty(), superseded("no such record", holding));
    }

    private static Optional<List<Audit.Holding>> superseded(String id, Audit.Holding holding) {
        return RECORDS.ask(Records.SUPERSEDED, new Records.SupersededBy(id, 2, 0, List.of(holding)))
                .holdings();
    }
}
