package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.gateway.world.World;

/** A person who bears the name of a system is not that system, and a system not the person. */
class KindOfAccountTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.under(home, KindOfAccountTest::policy);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Bundle policy(long version) {
        return World.bundle(
                version,
                new Account(
                        "lake-system",
                        Account.Kind.CLIENT,
                        "lake-system",
                        "LAKE",
                        Optional.empty(),
                        Set.of("partner-system"),
                        Level.STRICTLY_CONFIDENTIAL,
                        Set.of(),
                        Set.of("early-warning"),
                        true));
    }

    private HttpResponse<String> system(String account) {
        return gateway.send(gateway.request("/me")
                .header("Test-Account", account)
                .header("Test-Key", "thumbprint")
                .build());
    }

    private static void assertUnknown(HttpResponse<String> answer) {
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("UNKNOWN_ACCOUNT"), answer.body());
    }

    @Test
    void aPersonIsNotTheSystemWhoseNameTheyBear() {
        assertEquals(200, system("lake-system").statusCode());
        assertUnknown(gateway.get("lake-system", "/me"));
    }

    @Test
    void aSystemIsNotThePersonWhoseNameItBears() {
        assertEquals(200, gateway.get("lake.officer", "/me").statusCode());
        assertUnknown(system("lake.officer"));
    }
}
