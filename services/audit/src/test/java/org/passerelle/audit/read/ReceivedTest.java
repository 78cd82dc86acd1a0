package org.passerelle.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Audit;

/** The ledger remembers what of a record a party got, and on which terms. */
class ReceivedTest {

    private static final Audit.Portion HEAD =
            new Audit.Portion("p-1", "clause-1", Audience.only("UNOWA"), GeometryTier.KM_10, List.of("casualties"));
    private static final Audit.Portion BODY =
            new Audit.Portion("p-2", "", Audience.unrestricted(), GeometryTier.KM_10, List.of());

    private final LogFixture log = new LogFixture();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void tellsEachDifferentWayOnce() {
        read("d-1", "UNOWA", List.of(HEAD));
        read("d-2", "UNOWA", List.of(HEAD));
        read("d-3", "UNOWA", List.of(HEAD, BODY));
        assertEquals(
                List.of(
                        new Audit.Holding("record-1", 3, Optional.of(List.of(HEAD, BODY))),
                        new Audit.Holding("record-1", 3, Optional.of(List.of(HEAD)))),
                received("UNOWA", "record-1", "record-2"));
    }

    @Test
    void tellsAPartyNothingOfWhatOthersReceived() {
        read("d-1", "UNOWA", List.of(HEAD));
        assertEquals(List.of(), received("EUCAP", "record-1"));
        assertEquals(List.of(), received("UNOWA", "record-2"));
    }

    @Test
    void countsAllOfAVersionWhereTheReceiptIsOlderThanThePortions() {
        await(log.database.query("""
                insert into receipt (record_id, version, disclosure_id, recipient, subject, action, purpose, at)
                values ('record-1', 2, 'd-0', 'UNOWA', 'officer', 'READ', 'early-warning', now())
                """));
        assertEquals(List.of(new Audit.Holding("record-1", 2, Optional.empty())), received("UNOWA", "record-1"));
    }

    private List<Audit.Holding> received(String party, String... records) {
        return await(log.ledger.received(new Audit.ReceivedOf(party, List.of(records))))
                .holdings();
    }

    private void read(String disclosure, String recipient, List<Audit.Portion> portions) {
        Audit.Append plain = LogFixture.read(disclosure, 0, recipient);
        Audit.Item item = plain.items().getFirst();
        await(log.appender.append(new Audit.Append(
                disclosure,
                0,
                1,
                recipient,
                plain.unit(),
                plain.subject(),
                plain.action(),
                plain.purpose(),
                List.of(new Audit.Item(
                        item.recordId(),
                        item.version(),
                        item.releaser(),
                        item.originators(),
                        item.clauses(),
                        item.agreementHashes(),
                        item.assessments(),
                        item.viewHash(),
                        false,
                        portions)))));
    }
}
