package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.world.With;
import org.passerelle.gateway.world.World;

/** An upload is decided when its last byte has come: by the policy of then, and for whoever may still do it. */
class SlowUploadTest {
    private static final String HALF = "x".repeat(5000);
    private static final String LABEL = "UN CONFIDENTIAL//TLP:AMBER//REL RIVER";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("lake", World.released("lake", "LAKE", Level.CONFIDENTIAL, "what the convoy saw"));
        gateway.answers.records.put("river", World.record("river", Level.CONFIDENTIAL, "what they saw"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** A file in two halves; its sender waits to be told to send, so that the call was let in before the first. */
    private final class Upload implements AutoCloseable {
        private final Socket socket;

        Upload(String party) throws IOException {
            this(party, 300);
        }

        /** @param lasts seconds until the sign-in is over */
        Upload(String party, int lasts) throws IOException {
            URI uri = gateway.request("/records/" + party + "/attachments?name=a.txt&label="
                            + URLEncoder.encode(LABEL, StandardCharsets.UTF_8))
                    .build()
                    .uri();
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setSoTimeout(20_000);
            send("POST " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: x\r\nTest-Account: " + party
                    + ".officer\r\nTest-Lasts: " + lasts + "\r\nContent-Type: text/plain\r\nContent-Length: "
                    + 2 * HALF.length()
                    + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        /** The status and the rest of the next answer, up to the end of its head. */
        String answer() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("no answer, but " + head);
                }
                head.append((char) next);
            }
            return head.substring("HTTP/1.1 ".length());
        }

        int status() throws IOException {
            return Integer.parseInt(answer().substring(0, 3));
        }

        void half() throws IOException {
            send(HALF);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private interface Event {
        void happens() throws Exception;
    }

    /** The status of an upload, between whose halves something happens. */
    private int uploaded(Event meanwhile) throws Exception {
        try (Upload upload = new Upload("lake")) {
            assertEquals(100, upload.status());
            upload.half();
            meanwhile.happens();
            upload.half();
            return upload.status();
        }
    }

    private void later(Duration time) throws Exception {
        gateway.clock.move(time);
        RunningGateway.until(() -> {
            gateway.assembly().lease().renew();
            return gateway.assembly().lease().current().isPresent();
        });
    }

    private static Bundle with(Bundle usual, Map<String, Account> accounts, Markings markings) {
        return With.with(With.with(usual, "accounts", accounts), "markings", markings);
    }

    private static Bundle officer(long version, Set<String> roles, boolean enabled) {
        Bundle usual = World.bundle(version);
        Account officer = Objects.requireNonNull(usual.accounts().get("lake.officer"));
        Account changed = With.with(With.with(officer, "roles", roles), "enabled", enabled);
        return with(usual, Map.of(officer.id(), changed), usual.markings());
    }

    private void nothingIsKept() {
        assertEquals(List.of(), gateway.answers.attached);
        assertEquals(Map.of(), gateway.answers.pieces);
        assertFalse(gateway.answers.asked.contains("records.attachment-open"));
    }

    @Test
    void anUploadMayLastLongerThanALeaseOfThePolicy() throws Exception {
        int status = uploaded(() -> later(Duration.ofSeconds(60)));
        assertEquals(201, status);
        assertEquals(1, gateway.answers.attached.size());
    }

    @Test
    void whoeverIsOffboardedMeanwhileStoresNothing() throws Exception {
        assertEquals(403, uploaded(() -> gateway.change(version -> officer(version, World.EVERY_ROLE, false))));
        nothingIsKept();
        assertEquals(1, gateway.answers.notes.size());
    }

    @Test
    void whoeverLosesTheRoleMeanwhileStoresNothing() throws Exception {
        assertEquals(403, uploaded(() -> gateway.change(version -> officer(version, Set.of("auditor"), true))));
        nothingIsKept();
    }

    @Test
    void whoseSignInIsOverMeanwhileStoresNothing() throws Exception {
        int status = uploaded(() -> later(Duration.ofSeconds(301)));
        assertEquals(401, status);
        nothingIsKept();
    }

    @Test
    void nothingIsStoredBesideARecordThatIsTakenAwayMeanwhile() throws Exception {
        assertEquals(
                404,
                uploaded(() -> gateway.answers.records.put(
                        "lake", World.released("lake", "RIVER", Level.CONFIDENTIAL, "what they saw"))));
        nothingIsKept();
    }

    @Test
    void aLabelIsReadUnderThePolicyOfTheLastByte() throws Exception {
        int status = uploaded(() -> gateway.change(version -> {
            Bundle usual = World.bundle(version);
            return with(
                    usual,
                    usual.accounts(),
                    new Markings(
                            Map.of("UN UNCLASSIFIED", Level.UNCLASSIFIED),
                            usual.markings().outbound()));
        }));
        assertEquals(422, status);
        nothingIsKept();
    }

    @Test
    void whoeverSendsNoFurtherIsRefusedWhenTheSignInIsOver() throws Exception {
        try (Upload upload = new Upload("lake", 1)) {
            assertEquals(100, upload.status());
            upload.half();
            assertEquals(401, upload.status());
        }
        nothingIsKept();
    }

    @Test
    void oneAccountDoesNotTakeEveryPlace() throws Exception {
        try (Upload first = new Upload("lake");
                Upload second = new Upload("lake")) {
            assertEquals(100, first.status());
            assertEquals(100, second.status());
            try (Upload third = new Upload("lake");
                    Upload other = new Upload("river")) {
                assertEquals(429, third.status());
                assertEquals(100, other.status());
                other.half();
                other.half();
                assertEquals(201, other.status());
            }
        }
    }
}
