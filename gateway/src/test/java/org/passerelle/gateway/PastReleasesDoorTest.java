package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.gateway.DiligenceAnswers.AT;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.gateway.text.PrintedPages;

/** Past releases to those whom an assessment or an allegation is about, listed for the releaser's reviewers and counted by the year. */
final class PastReleasesDoorTest {
    private final List<Audit.ReleasesOf> asked = new CopyOnWriteArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private volatile List<Release> ledger = List.of();

    @BeforeEach
    void open() {
        gateway = DiligenceAnswers.opened(home, this::page, List::of);
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private List<Release> page(Audit.ReleasesOf ask) {
        asked.add(ask);
        return ledger.stream()
                .filter(release ->
                        ask.before().map(before -> release.position() < before).orElse(true))
                .limit(ask.limit())
                .toList();
    }

    private static Release release(long position, String record, String unit, Instant at) {
        return new Release(
                position,
                "d-" + position,
                record,
                1,
                "LAKE",
                Optional.of(unit),
                "lake-bn1-system",
                Action.READ,
                "early-warning",
                at,
                Optional.of(List.of("has-bn1")));
    }

    private HttpResponse<byte[]> bytes(String path, String accept) throws Exception {
        return DiligenceAnswers.bytes(gateway, path, accept);
    }

    @Test
    void listsPastReleasesOfTheUnitAndThoseBelowWithWhereToRecallThem() {
        ledger = List.of(release(3, "r-1", "BN1", AT), release(2, "gone", "BDE", AT), release(1, "r-1", "BN1", AT));
        JsonObject first = contract.keeps(
                "listAssessmentReleases", 200, gateway.get("river.focal", "/assessments/has-bde/releases?limit=2"));
        assertEquals(new JsonArray().add("BDE").add("BN1"), first.getJsonArray("units"));
        assertEquals(Optional.of(Set.of("BDE", "BN1")), asked.getFirst().to().units());
        assertEquals(Set.of("has-bde"), asked.getFirst().to().assessments());
        assertEquals(
                Duration.ofDays(365),
                Duration.between(asked.getFirst().from(), asked.getFirst().until()));
        JsonObject newest = first.getJsonArray("items").getJsonObject(0);
        assertEquals("/api/v1/records/r-1/recalls", newest.getString("recall"));
        assertEquals("/api/v1/disclosures/d-3/due-diligence", newest.getString("dueDiligence"));
        JsonObject gone = first.getJsonArray("items").getJsonObject(1);
        assertEquals("GONE", gone.getString("state"));
        assertFalse(gone.containsKey("recall"));
        String next = first.getString("next");
        JsonObject last = contract.keeps(
                "listAssessmentReleases",
                200,
                gateway.get("river.focal", "/assessments/has-bde/releases?limit=2&cursor=" + next));
        assertEquals("d-1", last.getJsonArray("items").getJsonObject(0).getString("disclosure"));
        assertFalse(last.containsKey("next"));
        assertEquals(
                400,
                gateway.get("river.focal", "/assessments/has-lake/releases?cursor=" + next)
                        .statusCode());
    }

    @Test
    void looksAtTheUnitsThatACommanderCommandsNowAndAtAllOfAPartyAssessedAsAWhole() {
        contract.keeps(
                "listAssessmentReleases", 200, gateway.get("river.focal", "/assessments/has-commander/releases"));
        assertEquals(Optional.of(Set.of("BN1", "BN2")), asked.getLast().to().units());
        contract.keeps("listAssessmentReleases", 200, gateway.get("river.focal", "/assessments/has-lake/releases"));
        assertEquals(Optional.empty(), asked.getLast().to().units());
        contract.keeps("listAllegationReleases", 200, gateway.get("river.focal", "/allegations/alleged/releases"));
        assertEquals(Optional.of(Set.of("BN2")), asked.getLast().to().units());
        contract.keeps("listAllegationReleases", 404, gateway.get("river.focal", "/allegations/never/releases"));
    }

    @Test
    void reportsAYearOfTenThousandReleases() throws Exception {
        ledger = IntStream.rangeClosed(1, 10_000)
                .mapToObj(i -> release(
                        10_001 - i,
                        i % 10 == 0 ? "gone" : "r-1",
                        i % 4 == 0 ? "BN1" : "BN2",
                        Instant.parse("2026-0" + (1 + i % 2) + "-15T00:00:00Z")))
                .toList();
        String path = "/reports/due-diligence?recipient=LAKE&year=2026";
        JsonObject report = contract.keeps("getDueDiligenceReport", 200, gateway.get("river.focal", path));
        assertEquals(10_000, report.getInteger("releases"));
        assertEquals(10_000, report.getInteger("disclosures"));
        assertEquals(
                new JsonArray("[{\"unit\":\"BN1\",\"count\":2500},{\"unit\":\"BN2\",\"count\":7500}]"),
                report.getJsonArray("byUnit"));
        assertEquals(
                new JsonArray("[{\"count\":1000},{\"type\":\"incident\",\"count\":9000}]"),
                report.getJsonArray("byType"));
        assertEquals(
                new JsonArray("[{\"month\":1,\"count\":5000},{\"month\":2,\"count\":5000}]"),
                report.getJsonArray("byMonth"));
        assertEquals(1, report.getJsonArray("assessments").size());
        assertEquals(new JsonArray("[{\"status\":\"OPEN\",\"count\":1}]"), report.getJsonArray("allegations"));
        assertEquals(new JsonArray("[{\"state\":\"REVIEWED\",\"count\":1}]"), report.getJsonArray("exemptions"));
        assertEquals(3, report.getJsonArray("holds").getJsonObject(0).getInteger("count"));
        assertEquals(new JsonObject("{\"done\":1,\"open\":0,\"settled\":0}"), report.getJsonObject("reviews"));
        assertEquals(11, asked.size());
        HttpResponse<byte[]> pdf = bytes(path + "&lang=fr", "application/pdf");
        assertTrue(PrintedPages.of(pdf.body()).unbroken().contains("10000versionsdefiches"));
    }

    @Test
    void saysWhichYearsAndRecipientsThereAre() {
        assertEquals(
                400,
                gateway.get("river.focal", "/reports/due-diligence?recipient=NOBODY&year=2026")
                        .statusCode());
        assertEquals(
                400,
                gateway.get("river.focal", "/reports/due-diligence?recipient=LAKE&year=2999")
                        .statusCode());
        assertEquals(
                400,
                gateway.get("river.focal", "/reports/due-diligence?recipient=LAKE")
                        .statusCode());
        assertEquals(
                403,
                gateway.get("river.officer", "/reports/due-diligence?recipient=LAKE&year=2026")
                        .statusCode());
    }
}
