package org.passerelle.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.audit.LogFixture;
import org.passerelle.audit.merkle.Frontier;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.note.SignedNote;
import org.passerelle.audit.note.TreeHead;
import org.passerelle.audit.seal.Notes;
import org.passerelle.audit.seal.Sealer;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

class AuditVerificationTest {

    private final LogFixture log = new LogFixture();
    private final Sealer sealer = new Sealer(log.database, Duration.ofSeconds(2));
    private final Notes notes = new Notes(log.database, Clock.systemUTC());
    private final NoteKey key = new NoteKey(log.keys.publicKey());

    /** Who asks the API. */
    private String reader = "subject";

    @BeforeEach
    void fill() {
        for (int disclosure = 0; disclosure < 9; disclosure++) {
            log.append("d-" + disclosure, 0, disclosure % 2 == 0 ? "UNOWA" : "UNODC");
            await(notes.add(new Audit.Note("agreement-signed", "subject", "UNOWA", "a-1")));
            await(sealer.seal(LogFixture.START.plusSeconds(2L * disclosure)));
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void agreesWithLogsAsTheyWereWritten() throws IOException {
        Report report = AuditVerification.verify(log.source(Optional.empty()), key);
        assertTrue(report.agrees(), report.toString());
        assertEquals(5, report.logs().size());
        LogResult unowa = result(report, "UNOWA");
        assertEquals(5, unowa.entries());
        assertEquals(9 + 5, unowa.openings());
    }

    @Test
    void findsOneChangedByteOfABody() throws IOException {
        log.tamper(
                "entry",
                "update entry set body = replace(body, 'early-warning', 'early-wbrning') where position = 1"
                        + " and log = (select id from log where name = 'MINUSMA')");
        LogResult minusma = result(verify(), "MINUSMA");
        assertEquals(Optional.of(Fault.at(1, "entry does not have its leaf hash")), minusma.fault());
    }

    @Test
    void findsOneChangedByteOfANode() throws IOException {
        log.tamper(
                "node",
                "update node set hash = set_byte(hash, 5, get_byte(hash, 5) # 1) where level = 1"
                        + " and position = 0 and log = (select id from log where name = 'MINUSMA')");
        LogResult minusma = result(verify(), "MINUSMA");
        assertTrue(minusma.fault().orElseThrow().what().contains("inclusion proof"), minusma.toString());
    }

    @Test
    void findsARewrittenLeafEvenWhenItsHashWasRewrittenToo() throws IOException {
        log.tamper(
                "entry",
                "update entry set body = '{}' where position = 0 and log = (select id from log where name = 'UNODC')");
        log.tamper(
                "node",
                "update node set hash = sha256('\\x00' || entry.salt || convert_to(entry.body, 'UTF8'))"
                        + " from entry where node.level = 0 and node.log = entry.log and node.position = entry.position");
        LogResult unodc = result(verify(), "UNODC");
        assertEquals(
                "entries do not give the root of the checkpoint",
                unodc.fault().orElseThrow().what());
    }

    @Test
    void findsAMissingEntry() throws IOException {
        log.tamper("entry", "delete from entry where position = 2 and log = (select id from log where name = 'UNOWA')");
        assertEquals(
                Optional.of(Fault.at(2, "entry is missing")),
                result(verify(), "UNOWA").fault());
    }

    @Test
    void findsALogThatWasCutShort() throws IOException {
        String then =
                await(log.reader.checkpoint(new Audit.CheckpointOf("UNOWA"))).note();
        log.append("d-9", 0, "UNOWA");
        String now =
                await(log.reader.checkpoint(new Audit.CheckpointOf("UNOWA"))).note();
        assertTrue(AuditVerification.verify(log.source(Optional.of(then)), key).agrees());
        String frontier = "select frontier from log where name = 'UNOWA'";
        assertFalse(await(log.database.query(frontier))
                        .iterator()
                        .next()
                        .getBuffer(0)
                        .length()
                == 0);
        await(log.database.query("update log set size = 1, frontier = (select hash from node where level = 0 and"
                + " position = 0 and node.log = log.id) where name = 'UNOWA'"));
        Report cut = AuditVerification.verify(log.source(Optional.of(now)), key);
        assertTrue(result(cut, "UNOWA").fault().orElseThrow().what().startsWith("log is shorter"), cut.toString());
    }

    @Test
    void findsAForkThatThePartyAloneCouldNotSee() throws IOException {
        // The operator shows the party another history under a genuine signature; its own log witnessed the first one.
        log.tamper(
                "entry",
                "update entry set body = '{}' where position = 4 and log = (select id from log where name = 'UNOWA')");
        log.tamper(
                "node",
                "update node set hash = sha256('\\x00' || entry.salt || convert_to(entry.body, 'UTF8'))"
                        + " from entry where node.level = 0 and node.log = entry.log and node.position = entry.position");
        await(log.database.query("update log set frontier = (select string_agg(hash, ''::bytea order by level desc)"
                + " from node where node.log = log.id and ((level = 2 and position = 0) or (level = 0 and position = 4)))"
                + " where name = 'UNOWA'"));
        assertEquals(
                "log is not what it was at size 5",
                result(verify(), "UNOWA").fault().orElseThrow().what());
    }

    @Test
    void trustsNoOtherKey() throws IOException {
        NoteKey other = new NoteKey(Ed25519Keys.generate().publicKey());
        Report report = AuditVerification.verify(log.source(Optional.empty()), other);
        assertTrue(report.logs().stream().noneMatch(LogResult::agrees), report.toString());
    }

    @Test
    void verifiesAnArchiveAlone(@TempDir Path directory, @TempDir Path home) throws IOException {
        Archive.write(log.source(Optional.empty()), directory);
        Report report = AuditVerification.verify(new Archive(directory, new Memory(home)), key);
        assertTrue(report.agrees(), report.toString());
        assertEquals(14, result(report, "UNOWA").openings());
        Path entries = directory.resolve("UNOWA").resolve("entries.jsonl");
        Files.writeString(entries, Files.readString(entries).replaceFirst("early", "earlz"));
        assertFalse(AuditVerification.verify(new Archive(directory, new Memory(home)), key)
                .agrees());
    }

    @Test
    void verifiesARunningSystemThroughItsApiAndRemembersWhatItAccepted(@TempDir Path directory) throws IOException {
        Memory memory = new Memory(directory);
        ApiSource api = new ApiSource(this::answer, memory);
        memory.trust(api.publishedKey());
        Report first = AuditVerification.verify(api, memory.key().orElseThrow());
        assertTrue(first.agrees(), first.toString());
        assertEquals(5, result(first, "UNOWA").entries());
        memory.accept(first);
        assertEquals(Optional.of(result(first, "operator").note()), new Memory(directory).checkpoint("operator"));
        log.append("d-9", 0, "UNOWA");
        await(sealer.seal(LogFixture.START.plusSeconds(18)));
        Report second = AuditVerification.verify(api, memory.key().orElseThrow());
        assertTrue(second.agrees(), second.toString());
        await(log.database.query("update log set size = 1, frontier = (select hash from node where level = 0 and"
                + " position = 0 and node.log = log.id) where name = 'operator'"));
        assertFalse(result(AuditVerification.verify(api, memory.key().orElseThrow()), "operator")
                .agrees());
    }

    @Test
    void whatIsNotTheReadersToOpenIsVerifiedByItsHash(@TempDir Path directory) throws IOException {
        reader = "colleague";
        assertFalse(answer("/audit/entries?limit=100").contains("record-1"));
        ApiSource api = new ApiSource(this::answer, new Memory(directory));
        LogResult unowa = result(AuditVerification.verify(api, key, new Expected(true, Set.of())), "UNOWA");
        assertTrue(unowa.agrees(), unowa.toString());
        assertEquals(List.of(5L, 5L), List.of(unowa.entries(), unowa.closed()));
        ApiSource forged = new ApiSource(
                path -> answer(path).replaceFirst("\"leafHash\":\"[0-9a-f]{64}", "\"leafHash\":\"" + "0".repeat(64)),
                new Memory(directory));
        assertFalse(result(AuditVerification.verify(forged, key, new Expected(true, Set.of())), "UNOWA")
                .agrees());
    }

    /** The operator may not say of what it has rewritten that it is closed. */
    @Test
    void nothingIsClosedToWhoeverOpensEverything(@TempDir Path directory) throws IOException {
        reader = "colleague";
        ApiSource api = new ApiSource(this::answer, new Memory(directory.resolve("memory")));
        Optional<Fault> closed = Optional.of(Fault.at(0, "entry is closed to a reader to whom every one is open"));
        assertEquals(closed, result(AuditVerification.verify(api, key), "UNOWA").fault());
        Archive.write(api, directory.resolve("archive"));
        Archive archive = new Archive(directory.resolve("archive"), new Memory(directory.resolve("other")));
        assertEquals(
                closed, result(AuditVerification.verify(archive, key), "UNOWA").fault());
        assertTrue(AuditVerification.verify(archive, key, new Expected(true, Set.of()))
                .agrees());
    }

    @Test
    void whatTheReaderReceivedIsOpenToThem(@TempDir Path directory) throws IOException {
        Audit.AppendOutcome.Appended told = (Audit.AppendOutcome.Appended) log.append("d-9", 0, "UNOWA");
        Expected.Receipt receipt = new Expected.Receipt(told.disclosureId(), told.at(), told.salt());
        ApiSource api = new ApiSource(this::answer, new Memory(directory));
        assertTrue(AuditVerification.verify(api, key, new Expected(true, Set.of(receipt)))
                .agrees());
        Expected.Receipt other = new Expected.Receipt(told.disclosureId(), told.at(), "00".repeat(32));
        assertFalse(AuditVerification.verify(api, key, new Expected(true, Set.of(other)))
                .agrees());
        reader = "colleague";
        Report closed = AuditVerification.verify(api, key, new Expected(true, Set.of(receipt)));
        assertTrue(result(closed, "UNOWA").agrees(), closed.toString());
        assertEquals(
                "disclosure d-9 is in no entry that is open to its reader",
                result(closed, "(receipts)").fault().orElseThrow().what());
        assertFalse(closed.agrees());
    }

    @Test
    void anArchiveIsHeldToWhatWasAcceptedBefore(@TempDir Path directory, @TempDir Path home) throws IOException {
        Memory memory = new Memory(home);
        Path first = directory.resolve("first");
        Archive.write(log.source(Optional.empty()), first);
        memory.accept(AuditVerification.verify(new Archive(first, memory), key));
        assertTrue(AuditVerification.verify(new Archive(first, memory), key).agrees());
        await(log.database.query("update log set size = 1, frontier = (select hash from node where level = 0 and"
                + " position = 0 and node.log = log.id) where name = 'UNOWA'"));
        Path second = directory.resolve("second");
        Archive.write(log.source(Optional.empty()), second);
        // Whoever cuts a log short leaves out what witnessed its length.
        Files.delete(second.resolve("UNOWA").resolve("openings.jsonl"));
        Report cut = AuditVerification.verify(new Archive(second, memory), key);
        assertEquals(
                Optional.of(Fault.of("log is shorter than it was at size 5")),
                result(cut, "UNOWA").fault());
    }

    @Test
    void aPartysLogWithoutEntriesIsNotVerified(@TempDir Path directory, @TempDir Path home) throws IOException {
        Archive.write(log.source(Optional.empty()), directory);
        Files.delete(directory.resolve("operator").resolve("entries.jsonl"));
        Files.delete(directory.resolve("UNOWA").resolve("entries.jsonl"));
        Files.delete(directory.resolve("UNOWA").resolve("openings.jsonl"));
        Report report = AuditVerification.verify(new Archive(directory, new Memory(home)), key);
        assertTrue(result(report, "operator").agrees(), "nobody else reads the operator's entries");
        assertEquals(
                Optional.of(Fault.at(0, "entry is missing")),
                result(report, "UNOWA").fault());
    }

    @Test
    void theOperatorsLogIsNotTheOwn(@TempDir Path directory) throws IOException {
        ApiSource api = new ApiSource(path -> answer(path.replace("=own", "=operator")), new Memory(directory));
        assertFalse(AuditVerification.verify(api, key).agrees());
    }

    @Test
    void theOwnLogKeepsItsName(@TempDir Path directory) throws IOException {
        Memory memory = new Memory(directory);
        memory.accept(AuditVerification.verify(new ApiSource(this::answer, memory), key));
        ApiSource other = new ApiSource(path -> answer("UNODC", path), memory);
        Report report = AuditVerification.verify(other, key);
        assertEquals(
                "the log that was shown here before is that of UNOWA",
                result(report, "UNODC").fault().orElseThrow().what());
        memory.accept(report);
        assertEquals(Optional.of("UNOWA"), memory.party());
        assertTrue(AuditVerification.verify(new ApiSource(this::answer, memory), key)
                .agrees());
    }

    @Test
    void aLogNameIsNeverAPath(@TempDir Path directory) throws IOException {
        Memory memory = new Memory(directory.resolve("memory"));
        String name = "../elsewhere";
        TreeHead head = new TreeHead(name, 0, Frontier.EMPTY.root());
        Audit.Checkpoint genuine = new Audit.Checkpoint(name, 0, head.root().hex(), SignedNote.sign(head, log.keys));
        ApiSource api = new ApiSource(
                path -> path.startsWith("/audit/checkpoint?log=own") ? Json.write(genuine) : answer(path), memory);
        Report report = AuditVerification.verify(api, key);
        assertFalse(report.agrees(), report.toString());
        memory.accept(report);
        assertFalse(Files.exists(directory.resolve("elsewhere.checkpoint")));
        assertThrows(IllegalArgumentException.class, () -> memory.checkpoint(name));
    }

    /** What the public API answers UNOWA. */
    private String answer(String path) {
        return answer("UNOWA", path);
    }

    private String answer(String party, String path) {
        String[] parts = path.split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        for (String parameter : parts[1].split("&", -1)) {
            query.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
        }
        String name = query.getOrDefault("log", "own").equals("own") ? party : "operator";
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        return Json.write(
                switch (parts[0]) {
                    case "/audit/key" ->
                        Map.of(
                                "log",
                                name,
                                "key",
                                log.reader.key(new Audit.KeyOf(name)).text());
                    case "/audit/checkpoint" -> await(log.reader.checkpoint(new Audit.CheckpointOf(name)));
                    case "/audit/entries" ->
                        await(log.reader.entries(new Audit.EntriesOf(party, reader, false, after, limit)));
                    case "/audit/openings" -> await(log.proofs.openings(new Audit.OpeningsOf(party, after, limit)));
                    case "/audit/proofs" ->
                        await(log.proofs.proof(new Audit.ProofOf(
                                name,
                                Audit.ProofOf.Kind.valueOf(
                                        query.getOrDefault("kind", "").toUpperCase(Locale.ROOT)),
                                Long.parseLong(query.getOrDefault("index", "")),
                                Long.parseLong(query.getOrDefault("size", "")))));
                    default -> throw new IllegalArgumentException(path);
                });
    }

    private Report verify() throws IOException {
        return AuditVerification.verify(log.source(Optional.empty()), key);
    }

    private static LogResult result(Report report, String name) {
        return report.logs().stream()
                .filter(each -> each.log().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
