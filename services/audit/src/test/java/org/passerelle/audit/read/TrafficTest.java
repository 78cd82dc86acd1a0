package org.passerelle.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Flow;

/** What lately went from a releaser to some recipients. */
class TrafficTest {
    private final LogFixture log = new LogFixture();

    @AfterEach
    void close() {
        log.close();
    }

    private List<Flow> traffic(String releaser, Optional<Flow> after, int limit) {
        return await(new TrafficReader(log.database)
                        .page(new Audit.TrafficOf(releaser, List.of("UNOWA", "EUCAP"), LogFixture.START, after, limit)))
                .flows();
    }

    private static Flow flow(String recordId, String recipient, long disclosures) {
        return new Flow(recordId, 3, recipient, "subject", Action.READ, "early-warning", disclosures);
    }

    @Test
    void countsLikeDisclosuresOfTheReleaserTogetherPageByPage() {
        log.append("d-1", 0, "UNOWA");
        log.append("d-2", 0, "UNOWA");
        log.append("d-3", 0, "EUCAP");
        log.append("d-4", 0, "PANEL");
        List<Flow> all = List.of(flow("record-1", "EUCAP", 1), flow("record-1", "UNOWA", 2));
        assertEquals(all, traffic("MINUSMA", Optional.empty(), 10));
        assertEquals(all.subList(0, 1), traffic("MINUSMA", Optional.empty(), 1));
        assertEquals(all.subList(1, 2), traffic("MINUSMA", Optional.of(all.getFirst()), 1));
        assertEquals(List.of(), traffic("MINUSMA", Optional.of(all.getLast()), 1));
        assertEquals(List.of(), traffic("FRENCH-FORCES", Optional.empty(), 10));
    }

    @Test
    void leavesOutWhatIsTooOldAndBringsReceiptsThatNameNoReleaser() {
        receipt("old", LogFixture.START.minusSeconds(1));
        receipt("unnamed", LogFixture.START);
        assertEquals(List.of(flow("unnamed", "UNOWA", 1)), traffic("MINUSMA", Optional.empty(), 10));
    }

    private void receipt(String record, Instant at) {
        await(log.database.query("""
                insert into receipt (record_id, version, disclosure_id, recipient, subject, action, purpose, at)
                values ($1, 3, 'd', 'UNOWA', 'subject', 'READ', 'early-warning', $2)
                """, record, at.atOffset(java.time.ZoneOffset.UTC)));
    }
}
