package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.QuarantineOutcome;
import org.passerelle.core.message.Quarantines.RuleOutcome;
import org.passerelle.core.message.Quarantines.Ruled;
import org.passerelle.core.message.Quarantines.Ruling;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** Why a record was recalled, flagged or ruled on stands in no table in clear, and the reason of a recall goes with the record. */
final class SealedReasonsTest {
    private static final String WRONG = "the ferryman of Tassiga was not there";
    private static final String HEARD = "the ferryman of Tassiga was heard in a cell";
    private static final String AGAIN = "the ferryman of Tassiga was heard again";

    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    private void recall(String id) {
        assertInstanceOf(
                Records.RecallOutcome.Recalled.class,
                records.ask(Records.RECALL, new Records.Recall(id, "MINUSMA", "minusma.officer", WRONG)));
    }

    private Case flag(String id) {
        return assertInstanceOf(
                        QuarantineOutcome.Quarantined.class,
                        records.ask(
                                Quarantines.QUARANTINE,
                                new Quarantines.Quarantine(id, "OHCHR", "ohchr.focal-point", HEARD)))
                .opened();
    }

    private Case rule(Case one, Ruling ruling) {
        return assertInstanceOf(
                        RuleOutcome.Done.class,
                        records.ask(
                                Quarantines.RULE,
                                new Quarantines.Rule(
                                        one.id(), Set.of("MINUSMA"), "UNOWA", "unowa.approver", ruling, AGAIN)))
                .ruled();
    }

    private List<Event> events(Event.Kind kind) {
        return records.ask(Records.EVENTS, new Records.EventsAfter(0, 1000)).events().stream()
                .filter(event -> event.kind() == kind)
                .toList();
    }

    @Test
    void areToldToWhoeverMayKnowThemAndStandNowhere() {
        String id = records.submit(Sample.incident("v1").submit());
        recall(id);
        Case opened = flag(id);
        Case ruled = rule(opened, Ruling.RELEASE);
        assertEquals(WRONG, events(Event.Kind.RECALLED).getFirst().detail());
        assertEquals(HEARD, opened.cause());
        assertEquals(HEARD, ruled.cause());
        assertEquals(AGAIN, ruled.ruled().map(Ruled::reason).orElseThrow());
        assertEquals(Map.of(), records.holding("tassiga"));
        assertEquals(3, records.count("data_key where about ~ '^(recall|quarantine|ruling) '"));
    }

    @Test
    void thatOfARecallGoesWithTheRecordAndThatIsTold() {
        String id = records.submit(Sample.incident("v1").submit());
        recall(id);
        rule(flag(id), Ruling.DESTROY);
        assertEquals(0, records.count("data_key where about like 'recall %'"));
        assertEquals(Destruction.TOLD, events(Event.Kind.RECALLED).getFirst().detail());
        assertEquals(id, events(Event.Kind.ERASED).getFirst().recordId());
        assertEquals(List.of(), events(Event.Kind.DESTROYED), "nobody is told again");
    }

    @Test
    void whatAnOlderProductLeftInClearIsSealed() {
        String id = records.submit(Sample.incident("v1").submit());
        recall(id);
        Case ruled = rule(flag(id), Ruling.RELEASE);
        for (String change : List.of(
                "alter table recall drop constraint recall_is_sealed",
                "alter table quarantine drop constraint quarantine_is_sealed",
                "alter table quarantine_ruling drop constraint quarantine_ruling_is_sealed",
                "alter table quarantine disable trigger quarantine_is_sealed_at_most",
                "alter table quarantine_ruling disable trigger quarantine_ruling_is_sealed_at_most",
                "delete from data_key where about ~ '^(recall|quarantine|ruling) '",
                "update recall set reason = 'old ' || '" + WRONG + "', sealed = null",
                "update quarantine set cause = 'old ' || '" + HEARD + "', sealed = null",
                "update quarantine_ruling set reason = 'old ' || '" + AGAIN + "', sealed = null",
                "alter table quarantine enable trigger quarantine_is_sealed_at_most",
                "alter table quarantine_ruling enable trigger quarantine_ruling_is_sealed_at_most")) {
            await(records.database.query(change));
        }
        await(new ReasonSealing(
                        records.database,
                        new ReasonSeal(new ContentSeal(
                                new Seal(WrappingKeys.in(records.home.resolve(WrappingKeys.DIRECTORY))))))
                .complete());
        assertEquals(Map.of(), records.holding("tassiga"));
        assertEquals("old " + WRONG, events(Event.Kind.RECALLED).getFirst().detail());
        Case again = records.ask(Quarantines.LIST, new Quarantines.ListOf(Set.of("MINUSMA"), "MINUSMA"))
                .cases()
                .getFirst();
        assertEquals(ruled.id(), again.id());
        assertEquals("old " + HEARD, again.cause());
        assertEquals("old " + AGAIN, again.ruled().map(Ruled::reason).orElseThrow());
    }

    @Test
    void ofACaseNothingElseChangesAndNothingBecomesClear() {
        rule(flag(records.submit(Sample.incident("v1").submit())), Ruling.RELEASE);
        for (String change : List.of(
                "update quarantine set marking = 'UN UNCLASSIFIED'",
                "update quarantine set cause = 'none'",
                "update quarantine_ruling set subject = 'another'",
                "update quarantine_ruling set sealed = '\\x00'")) {
            assertThrows(RuntimeException.class, () -> await(records.database.query(change)), change);
        }
    }
}
