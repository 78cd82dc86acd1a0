package org.passerelle.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.bus.Bus;

/** Who holds a record is one receipt for each party, and the ledger is told in pages: whoever reads makes as many receipts as they like. */
class HoldersTest {
    private final LogFixture log = new LogFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void answersTheLatestReceiptOfEachPartyThatHoldsContent() {
        receipts("UNOWA", 1, "READ", 3, "'[1]'");
        receipts("UNOWA", 2, "EXPORT", 5, "'[2]'");
        receipts("UNODC", 2, "READ", 1, "null");
        receipts("EUCAP", 1, "MATCH", 5, "'[1]'");
        receipts("MINUSMA", 2, "READ", 5, "'[1]'");
        receipts("US-FORCES", 3, "PUSH", 1, "'[1]'");
        assertEquals(List.of("UNODC 2 READ 1", "UNOWA 2 EXPORT 5", "US-FORCES 3 PUSH 1"), holders(Optional.empty()));
        assertEquals(List.of("UNODC 2 READ 1", "UNOWA 2 EXPORT 5"), holders(Optional.of(3)));
        assertEquals(List.of("UNOWA 1 READ 3"), holders(Optional.of(2)));
    }

    @Test
    void answersTheLatestWhateverItsFormOrAction() {
        receipts("UNOWA", 2, "EXPORT", 2, "'[9]'");
        receipts("UNOWA", 1, "READ", 7, "'[1]'");
        receipts("UNOWA", 2, "READ", 4, "'[2]'");
        receipts("UNOWA", 2, "MATCH", 9, "'[2]'");
        assertEquals(List.of("UNOWA 1 READ 7"), holders(Optional.empty()));
    }

    @Test
    void answersInTimeHoweverOftenARecordWasRead() {
        for (int times = 0; times < 15; times++) {
            receipts("MINUSMA", 1, "READ", 10_000, "'[' || repeat(' ', 400) || ']'");
            receipts("UNOWA", 1, "READ", 10_000, "'[ ' || repeat(' ', 400) || ']'");
        }
        receipts("UNODC", 1, "READ", 1, "'[3]'");
        Bus bus = new Bus(log.vertx, Duration.ofSeconds(1));
        await(bus.answer(Audit.HOLDERS, log.ledger::holders));
        await(bus.answer(Audit.RECEIVED, log.ledger::received));
        await(bus.answer(Audit.LEDGER, log.ledger::page));
        assertEquals(
                List.of("UNODC", "UNOWA"),
                await(bus.ask(Audit.HOLDERS, new Audit.HoldersOf("record-1", "MINUSMA", Optional.empty())))
                        .receipts()
                        .stream()
                        .map(Audit.Receipt::recipient)
                        .toList());
        assertEquals(
                1,
                await(bus.ask(Audit.RECEIVED, new Audit.ReceivedOf("UNOWA", List.of("record-1"))))
                        .holdings()
                        .size());
        assertEquals(
                10,
                await(bus.ask(Audit.LEDGER, new Audit.LedgerOf("record-1", Optional.empty(), 10)))
                        .receipts()
                        .size());
    }

    @Test
    void pagesOfTheLedgerNeitherRepeatNorLeaveOut() {
        receipts("UNOWA", 1, "READ", 7, "null");
        List<String> found = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        int pages = 0;
        do {
            Audit.Ledger page = await(log.ledger.page(new Audit.LedgerOf("record-1", before, 3)));
            page.receipts().forEach(receipt -> found.add(receipt.disclosureId()));
            before = page.next();
            pages++;
            receipts("UNODC", 1, "READ", 2, "null");
        } while (before.isPresent());
        assertEquals(3, pages);
        assertEquals(7, found.size());
        assertEquals(7, new HashSet<>(found).size());
        assertTrue(found.getFirst().endsWith("7"), found::toString);
    }

    /** One a second, from the first second on. */
    private void receipts(String recipient, int version, String action, int count, String portions) {
        Future<?> inserted = log.database.query("""
                insert into receipt (record_id, version, disclosure_id, recipient, subject, action, purpose, at, portions)
                select 'record-1', $1::integer, gen_random_uuid()::text || '-' || nth, $2::text, 'officer', $3::text, 'early-warning',
                    timestamptz '2026-03-01 10:00:00Z' + nth * interval '1 second', %s
                from generate_series(1, $4::integer) as nth
                """.formatted(portions), version, recipient, action, count);
        await(inserted);
    }

    private List<String> holders(Optional<Integer> before) {
        return await(log.ledger.holders(new Audit.HoldersOf("record-1", "MINUSMA", before))).receipts().stream()
                .map(receipt -> receipt.recipient() + " " + receipt.version() + " " + receipt.action() + " "
                        + receipt.disclosureId().replaceAll(".*-", ""))
                .toList();
    }
}
