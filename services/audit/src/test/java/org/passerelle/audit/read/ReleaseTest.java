package org.passerelle.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Audit.ReleaseOf;
import org.passerelle.core.message.Audit.ReleasesOf;
import org.passerelle.core.message.Audit.Scope;

/** Past releases are found by the unit that they went to then, and by the assessments that allowed them. */
class ReleaseTest {
    private static final Instant BEFORE = LogFixture.START.minusSeconds(60);
    private static final Instant AFTER = LogFixture.START.plusSeconds(60);

    private final LogFixture log = new LogFixture();
    private final ReleaseReader reader = new ReleaseReader(log.database);

    @AfterEach
    void close() {
        log.close();
    }

    private void released(String disclosure, String recipient, String unit, String... assessments) {
        await(log.appender.append(append(disclosure, recipient, unit, assessments)));
    }

    private static Audit.Append append(String disclosure, String recipient, String unit, String... assessments) {
        Audit.Item item = new Audit.Item(
                "record-" + disclosure,
                2,
                "MINUSMA",
                List.of("MINUSMA"),
                List.of("c9"),
                List.of("agreement-hash"),
                List.of(assessments),
                "00".repeat(32),
                false);
        return new Audit.Append(
                disclosure,
                0,
                7,
                recipient,
                Optional.of(unit).filter(name -> !name.isEmpty()),
                recipient + "-system",
                Action.READ,
                "force-protection",
                List.of(item));
    }

    private List<Release> releases(Scope to, Optional<Long> before, int limit) {
        return await(reader.page(new ReleasesOf("MINUSMA", to, BEFORE, AFTER, before, limit)))
                .releases();
    }

    private List<String> disclosures(Scope to) {
        return releases(to, Optional.empty(), 100).stream()
                .map(Release::disclosureId)
                .toList();
    }

    private static Scope units(String... units) {
        return new Scope("MALI-FORCES", Optional.of(Set.of(units)), Set.of());
    }

    @Test
    void findsReleasesToUnitsAsTheyWereThenTheNewestFirst() {
        released("d1", "MALI-FORCES", "BN33", "has-33", "has-commander");
        released("d2", "MALI-FORCES", "BN34", "has-34");
        released("d3", "MALI-FORCES", "BN33", "has-33");
        released("d4", "NIGER-FORCES", "BN33", "has-33");
        assertEquals(List.of("d3", "d1"), disclosures(units("BN33", "CO-1")));
        assertEquals(List.of("d3", "d2", "d1"), disclosures(new Scope("MALI-FORCES", Optional.empty(), Set.of())));
        Release first = releases(units("BN33"), Optional.empty(), 10).getLast();
        assertEquals(Optional.of("BN33"), first.unit());
        assertEquals(Optional.of(List.of("has-33", "has-commander")), first.assessments());
        assertEquals("record-d1", first.recordId());
        assertEquals(LogFixture.START, first.at());
    }

    @Test
    void findsWhatAnAssessmentAllowedWhoeverReceivedIt() {
        released("d1", "EUCAP", "", "has-police");
        released("d2", "EUCAP", "");
        assertEquals(
                List.of("d1"), disclosures(new Scope("NIGER-POLICE", Optional.of(Set.of()), Set.of("has-police"))));
    }

    @Test
    void countsAReleaseFromBeforeUnitsWereKeptAsOneToAnyUnit() {
        await(log.database.query("""
                insert into receipt (record_id, version, disclosure_id, recipient, subject, action, purpose, at, releaser)
                values ('old', 1, 'd0', 'MALI-FORCES', 'subject', 'READ', 'force-protection', $1, 'MINUSMA')
                """, LogFixture.START.atOffset(java.time.ZoneOffset.UTC)));
        released("d1", "MALI-FORCES", "");
        assertEquals(List.of("d0"), disclosures(units("BN33")));
    }

    @Test
    void pagesThroughTenThousandWithoutGapOrRepetition() {
        List<Audit.Append> appends = IntStream.range(0, 10_000)
                .mapToObj(i -> append("d" + i, "MALI-FORCES", i % 2 == 0 ? "BN33" : "BN34", "has"))
                .toList();
        // So many as the log takes together: what waits for seconds is refused.
        for (int from = 0; from < appends.size(); from += 50) {
            await(Future.all(appends.subList(from, from + 50).stream()
                    .map(log.appender::append)
                    .toList()));
        }
        List<String> seen = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        List<Release> page;
        do {
            page = releases(units("BN33"), before, 1000);
            page.forEach(release -> seen.add(release.disclosureId()));
            before = page.stream().map(Release::position).reduce((one, next) -> next);
        } while (!page.isEmpty());
        assertEquals(5_000, seen.size());
        assertEquals(5_000, Set.copyOf(seen).size());
    }

    @Test
    void showsTheLeafToTheReleaserAlone() {
        released("d1", "MALI-FORCES", "BN33", "has-33");
        Audit.Evidence evidence =
                await(reader.one(new ReleaseOf("MINUSMA", "d1"))).release().orElseThrow();
        assertEquals("MALI-FORCES", evidence.leaf().recipient());
        assertEquals(List.of("has-33"), evidence.leaf().items().getFirst().assessments());
        assertEquals(Optional.of("BN33"), evidence.unit());
        assertEquals(Optional.of(7), evidence.rules());
        assertEquals(log.entries("MINUSMA").getFirst().leafHash(), evidence.leafHash());
        assertFalse(
                await(reader.one(new ReleaseOf("MALI-FORCES", "d1"))).release().isPresent());
        assertFalse(await(reader.one(new ReleaseOf("UNODC", "d1"))).release().isPresent());
        assertFalse(await(reader.one(new ReleaseOf("MINUSMA", "d2"))).release().isPresent());
    }
}
