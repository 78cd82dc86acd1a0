package org.passerelle.platform.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Chunks;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.party.Account;
import org.passerelle.core.world.Worlds;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.json.Json;

/** A policy is taken apart, kept by content, and put together as it was; a change carries what it changed. */
class BundlePartsTest {
    private static final int ACCOUNTS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(5));
    private final PartsReader<Chunk, Bundle> reader = new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle);
    private final PartsWriter<Chunk> writer = new PartsWriter<>(Chunk.class);
    private final Map<String, String> kept = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void answer() {
        await(bus.answer(Policy.PARTS, ask -> {
            asked.addAll(ask.hashes());
            Map<String, String> texts = new HashMap<>(kept);
            texts.keySet().retainAll(ask.hashes());
            return Future.succeededFuture(new Policy.PartTexts(texts));
        }));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private Bundle carried(Bundle bundle) {
        return await(reader.read(written(bundle)));
    }

    private Manifest written(Bundle bundle) {
        PartsWriter.Written written = writer.write(bundle.version(), bundle.issuedAt(), Chunks.of(bundle));
        kept.putAll(written.texts());
        return Json.read(written.payload(), Manifest.class);
    }

    @Test
    void anyPolicyIsReadAsItWasWritten() {
        for (long seed = 0; seed < 300; seed++) {
            Bundle bundle = Worlds.of(seed).bundle();
            assertEquals(bundle, carried(bundle), "seed " + seed);
        }
    }

    @Test
    void agreementsKeepTheirOrder() {
        List<Agreement> agreements = agreements();
        assertTrue(agreements.size() > 20);
        assertEquals(agreements, carried(with(accounts(), agreements)).agreements());
        Collections.reverse(agreements);
        assertEquals(agreements, carried(with(accounts(), agreements)).agreements());
    }

    @Test
    void aChangeCarriesThePartThatItChanged() {
        Map<String, Account> accounts = accounts();
        carried(with(accounts, List.of()));
        assertTrue(asked.size() > ACCOUNTS / 20);
        asked.clear();
        accounts.put("account-50", account("account-50", false));
        Bundle changed = with(accounts, List.of());
        assertEquals(changed, carried(changed));
        assertEquals(1, asked.size());
        asked.clear();
        assertEquals(changed, carried(changed));
        assertEquals(List.of(), asked);
    }

    @Test
    void takesAPartOnlyAsWhatItsNameSays() {
        Manifest manifest = written(with(accounts(), List.of()));
        kept.replaceAll((hash, text) -> text.replace("\"enabled\":true", "\"enabled\":false"));
        assertThrows(BrokenPart.class, () -> await(reader.read(manifest)));
    }

    @Test
    void waitsForAPartThatIsNotThere() {
        Manifest manifest = written(with(accounts(), List.of()));
        String last = manifest.parts().getLast();
        String text = kept.remove(last);
        assertThrows(Unavailable.class, () -> await(reader.read(manifest)));
        kept.put(last, String.valueOf(text));
        assertEquals(ACCOUNTS, await(reader.read(manifest)).accounts().size());
    }

    @Test
    void partsThatDoNotMakeABundleAreRefused() {
        Manifest whole = written(with(accounts(), List.of()));
        List<String> twice = new ArrayList<>(whole.parts());
        twice.addAll(whole.parts());
        assertThrows(
                IllegalArgumentException.class,
                () -> await(reader.read(new Manifest(whole.version(), whole.issuedAt(), twice))));
        assertThrows(
                IllegalArgumentException.class,
                () -> await(reader.read(new Manifest(whole.version(), whole.issuedAt(), List.of()))));
    }

    private static Map<String, Account> accounts() {
        Map<String, Account> accounts = new HashMap<>();
        for (int number = 0; number < ACCOUNTS; number++) {
            accounts.put("account-" + number, account("account-" + number, true));
        }
        return accounts;
    }

    private static Account account(String id, boolean enabled) {
        return new Account(
                id,
                Account.Kind.PERSON,
                "A. Officer",
                "RIVER",
                Optional.empty(),
                Set.of("liaison-officer"),
                Level.CONFIDENTIAL,
                Set.of(),
                Set.of("early-warning"),
                enabled);
    }

    private static List<Agreement> agreements() {
        List<Agreement> agreements = new ArrayList<>();
        for (long seed = 0; agreements.size() <= 40; seed++) {
            agreements.addAll(Worlds.of(seed).bundle().agreements());
        }
        return agreements;
    }

    private static Bundle with(Map<String, Account> accounts, List<Agreement> agreements) {
        Bundle world = Worlds.of(1).bundle();
        return new Bundle(
                2,
                world.issuedAt(),
                world.parties(),
                world.units(),
                accounts,
                world.groups(),
                agreements,
                world.assessments(),
                world.allegations(),
                world.markings(),
                world.vocabulary(),
                world.settings());
    }
}
