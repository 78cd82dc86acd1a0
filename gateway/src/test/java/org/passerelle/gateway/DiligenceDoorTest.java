package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.diligence.DiligenceExamples;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.History;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.world.With;
import org.passerelle.gateway.text.PrintedPages;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.bus.Bus;

/** What is told of due diligence at the door: to the releaser's reviewers alone, as things stood, in every form. */
final class DiligenceDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String RECORD = "/disclosures/d-1/due-diligence";
    private static final String COMMANDER = "Colonel Idrissa Fictif";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Audit.ReleasesOf> asked = new CopyOnWriteArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    private volatile List<Release> ledger = List.of();
    private volatile List<History.Ruling> rulings = List.of();

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        gateway.answers.policy = DiligenceDoorTest::policy;
        gateway.answers.policyVersion = 2;
        gateway.answers.barrier = 2;
        RunningGateway.await(gateway.assembly().lease().renew());
        gateway.answers.records.put("r-1", World.record("r-1", Level.UNCLASSIFIED, "text"));
        Bus bus = new Bus(gateway.vertx, Duration.ofSeconds(5));
        RunningGateway.await(Future.all(
                bus.answer(Audit.RELEASE, ask -> Future.succeededFuture(new Audit.ReleaseTold(released(ask)))),
                bus.answer(Audit.RELEASES, ask -> Future.succeededFuture(new Audit.Releases(page(ask)))),
                bus.answer(History.ASSESSMENTS, ask -> Future.succeededFuture(then(ask))),
                bus.answer(History.RULINGS, ask -> Future.succeededFuture(new History.Rulings(rulings)))));
        RunningGateway.await(Future.all(
                bus.answer(
                        History.ASSESSMENTS_OF,
                        ask -> Future.succeededFuture(new History.AssessmentsThen(List.of(
                                DiligenceExamples.assessment("has-bn1", Optional.of("BN1"), Optional.empty()))))),
                bus.answer(
                        History.HELD,
                        ask -> Future.succeededFuture(
                                new History.Held(List.of(new History.HoldCount(Code.ALLEGATION, "granted", 3))))),
                bus.answer(Exemptions.LIST, ask -> Future.succeededFuture(exemptions(ask))),
                bus.answer(Tasks.LIST, ask -> Future.succeededFuture(new Tasks.TaskList(tasks(ask))))));
        contract = new KeptContract(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** RIVER assesses LAKE's brigade, whose commander has changed with the second version of the policy. */
    private static Bundle policy(long version) {
        Bundle world = World.bundle(version);
        Map<String, Account> accounts = new HashMap<>(world.accounts());
        accounts.put("river.focal", role(accounts, "river.officer", "river.focal", "human-rights-focal-point"));
        accounts.put("river.auditor", role(accounts, "river.officer", "river.auditor", "auditor"));
        accounts.put("lake.focal", role(accounts, "lake.officer", "lake.focal", "human-rights-focal-point"));
        String commander = version == 1 ? COMMANDER : "Colonel Nouveau Inventé";
        Map<String, Unit> units = Map.of(
                "BDE", unit("BDE", Optional.empty(), "General Inventé"),
                "BN1", unit("BN1", Optional.of("BDE"), commander),
                "BN2", unit("BN2", Optional.empty(), commander));
        Assessment brigade = DiligenceExamples.assessment("has-bde", Optional.of("BDE"), Optional.empty())
                .assessment();
        Assessment commanderOf = DiligenceExamples.assessment(
                        "has-commander", Optional.empty(), Optional.of("Colonel Nouveau Inventé"))
                .assessment();
        Assessment whole = DiligenceExamples.assessment("has-lake", Optional.empty(), Optional.empty())
                .assessment();
        Allegation allegation = new Allegation(
                "alleged",
                "RIVER",
                Optional.of("BN2"),
                Optional.empty(),
                AT.minusSeconds(86_400),
                AT,
                new Grading("C3"),
                Allegation.Status.OPEN);
        return With.with(
                With.with(
                        With.with(With.with(world, "accounts", accounts), "units", units),
                        "assessments",
                        List.of(brigade, commanderOf, whole)),
                "allegations",
                List.of(allegation));
    }

    private static Account role(Map<String, Account> accounts, String like, String id, String role) {
        return With.with(With.with(Objects.requireNonNull(accounts.get(like)), "id", id), "roles", Set.of(role));
    }

    private static Unit unit(String id, Optional<String> parent, String commander) {
        return new Unit(id, "LAKE", id, parent, List.of(new Unit.Command(commander, Instant.EPOCH, Optional.empty())));
    }

    private static Optional<Audit.Evidence> released(Audit.ReleaseOf ask) {
        if (!ask.equals(new Audit.ReleaseOf("RIVER", "d-1"))) {
            return Optional.empty();
        }
        Audit.ReleaseItem item = new Audit.ReleaseItem(
                "r-1",
                1,
                "RIVER",
                List.of("river-to-lake"),
                List.of("ab".repeat(32)),
                List.of("has-bn1", "exemption-1"),
                "cd".repeat(32),
                false);
        Audit.ReleaseLeaf leaf = new Audit.ReleaseLeaf(
                "d-1", AT, 1, "LAKE", "lake-bn1-system", Action.READ, "early-warning", "00", List.of(item));
        return Optional.of(new Audit.Evidence(17, DiligenceExamples.HASH, leaf, Optional.of("BN1"), Optional.of(1)));
    }

    private static Exemptions.Listed exemptions(Exemptions.Of ask) {
        Exemptions.Entry entry = new Exemptions.Entry(
                "exemption-1",
                "imminent-threat-to-life",
                "BN1",
                "r-1",
                1,
                "early-warning",
                "river.focal",
                "An attack is expected.",
                AT.minusSeconds(600),
                Exemptions.State.REVIEWED,
                Optional.of(AT.plusSeconds(600)),
                List.of(
                        new Exemptions.Done(
                                Exemptions.Kind.APPROVE,
                                "river.approver",
                                "Lives are in danger.",
                                AT.minusSeconds(300)),
                        new Exemptions.Done(
                                Exemptions.Kind.REVIEW, "river.focal", "It was needed.", AT.plusSeconds(900))));
        return new Exemptions.Listed(ask.party().equals("RIVER") ? List.of(entry) : List.of());
    }

    private static History.AssessmentsThen then(History.AssessmentsAt ask) {
        return ask.equals(new History.AssessmentsAt("RIVER", Set.of("has-bn1"), 1, AT))
                ? new History.AssessmentsThen(
                        List.of(DiligenceExamples.assessment("has-bn1", Optional.of("BN1"), Optional.empty())))
                : new History.AssessmentsThen(List.of());
    }

    private List<Release> page(Audit.ReleasesOf ask) {
        asked.add(ask);
        return ledger.stream()
                .filter(release ->
                        ask.before().map(before -> release.position() < before).orElse(true))
                .limit(ask.limit())
                .toList();
    }

    private static List<Tasks.Task> tasks(Tasks.TasksOf ask) {
        return ask.state() == Tasks.State.DONE
                ? List.of(new Tasks.Task(
                        Tasks.Due.of(Tasks.Kind.RELEASE_REVIEW, "has-bn1", "RIVER", ask.roles(), AT),
                        AT,
                        Tasks.State.DONE,
                        Optional.empty()))
                : List.of();
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
        HttpRequest request = gateway.request(path)
                .header("Test-Account", "river.focal")
                .header("Accept", accept)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void showsARecordOfDueDiligenceAsThingsStood() {
        JsonObject record = contract.keeps("getDueDiligence", 200, gateway.get("river.focal", RECORD));
        assertEquals(COMMANDER, record.getJsonObject("recipient").getString("commander"));
        assertEquals("BN1", record.getJsonObject("recipient").getString("unit"));
        assertEquals(1, record.getInteger("policyVersion"));
        assertEquals(17, record.getInteger("leaf"));
        JsonObject clause = record.getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("clauses")
                .getJsonObject(0);
        assertEquals("river-lake", clause.getString("agreement"));
        assertEquals("incident", record.getJsonArray("items").getJsonObject(0).getString("type"));
        JsonObject assessment = record.getJsonArray("assessments").getJsonObject(0);
        assertEquals("river.approver", assessment.getString("approver"));
        JsonObject exemption = record.getJsonArray("exemptions").getJsonObject(0);
        assertEquals("river.approver", exemption.getString("approver"));
        assertEquals("Lives are in danger.", exemption.getString("approval"));
        assertTrue(gateway.answers.notes.stream()
                .anyMatch(note -> note.kind().equals("due-diligence-opened")
                        && note.subject().equals("river.focal")
                        && note.detail().equals("d-1")));
    }

    @Test
    void tellsOnWhatWasRuledToFocalPointsAndApproversOfThePartyThatRuledAlone() throws Exception {
        rulings = List.of(ruling("RIVER", "allegation-own"), ruling("MARSH", "allegation-other"));
        JsonArray told = contract.keeps("getDueDiligence", 200, gateway.get("river.focal", RECORD))
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("rulings");
        assertEquals("allegation-own", told.getJsonObject(0).getString("matter"));
        assertFalse(told.getJsonObject(1).containsKey("matter"));
        String page = new String(bytes(RECORD, "text/html").body(), StandardCharsets.UTF_8);
        assertTrue(page.contains("allegation-own") && !page.contains("allegation-other"), page);
        String audited = gateway.get("river.auditor", RECORD).body();
        assertTrue(audited.contains("looked into") && !audited.contains("allegation-o"), audited);
    }

    private static History.Ruling ruling(String party, String matter) {
        return new History.Ruling(
                "hold-" + party,
                Code.ALLEGATION,
                matter,
                "1",
                party + "-focal",
                party,
                "looked into",
                AT.minusSeconds(7200),
                AT.plusSeconds(7200));
    }

    @Test
    void isPrintedOnOnePageWithAssessmentMitigationAndApprover() throws Exception {
        for (String language : List.of("en", "fr", "ar")) {
            HttpResponse<byte[]> pdf = bytes(RECORD + "?lang=" + language, "application/pdf");
            assertEquals(200, pdf.statusCode(), new String(pdf.body(), StandardCharsets.UTF_8));
            PrintedPages pages = PrintedPages.of(pdf.body());
            assertEquals(1, pages.count());
            String printed = pages.unbroken();
            for (String fact : List.of(
                    "has-bn1",
                    "river.approver",
                    "Briefingontraining",
                    "exemption-1",
                    "ColonelIdrissaFictif",
                    "cd".repeat(32),
                    "river-to-lake")) {
                assertTrue(printed.contains(fact), fact + " in " + printed);
            }
            String page =
                    new String(bytes(RECORD + "?lang=" + language, "text/html").body(), StandardCharsets.UTF_8);
            assertTrue(page.contains("has-bn1") && page.contains("Briefing on training"), page);
        }
    }

    @Test
    void isAbsentForWhoeverIsNotOfTheReleaserAndClosedToWhoeverHoldsNoSuchRole() {
        HttpResponse<String> never = gateway.get("river.focal", "/disclosures/never/due-diligence");
        contract.keeps("getDueDiligence", 404, never);
        for (String other : List.of("lake.focal", "lake.officer")) {
            HttpResponse<String> absent = gateway.get(other, RECORD);
            assertEquals(404, absent.statusCode(), other);
            assertEquals(shape(never.body()), shape(absent.body()));
        }
        for (String roleless : List.of("marsh.officer", "river.officer")) {
            assertEquals(403, gateway.get(roleless, RECORD).statusCode(), roleless);
        }
        assertEquals(200, gateway.get("river.auditor", RECORD).statusCode());
        assertEquals(
                403,
                gateway.get("river.auditor", "/assessments/has-bde/releases").statusCode());
        assertEquals(
                404, gateway.get("lake.focal", "/assessments/has-bde/releases").statusCode());
    }

    private static Set<String> shape(String problem) {
        JsonObject json = new JsonObject(problem);
        assertEquals("urn:passerelle:problem:not-found", json.getString("type"));
        return json.fieldNames();
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
