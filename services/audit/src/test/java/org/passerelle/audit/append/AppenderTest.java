package org.passerelle.audit.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.merkle.TreeHash;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.AppendOutcome.Appended;
import org.passerelle.core.message.Audit.AppendOutcome.PolicyMoved;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

class AppenderTest {

    private static final String WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database()";

    private final LogFixture log = new LogFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void writesALeafForTheRecipientAndForEachPartyWhoseContentLeft() {
        log.append("d-1", 0, "UNOWA");
        assertEquals(List.of("FRENCH-FORCES", "MINUSMA", "UNOWA"), log.logs());
        log.logs().forEach(name -> assertEquals(1, log.entries(name).size(), name));
    }

    @Test
    void tellsTheReleaserTheBundleAndTheAssessmentsButNotTheRecipient() {
        log.append("d-1", 0, "UNOWA");
        String released = log.entries("MINUSMA").getFirst().body().orElseThrow();
        assertTrue(released.contains("\"policyVersion\":0") && released.contains("has-0007"), released);
        String received = log.entries("UNOWA").getFirst().body().orElseThrow();
        for (String hidden : List.of("policyVersion", "has-0007", "FRENCH-FORCES", "\"version\"")) {
            assertFalse(received.contains(hidden), hidden);
        }
    }

    @Test
    void givesTheRecipientWhatRecomputesItsLeaf() {
        Appended appended = assertInstanceOf(Appended.class, log.append("d-1", 0, "UNOWA"));
        Audit.Entry entry = log.entries("UNOWA").getFirst();
        assertEquals(Optional.of(appended.salt()), entry.salt());
        assertEquals(LogFixture.START, appended.at());
        assertEquals(
                TreeHash.leaf(
                                HexFormat.of().parseHex(appended.salt()),
                                entry.body().orElseThrow())
                        .hex(),
                entry.leafHash());
    }

    @Test
    void writesOneLeafForAPartyThatReadsItsOwn() {
        log.append("d-1", 0, "MINUSMA");
        assertEquals(1, log.entries("MINUSMA").size());
    }

    @Test
    void refusesALeafDecidedUnderAnOlderPolicy() {
        long barrier = log.raise();
        assertEquals(new PolicyMoved(barrier), log.append("d-1", barrier - 1, "UNOWA"));
        assertEquals(0, log.count("select count(*) from entry"));
        assertInstanceOf(Appended.class, log.append("d-2", barrier, "UNOWA"));
    }

    @Test
    void refusesALeafDecidedUnderAPolicyThatIsNotYet() {
        assertInstanceOf(PolicyMoved.class, log.append("d-1", 1, "UNOWA"));
        assertEquals(0, log.count("select count(*) from entry"));
    }

    @Test
    void refusesALeafThatRacesARise() {
        log.append("d-1", 0, "UNOWA");
        Promise<Void> commit = Promise.promise();
        Promise<Long> raised = Promise.promise();
        Future<Long> rise = log.barrier.transaction(transaction -> Barrier.raise(transaction, "test")
                .onComplete(raised)
                .compose(version -> commit.future().map(version)));
        await(raised.future());
        Future<Audit.AppendOutcome> append = log.appender.append(LogFixture.read("d-2", 0, "UNOWA"));
        waitFor(1);
        assertFalse(append.isComplete());
        commit.complete();
        assertEquals(new PolicyMoved(await(rise)), await(append));
        assertEquals(1, log.entries("UNOWA").size());
    }

    @Test
    void letsARiseWaitForALeafUnderWay() {
        log.append("d-1", 0, "UNOWA");
        Promise<Void> release = Promise.promise();
        Promise<Object> locked = Promise.promise();
        Future<Object> blocker = log.database.transaction(
                transaction -> Database.run(transaction, "select 1 from log where name = 'UNOWA' for update")
                        .<Object>mapEmpty()
                        .onComplete(done -> locked.complete("locked"))
                        .compose(done -> release.future().map((Object) "released")));
        await(locked.future());
        Future<Audit.AppendOutcome> append = log.appender.append(LogFixture.read("d-2", 0, "UNOWA"));
        waitFor(1);
        Future<Long> rise = log.barrier.transaction(transaction -> Barrier.raise(transaction, "test"));
        waitFor(2);
        assertFalse(rise.isComplete());
        release.complete();
        await(blocker);
        assertInstanceOf(Appended.class, await(append));
        assertEquals(1, await(rise));
        assertInstanceOf(PolicyMoved.class, log.append("d-3", 0, "UNOWA"));
    }

    @Test
    void givesConcurrentLeavesGapFreePositionsAndTheRightRoot() {
        Appender other = new Appender(log.database, Clock.systemUTC());
        List<Future<Audit.AppendOutcome>> appends = new ArrayList<>();
        for (int each = 0; each < 120; each++) {
            Appender one = each % 2 == 0 ? log.appender : other;
            appends.add(one.append(LogFixture.read("d-" + each, 0, each % 3 == 0 ? "UNOWA" : "UNODC")));
        }
        appends.forEach(append -> assertInstanceOf(Appended.class, await(append)));
        assertEquals(120, log.entries("MINUSMA").size());
        assertEquals(40, log.entries("UNOWA").size());
        for (String name : log.logs()) {
            Frontier frontier = Frontier.EMPTY;
            for (Audit.Entry entry : log.entries(name)) {
                assertEquals(frontier.size(), entry.index());
                frontier = frontier.append(TreeHash.leaf(
                                HexFormat.of().parseHex(entry.salt().orElseThrow()),
                                entry.body().orElseThrow()))
                        .frontier();
            }
            Audit.Checkpoint checkpoint = await(log.reader.checkpoint(new Audit.CheckpointOf(name)));
            assertEquals(frontier.root().hex(), checkpoint.rootHash());
            assertEquals(frontier.size(), checkpoint.size());
        }
    }

    @Test
    void oneThatCannotBeRecordedDoesNotTakeOthersWithIt() {
        List<Future<Audit.AppendOutcome>> appends = new ArrayList<>();
        for (String disclosure : List.of("d-1", "d-2", "d-2", "d-3")) {
            appends.add(log.appender.append(LogFixture.read(disclosure, 0, "UNOWA")));
        }
        assertInstanceOf(Appended.class, await(appends.get(0)));
        assertInstanceOf(Appended.class, await(appends.get(1)));
        assertThrows(RuntimeException.class, () -> await(appends.get(2)));
        assertInstanceOf(Appended.class, await(appends.get(3)));
        assertEquals(3, log.entries("UNOWA").size());
    }

    @Test
    void keepsTheLedgerOfWhoReceivedARecord() {
        log.append("d-1", 0, "UNOWA");
        log.append("d-2", 0, "UNODC");
        assertEquals(List.of("UNODC", "UNOWA"), recipients("record-1"));
        assertEquals(List.of(), recipients("record-2"));
    }

    private List<String> recipients(String record) {
        return await(log.ledger.page(new Audit.LedgerOf(record, Optional.empty(), 10))).receipts().stream()
                .map(Audit.Receipt::recipient)
                .toList();
    }

    @Test
    void refusesToChangeWhatWasAppended() {
        log.append("d-1", 0, "UNOWA");
        for (String change : List.of("update entry set body = '{}'", "delete from node", "truncate receipt")) {
            assertThrows(RuntimeException.class, () -> await(log.database.query(change)), change);
        }
    }

    /** Until so many transactions wait for a lock. */
    private void waitFor(long transactions) {
        while (log.count(WAITING) < transactions) {
            await(log.database.query("select pg_sleep(0.01)"));
        }
    }
}
