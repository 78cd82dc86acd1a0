package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.SubmitOutcome;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Sha256;

class SubmissionTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    @Test
    void givesBackWhatWasStored() {
        Sample sample = Sample.incident("Frappe aérienne à Tabankort").derivedFrom("some-record");
        String id = RECORDS.submit(sample.submit());
        StoredRecord stored = RECORDS.found(id);
        assertEquals(1, stored.facts().version());
        assertEquals("MINUSMA", stored.facts().releaser());
        assertEquals("minusma.officer", stored.facts().submitter());
        assertEquals(RecordState.ACTIVE, stored.facts().state());
        assertEquals(Set.of("ML", "ML-7"), stored.facts().areas());
        assertEquals(Set.of("event:type=\"air-strike\""), stored.facts().tags());
        assertEquals(Optional.of(Sample.AT), stored.facts().eventTime());
        assertEquals(List.of("some-record"), stored.derivedFrom());
        List<PortionFacts> portions = stored.facts().portions();
        for (int index = 0; index < 3; index++) {
            Records.NewPortion submitted = sample.submit().portions().get(index);
            assertEquals(submitted.field(), portions.get(index).field());
            assertEquals(Optional.of(submitted.label()), portions.get(index).label());
            assertEquals(submitted.custody(), portions.get(index).custody());
            assertEquals(
                    submitted.content(),
                    stored.contents().get(portions.get(index).id()));
        }
    }

    @Test
    void answersTheFirstOutcomeAgainForTheSameKeyAndBody() {
        Records.Submit submit = Sample.incident("replayed").key("key-1").submit();
        String first = RECORDS.submit(submit);
        assertEquals(new SubmitOutcome.Stored(first, 1, true), RECORDS.ask(Records.SUBMIT, submit));
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        Sample sample = Sample.incident("reused").key("key-2");
        RECORDS.submit(sample.submit());
        long before = RECORDS.count("record");
        assertEquals(
                new SubmitOutcome.KeyReused(),
                RECORDS.ask(Records.SUBMIT, sample.hash("another").submit()));
        assertEquals(before, RECORDS.count("record"));
    }

    @Test
    void scopesKeysToTheParty() {
        Sample sample = Sample.incident("two parties").key("key-3");
        String mine = RECORDS.submit(sample.submit());
        String theirs = RECORDS.submit(sample.by("UNOWA").hash("another").submit());
        assertNotEquals(mine, theirs);
    }

    @Test
    void scopesKeysToTheAccount() {
        Records.Submit mine = Sample.incident("two accounts").key("key-6").submit();
        String first = RECORDS.submit(mine);
        Records.Submit guessed = new Records.Submit(
                mine.party(),
                "minusma.analyst",
                mine.idempotencyKey(),
                mine.bodyHash(),
                mine.type(),
                mine.areas(),
                mine.policyTags(),
                mine.quarantineCause(),
                mine.portions());
        assertNotEquals(first, RECORDS.submit(guessed));
        assertEquals(new SubmitOutcome.Stored(first, 1, true), RECORDS.ask(Records.SUBMIT, mine));
    }

    @Test
    void storesOneRecordForConcurrentSubmissionsWithOneKey() {
        long before = RECORDS.count("record");
        Records.Submit submit = Sample.incident("at once").key("key-4").submit();
        List<Future<SubmitOutcome>> answers = IntStream.range(0, 20)
                .mapToObj(index -> RECORDS.bus.ask(Records.SUBMIT, submit))
                .toList();
        await(Future.all(answers));
        assertEquals(before + 1, RECORDS.count("record"));
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> assertInstanceOf(SubmitOutcome.Stored.class, answer.result()))
                        .map(SubmitOutcome.Stored::recordId)
                        .distinct()
                        .count());
    }

    @Test
    void leavesNothingHalfStored() {
        Records.Submit submit =
                Sample.incident("broken").by("CTED").key("key-5").submit();
        List<Long> before = counts();
        // The outbox entry is the last statement of the transaction.
        await(RECORDS.database.query("alter table event add constraint closed check (false) not valid"));
        try {
            assertThrows(Unavailable.class, () -> RECORDS.ask(Records.SUBMIT, submit));
        } finally {
            await(RECORDS.database.query("alter table event drop constraint closed"));
        }
        assertEquals(before, counts());
        assertEquals(1, RECORDS.found(RECORDS.submit(submit)).facts().version());
    }

    private static List<Long> counts() {
        return List.of(
                RECORDS.count("record"),
                RECORDS.count("version"),
                RECORDS.count("portion"),
                RECORDS.count("label_class"),
                RECORDS.count("idempotency"),
                RECORDS.count("event"));
    }

    @Test
    void quarantines() {
        String id = RECORDS.submit(Sample.incident("doubtful").quarantined().submit());
        assertEquals(RecordState.QUARANTINED, RECORDS.found(id).facts().state());
    }

    @Test
    void internsAClassOnceHoweverManyPortionsShareIt() {
        List<Future<SubmitOutcome>> answers = IntStream.range(0, 10)
                .mapToObj(index -> RECORDS.bus.ask(
                        Records.SUBMIT, Sample.incident("same").by("OHCHR").submit()))
                .toList();
        await(Future.all(answers));
        List<Records.LabelClass> classes =
                RECORDS.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes();
        List<Records.LabelClass> ours = classes.stream()
                .filter(each -> each.facts().releaser().equals("OHCHR"))
                .toList();
        assertEquals(3, ours.size());
        assertEquals(
                Set.of(Level.UNCLASSIFIED, Level.CONFIDENTIAL, Level.STRICTLY_CONFIDENTIAL),
                ours.stream()
                        .map(each -> each.portion().label().orElseThrow().level())
                        .collect(Collectors.toSet()));
        int last = classes.getLast().id();
        assertEquals(
                List.of(),
                RECORDS.ask(Records.CLASSES, new Records.ClassesAfter(last)).classes());
    }

    @Test
    void wakesFeedsAfterTheCommit() throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        await(RECORDS.bus.onHint(Hint.FEED_GREW, woken::release));
        RECORDS.submit(Sample.incident("news").submit());
        assertTrue(woken.tryAcquire(5, TimeUnit.SECONDS));
    }

    @Test
    void keepsOfARejectionMarkingSubmitterAndASaltedHashAlone() {
        Records.Reject reject = new Records.Reject(
                "FRENCH-FORCES", "french.officer", "TRES SECRET", Level.STRICTLY_CONFIDENTIAL, Level.CONFIDENTIAL, "h");
        Records.Case one = RECORDS.ask(Records.REJECT, reject);
        Records.Case other = RECORDS.ask(Records.REJECT, reject);
        assertNotEquals(one.saltedHash(), other.saltedHash());
        String salt = await(RECORDS.database.query("select salt from rejection where id = $1", one.id()))
                .iterator()
                .next()
                .getString("salt");
        assertNotEquals(Sha256.hex(salt + "h"), one.saltedHash(), "what was rejected can be tried");
        assertEquals("TRES SECRET", one.marking());
        assertEquals(
                Set.of(one, other),
                Set.copyOf(RECORDS.ask(Records.CASES, new Records.CasesOf("FRENCH-FORCES"))
                        .cases()));
        assertEquals(
                List.of(),
                RECORDS.ask(Records.CASES, new Records.CasesOf("UNOWA")).cases());
    }
}
