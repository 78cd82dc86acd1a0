package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.core.party.Account;
import org.passerelle.gateway.policy.PolicyAlerts;
import org.passerelle.gateway.policy.Suspicion;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.slf4j.LoggerFactory;

/** A bundle that is not the authority's newest under its lease is refused, with an alert, and nothing is disclosed under it. */
class RefusedPolicyTest {
    private static final String SECRET = "the ford is guarded";
    private static final String SHARED = "/records/shared?purpose=early-warning";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void open() {
        log.start();
        ((Logger) LoggerFactory.getLogger(PolicyAlerts.class)).addAppender(log);
        begin();
        assertEquals(200, gateway.get("lake.officer", SHARED).statusCode(), "while policy is sound it is disclosed");
        gateway.answers.leaves.clear();
    }

    private void begin() {
        gateway = new RunningGateway(home);
        share();
    }

    private void share() {
        gateway.answers.records.put(
                "shared", World.record("shared", org.passerelle.core.label.Level.CONFIDENTIAL, SECRET));
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(PolicyAlerts.class)).detachAppender(log);
        gateway.close();
    }

    @Test
    void refusesAnUnsignedBundle() throws Exception {
        offer(bundle -> new SignedBundle(bundle.version(), bundle.payload(), bundle.keyId(), ""));
        assertRefused(Suspicion.UNSIGNED);
    }

    @Test
    void refusesAForgedBundle() throws Exception {
        gateway.answers.policy = RefusedPolicyTest::disabled;
        // What a forger would want: an account that the authority has disabled, enabled again, under the name of its
        // part.
        String enabled = Answers.written(World.bundle(2)).payload();
        offer(bundle -> new SignedBundle(bundle.version(), enabled, bundle.keyId(), bundle.signature()));
        assertRefused(Suspicion.FORGED);
    }

    @Test
    void refusesABundleWithAForgedPart() throws Exception {
        gateway.answers.policy = RefusedPolicyTest::disabled;
        gateway.answers.partsInTransit = texts -> {
            texts.replaceAll((hash, text) -> text.replace("\"enabled\":false", "\"enabled\":true"));
            return texts;
        };
        offer(bundle -> bundle);
        assertRefused(Suspicion.FORGED);
    }

    @Test
    void refusesABundleWithATruncatedPart() throws Exception {
        gateway.answers.policy = RefusedPolicyTest::disabled;
        gateway.answers.partsInTransit = texts -> {
            texts.replaceAll((hash, text) -> text.substring(0, text.length() - 1));
            return texts;
        };
        offer(bundle -> bundle);
        assertRefused(Suspicion.FORGED);
    }

    @Test
    void isHeldUpByAMissingPartAndDisclosesNothing() throws Exception {
        gateway.answers.policy = RefusedPolicyTest::disabled;
        gateway.answers.partsInTransit = texts -> Map.of();
        offer(bundle -> bundle);
        assertEquals(503, gateway.get("lake.officer", SHARED).statusCode());
        assertTrue(gateway.answers.leaves.isEmpty());
        gateway.answers.partsInTransit = texts -> texts;
        RunningGateway.await(gateway.assembly().lease().renew());
        assertEquals(403, gateway.get("lake.officer", SHARED).statusCode(), "the part came, and disables the account");
    }

    /** The world once the authority has disabled an account. */
    private static Bundle disabled(long version) {
        Bundle bundle = World.bundle(version);
        if (version == 1) {
            return bundle;
        }
        Map<String, Account> accounts = new HashMap<>(bundle.accounts());
        accounts.computeIfPresent(
                "lake.officer",
                (id, officer) -> new Account(
                        id,
                        officer.kind(),
                        officer.name(),
                        officer.party(),
                        officer.unit(),
                        officer.roles(),
                        officer.clearance(),
                        officer.compartments(),
                        officer.purposes(),
                        false));
        return new Bundle(
                version,
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                accounts,
                bundle.groups(),
                bundle.agreements(),
                bundle.assessments(),
                bundle.allegations(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings());
    }

    @Test
    void refusesATruncatedBundle() throws Exception {
        offer(bundle -> new SignedBundle(
                bundle.version(),
                bundle.payload().substring(0, bundle.payload().length() - 1),
                bundle.keyId(),
                bundle.signature()));
        assertRefused(Suspicion.FORGED);
    }

    @Test
    void refusesABundleReplayedUnderAnotherVersion() throws Exception {
        Ed25519Keys authority = Ed25519Keys.loadOrGenerate(home.resolve("keys/authority.pem"));
        SignedBundle old = Answers.signed(World.bundle(1), authority);
        offer(bundle -> new SignedBundle(bundle.version(), old.payload(), old.keyId(), old.signature()));
        assertRefused(Suspicion.REPLAYED);
    }

    @Test
    void refusesABundleOfAnotherInstallation() throws Exception {
        Ed25519Keys elsewhere = Ed25519Keys.generate();
        offer(bundle -> Answers.signed(World.bundle(bundle.version()), elsewhere));
        assertRefused(Suspicion.OTHER_AUTHORITY);
    }

    @Test
    void refusesABundleOfAnotherInstallationUnderThisOnesKeyId() throws Exception {
        Ed25519Keys elsewhere = Ed25519Keys.generate();
        offer(bundle -> {
            SignedBundle theirs = Answers.signed(World.bundle(bundle.version()), elsewhere);
            return new SignedBundle(theirs.version(), theirs.payload(), bundle.keyId(), theirs.signature());
        });
        assertRefused(Suspicion.FORGED);
    }

    @Test
    void refusesARolledBackBundle() throws Exception {
        gateway.answers.policyVersion = 5;
        RunningGateway.await(gateway.assembly().lease().renew());
        gateway.answers.policyVersion = 4;
        // What it holds is newer, and stays in force until its lease ends; the older one never is.
        RunningGateway.until(() -> gateway.assembly().lease().current().isEmpty());
        assertRefused(Suspicion.ROLLED_BACK);
    }

    @Test
    void refusesARolledBackBundleAfterARestartToo() throws Exception {
        gateway.answers.policyVersion = 5;
        RunningGateway.await(gateway.assembly().lease().renew());
        Path seen = home.resolve("policy/node-1.seen");
        RunningGateway.until(() -> Files.readString(seen).equals("5\n"));
        gateway.close();
        log.list.clear();
        gateway = RunningGateway.withoutPolicy(home);
        share();
        gateway.answers.policyVersion = 4;
        gateway.assembly().lease().renew();
        assertRefused(Suspicion.ROLLED_BACK);
    }

    @Test
    void withholdsPastTheLease() throws Exception {
        gateway.answers.policyReachable = false;
        RunningGateway.until(() -> gateway.assembly().lease().current().isEmpty());
        gateway.assembly().lease().renew();
        assertRefused(Suspicion.LAPSED);
    }

    /** From now on version 2 is in force, and reaches the gateway in this shape. */
    private void offer(UnaryOperator<SignedBundle> shape) {
        gateway.answers.inTransit = shape;
        gateway.answers.policyVersion = 2;
        gateway.answers.barrier = 2;
        gateway.assembly().lease().renew();
    }

    private void assertRefused(Suspicion suspicion) throws Exception {
        HttpResponse<String> answer = gateway.get("lake.officer", SHARED);
        assertEquals(503, answer.statusCode());
        assertFalse(answer.body().contains(SECRET));
        assertTrue(gateway.answers.leaves.isEmpty());
        // The alert follows the refusal, on a thread of its own.
        RunningGateway.until(() ->
                gateway.meters.find("passerelle.policy.refused").tag("reason", suspicion.name()).counters().stream()
                        .anyMatch(counter -> counter.count() >= 1));
        RunningGateway.until(() -> List.copyOf(log.list).stream().anyMatch(event -> event.getLevel() == Level.ERROR));
        RunningGateway.until(() -> gateway.answers.notes.stream()
                .filter(note -> note.kind().equals("policy-refused"))
                .anyMatch(note -> note.detail().startsWith(suspicion.name())));
    }
}
