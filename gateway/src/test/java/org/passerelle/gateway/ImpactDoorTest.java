package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Supposed;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;

/** The impact of an agreement at the door: as the OpenAPI file says, of the own records alone, and with examples that the caller may read. */
class ImpactDoorTest {
    private static final String SUSPEND = "/agreements/river-lake/impact?act=suspend";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        gateway.answers.records.put("open", World.record("open", Level.CONFIDENTIAL, "the ford is guarded"));
        gateway.answers.records.put(
                "secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, "the ford is watched"));
        Agreement standing = World.agreement();
        Agreement suspended = standing.in(AgreementState.SUSPENDED).suspended(Set.of("RIVER"));
        gateway.answers.supposed = compared(standing, suspended, List.of());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Supposed.Compared compared(Agreement standing, Agreement supposed, List<Fault> faults) {
        Bundle present = World.bundle(1);
        return new Supposed.Compared(
                supposed,
                Optional.of(standing),
                present,
                World.bundle(1, faults.isEmpty() ? List.of(supposed) : List.of()),
                faults);
    }

    private static JsonObject reach(JsonArray recipients, String party, String action) {
        return recipients.stream()
                .map(JsonObject.class::cast)
                .filter(reach -> reach.getString("party").equals(party)
                        && reach.getString("action").equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatIsCutOffWithExamplesThatTheCallerMayRead() {
        JsonObject impact = contract.keeps("getAgreementImpact", 200, gateway.get("river.officer", SUSPEND));
        assertFalse(impact.containsKey("policyVersion"), "it counts what others do");
        JsonArray recipients = impact.getJsonObject("stored").getJsonArray("recipients");
        JsonObject read = reach(recipients, "LAKE", "READ");
        assertEquals(
                new JsonArray()
                        .add(new JsonObject()
                                .put("before", "PERMIT")
                                .put("after", "DENY")
                                .put("records", 1)),
                read.getJsonArray("records"));
        JsonObject row = read.getJsonArray("classes").getJsonObject(0);
        assertEquals("CONFIDENTIAL//TLP:AMBER//PURPOSE early-warning", row.getString("label"));
        assertEquals("AGREEMENT_SUSPENDED", row.getJsonObject("after").getString("code"));
        assertEquals(new JsonArray().add("open"), row.getJsonArray("examples"));
        JsonObject unread = contract.keeps("getAgreementImpact", 200, gateway.get("river.clerk", SUSPEND));
        JsonObject same = reach(unread.getJsonObject("stored").getJsonArray("recipients"), "LAKE", "READ");
        assertEquals(read.getJsonArray("records"), same.getJsonArray("records"));
        assertEquals(
                new JsonArray(), same.getJsonArray("classes").getJsonObject(0).getJsonArray("examples"));
    }

    @Test
    void anExampleIsNamedWithItsLeaf() {
        assertEquals(200, gateway.get("river.clerk", SUSPEND).statusCode());
        assertEquals(List.of(), gateway.answers.leaves, "to whom no record is named");
        JsonObject impact = contract.keeps("getAgreementImpact", 200, gateway.get("river.officer", SUSPEND));
        assertTrue(impact.encode().contains("\"open\""), impact::encode);
        Audit.Item told = gateway.answers.leaves.getLast().items().getFirst();
        assertEquals("open", told.recordId());
        assertTrue(told.notice());
        gateway.answers.auditReachable = false;
        assertEquals(503, gateway.get("river.officer", SUSPEND).statusCode());
    }

    @Test
    void countsOfWhatOthersOriginatedAreInTheirLogBeforeTheyLeave() {
        Agreement mutual = World.mutual();
        Agreement suspended = mutual.in(AgreementState.SUSPENDED).suspended(Set.of("RIVER"));
        gateway.answers.supposed = new Supposed.Compared(
                suspended,
                Optional.of(mutual),
                World.bundle(1, List.of(mutual)),
                World.bundle(1, List.of(suspended)),
                List.of());
        gateway.answers.records.clear();
        gateway.answers.records.put("passed-on", ofBoth(World.record("passed-on", Level.CONFIDENTIAL, "the ford")));
        JsonObject impact = contract.keeps("getAgreementImpact", 200, gateway.get("river.officer", SUSPEND));
        JsonObject read = reach(impact.getJsonObject("stored").getJsonArray("recipients"), "LAKE", "READ");
        JsonObject row = read.getJsonArray("classes").getJsonObject(0);
        assertEquals(new JsonArray().add("LAKE").add("RIVER"), row.getJsonArray("originators"));
        assertEquals(new JsonArray(), row.getJsonArray("examples"), "what cannot be read is not named");
        assertEquals(1, gateway.answers.leaves.size());
        Audit.Append leaf = gateway.answers.leaves.getFirst();
        assertEquals("river.officer", leaf.subject());
        Audit.Item told = leaf.items().getFirst();
        assertEquals(List.of("LAKE", "RIVER"), told.originators());
        assertTrue(told.notice());
        gateway.answers.auditReachable = false;
        assertEquals(503, gateway.get("river.officer", SUSPEND).statusCode());
    }

    /** The record with portions that LAKE originated too. */
    private static StoredRecord ofBoth(StoredRecord own) {
        List<PortionFacts> portions = own.facts().portions().stream()
                .map(portion -> With.with(
                        portion,
                        "label",
                        portion.label().map(label -> With.with(label, "originators", Set.of("LAKE", "RIVER")))))
                .toList();
        return Altered.facts(own, "portions", portions);
    }

    @Test
    void replaysWhatWasDisclosedOfOwnRecordsAlone() {
        gateway.answers.flows = List.of(
                new Audit.Flow("open", 1, "LAKE", "lake.officer", Action.READ, "early-warning", 4),
                new Audit.Flow("open", 1, "LAKE", "gone.officer", Action.READ, "early-warning", 2),
                new Audit.Flow("others", 1, "LAKE", "lake.officer", Action.READ, "early-warning", 7));
        gateway.answers.records.put("others", World.released("others", "LAKE", Level.CONFIDENTIAL, "not of the river"));
        JsonObject impact =
                contract.keeps("getAgreementImpact", 200, gateway.get("river.officer", SUSPEND + "&days=7"));
        JsonArray recipients = impact.getJsonObject("traffic").getJsonArray("recipients");
        assertEquals(1, recipients.size());
        assertEquals(
                new JsonArray()
                        .add(new JsonObject()
                                .put("before", "PERMIT")
                                .put("after", "DENY")
                                .put("disclosures", 4))
                        .add(new JsonObject()
                                .put("before", "DENY")
                                .put("after", "DENY")
                                .put("disclosures", 2)),
                recipients.getJsonObject(0).getJsonArray("disclosures"));
    }

    @Test
    void termsThatThePolicyCannotTakeInChangeNothing() {
        Agreement standing = World.agreement();
        gateway.answers.supposed = compared(
                standing,
                standing,
                List.of(new Fault(
                        Fault.Code.LEADS_NOWHERE,
                        new Place.OfAgreement("river-lake", Optional.of("river-to-lake"), "/clauses/0/recipient"),
                        "leads from RIVER to nobody else")));
        JsonObject impact = contract.keeps(
                "getAgreementImpact", 200, gateway.get("river.officer", "/agreements/river-lake/impact?act=activate"));
        assertEquals(
                "leads-nowhere",
                impact.getJsonArray("problems").getJsonObject(0).getString("code"));
        assertEquals(new JsonArray(), impact.getJsonObject("stored").getJsonArray("recipients"));
    }

    @Test
    void whatIsNotSeenIsAbsentAndWhatIsNotPossibleIsAConflict() {
        gateway.answers.supposed = new Supposed.Absent();
        HttpResponse<String> absent = gateway.get("river.officer", SUSPEND);
        assertEquals(404, absent.statusCode());
        gateway.answers.supposed = new Supposed.Refused(Refusal.STATE, AgreementState.DRAFT);
        assertEquals(
                "STATE",
                contract.keeps("getAgreementImpact", 409, gateway.get("river.officer", SUSPEND))
                        .getString("code"));
        assertEquals(
                400,
                gateway.get("river.officer", "/agreements/river-lake/impact").statusCode());
        assertEquals(
                400,
                gateway.get("river.officer", "/agreements/x/impact?act=sign").statusCode());
        assertTrue(gateway.answers.suppositions.stream()
                .allMatch(ask -> ask.party().equals("RIVER") && ask.act() == Agreements.Supposition.SUSPEND));
    }

    @Test
    void worksOnAFewAtOnceAndTellsTheNextToComeAgain() throws Exception {
        Promise<Void> supposing = Promise.promise();
        gateway.answers.supposing = supposing.future();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> first = List.of(
                    callers.submit(() -> gateway.get("river.officer", SUSPEND)),
                    callers.submit(() -> gateway.get("river.clerk", SUSPEND)));
            RunningGateway.until(() -> gateway.answers.suppositions.size() == 2);
            assertEquals(429, gateway.get("river.officer", SUSPEND).statusCode());
            supposing.complete();
            for (Future<HttpResponse<String>> each : first) {
                assertEquals(200, each.get().statusCode());
            }
        }
        assertEquals(200, gateway.get("river.officer", SUSPEND).statusCode(), "there is a place again");
    }

    @Test
    void nobodyKeepsEverybodyElseOut() throws Exception {
        Promise<Void> supposing = Promise.promise();
        gateway.answers.supposing = supposing.future();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first = callers.submit(() -> gateway.get("river.officer", SUSPEND));
            RunningGateway.until(() -> gateway.answers.suppositions.size() == 1);
            // Answered at once: there is a place, and it is for others.
            assertEquals(429, gateway.get("river.officer", SUSPEND).statusCode());
            Future<HttpResponse<String>> other = callers.submit(() -> gateway.get("river.clerk", SUSPEND));
            RunningGateway.until(() -> gateway.answers.suppositions.size() == 2);
            supposing.complete();
            assertEquals(200, first.get().statusCode());
            assertEquals(200, other.get().statusCode());
        }
    }
}
