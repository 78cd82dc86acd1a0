package org.passerelle.audit.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.audit.LogFixture;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.verify.AuditVerification;
import org.passerelle.audit.verify.Report;
import org.passerelle.core.message.Audit;

class SealerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final LogFixture log = new LogFixture();
    private final Sealer sealer = new Sealer(log.database, INTERVAL);
    private final Notes notes = new Notes(log.database, Clock.fixed(LogFixture.START, ZoneOffset.UTC));

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void appendsExactlyOneLeafForEachIntervalWhateverHappenedInIt() {
        assertEquals(1, seal(0));
        assertEquals(0, seal(1999));
        for (int note = 0; note < 100; note++) {
            await(notes.add(new Audit.Note("denial", "subject", "UNOWA", "PURPOSE")));
        }
        assertEquals(1, seal(2000));
        assertEquals(0, seal(3000));
        assertEquals(1, seal(4000));
        assertEquals(3, log.entries(Leaf.OPERATOR).size());
    }

    @Test
    void takesSoManyBytesOfNotesAndTheRestInTheIntervalAfter() {
        await(log.database.query("""
                insert into note (party, body, salt)
                select '', repeat('x', 1000000), decode(repeat('00', 32), 'hex') from generate_series(1, 11)
                """));
        assertEquals(1, seal(0));
        assertEquals(3, log.count("select count(*) from note"));
        assertEquals(1, seal(2000));
        assertEquals(0, log.count("select count(*) from note"));
    }

    @Test
    void whatANoteSaysIsCut() {
        await(notes.add(new Audit.Note("agreement-signed", "subject", "UNOWA", "é".repeat(100_000))));
        assertEquals(1, log.count("select count(*) from note where octet_length(body) between 8000 and 9000"));
    }

    @Test
    void makesUpForIntervalsThatPassedUnsealed() {
        seal(0);
        assertEquals(5, seal(10_000));
    }

    @Test
    void letsOneLeafStandForALongStandstill() {
        seal(0);
        assertEquals(1, seal(3_600_000));
        String body = log.entries(Leaf.OPERATOR).getLast().body().orElseThrow();
        assertTrue(body.contains("\"from\":\"2026-03-01T10:00:00Z\""), body);
        assertTrue(body.contains("\"until\":\"2026-03-01T11:00:00Z\""), body);
    }

    @Test
    void aLeafDoesNotShowWhatItTookIn() {
        await(notes.add(new Audit.Note("denial", "subject", "UNOWA", "PURPOSE")));
        seal(0);
        String body = log.entries(Leaf.OPERATOR).getFirst().body().orElseThrow();
        assertFalse(body.contains("UNOWA") || body.contains("PURPOSE"), body);
    }

    @Test
    void opensToEachPartyItsOwnEntriesAlone() {
        await(notes.add(new Audit.Note("agreement-signed", "subject", "UNOWA", "a-1")));
        await(notes.add(new Audit.Note("agreement-signed", "subject", "UNODC", "a-2")));
        seal(0);
        List<Audit.Opening> openings = openings("UNOWA");
        assertEquals(1, openings.size());
        assertTrue(openings.getFirst().body().contains("a-1"));
        assertEquals(64, openings.getFirst().slots());
        assertEquals(6, openings.getFirst().proof().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "withheld",
                "hold-opened",
                "hold-ruled",
                "consent-withdrawn",
                "allegation-opened",
                "assessment-suspended",
                "exemption-ask",
                "list-match-unclear",
                "record-quarantined",
                "past-releases-listed",
                "account-suspended",
                "task-opened",
                "a kind that nobody thought of"
            })
    void tellsAPartyNothingOfWhatIsTheOperatorsAlone(String kind) {
        await(notes.add(new Audit.Note(kind, "subject", "UNOWA", "READ early-warning r-1 ALLEGATION")));
        seal(0);
        assertEquals(List.of(), openings("UNOWA"));
        assertEquals(1, log.count("select count(*) from opening where body like '%r-1%' and party = ''"));
    }

    @Test
    void whatWasSealedForAPartyBeforeStaysAndIsToldNoMore() throws IOException {
        log.append("d-1", 0, "UNOWA");
        await(notes.add(new Audit.Note("withheld", "subject", "UNOWA", "READ x r-1 \"what\":\"match-refused\"}")));
        await(log.database.query("update note set party = 'UNOWA'"));
        await(notes.add(new Audit.Note("match-refused", "subject", "UNOWA", "no terms")));
        seal(0);
        assertEquals(2, log.count("select count(*) from opening where party = 'UNOWA' and body like '%noted%'"));
        List<String> bodies =
                openings("UNOWA").stream().map(Audit.Opening::body).toList();
        assertEquals(2, bodies.size(), bodies::toString);
        assertTrue(bodies.stream().noneMatch(body -> body.contains("r-1")), bodies::toString);
        Report report = AuditVerification.verify(log.source(Optional.empty()), new NoteKey(log.keys.publicKey()));
        assertTrue(report.agrees(), report::toString);
    }

    @Test
    void takesInTheCheckpointOfEachPartyLogThatGrew() {
        log.append("d-1", 0, "UNOWA");
        seal(0);
        seal(2000);
        log.append("d-2", 0, "UNOWA");
        seal(4000);
        List<String> bodies =
                openings("UNOWA").stream().map(Audit.Opening::body).toList();
        String root =
                await(log.reader.checkpoint(new Audit.CheckpointOf("UNOWA"))).rootHash();
        assertEquals(2, bodies.size());
        assertTrue(bodies.getLast().contains(root) && bodies.getLast().contains("\"size\":2"), bodies.getLast());
    }

    @Test
    void processesThatSealTogetherAppendOneLeaf() {
        Sealer other = new Sealer(log.database, INTERVAL);
        Instant now = LogFixture.START;
        Future<Integer> one = sealer.seal(now);
        Future<Integer> two = other.seal(now);
        assertEquals(1, await(one) + await(two));
        assertEquals(1, log.entries(Leaf.OPERATOR).size());
    }

    private int seal(long millis) {
        return await(sealer.seal(LogFixture.START.plusMillis(millis)));
    }

    private List<Audit.Opening> openings(String party) {
        return await(log.proofs.openings(new Audit.OpeningsOf(party, 0, 100))).openings();
    }
}
