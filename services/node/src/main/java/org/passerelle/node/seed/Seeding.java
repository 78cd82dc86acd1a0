package org.passerelle.node.seed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.passerelle.agreements.AgreementSigning;
import org.passerelle.agreements.AgreementsSeed;
import org.passerelle.agreements.MasterData;
import org.passerelle.agreements.PartyKey;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Database;
import org.passerelle.screening.ScreeningSeed;

/**
 * Writes the configuration into an empty database, once, through the services' own doors; from then on PostgreSQL is the truth. The
 * demo's parties sign their agreements with keys that are generated here.
 */
public final class Seeding {
    private static final int ATTEMPTS = 5;

    private Seeding() {}

    /**
     * Reads the configuration and seeds the node's database where it is empty.
     *
     * @return whether anything was written; fails with {@link ConfigurationException}
     */
    public static Future<Boolean> plant(Vertx vertx, NodeConfig config, Path directory, Instant at) {
        Database agreements = Database.open(vertx, config.database(), "agreements");
        Database screening = Database.open(vertx, config.database(), "screening");
        Path keys = config.homeDirectory().resolve("keys");
        return vertx.<Configuration>executeBlocking(() -> ConfigurationLoader.load(directory, at))
                .compose(configuration -> patiently(
                        () -> seedIfEmpty(agreements, screening, Objects.requireNonNull(configuration), keys, at),
                        ATTEMPTS))
                // Nobody waits for the pools to close: one whose connecting timed out may take its time.
                .onComplete(done -> {
                    agreements.close();
                    screening.close();
                });
    }

    // On a machine that starts everything at once the first connections may take too long.
    private static Future<Boolean> patiently(Supplier<Future<Boolean>> seeding, int attempts) {
        return seeding.get()
                .recover(failure -> failure instanceof Unavailable && attempts > 1
                        ? patiently(seeding, attempts - 1)
                        : Future.failedFuture(failure));
    }

    /**
     * Seeds whichever of the two schemas is still empty.
     *
     * @param agreements database of the schema {@code agreements}, migrated
     * @param screening database of the schema {@code screening}, migrated
     * @param keys directory of the parties' signing keys; missing ones are generated
     * @return whether anything was written
     */
    public static Future<Boolean> seedIfEmpty(
            Database agreements, Database screening, Configuration configuration, Path keys, Instant at) {
        Map<String, Ed25519Keys> signers = signers(configuration, keys);
        return AgreementsSeed.seedIfEmpty(
                        agreements, master(configuration, signers), signed(configuration, signers, at), at)
                .compose(first -> ScreeningSeed.seedIfEmpty(
                                screening,
                                configuration.assessments(),
                                configuration.dossiers(),
                                configuration.allegations(),
                                at)
                        .map(second -> first || second));
    }

    private static Map<String, Ed25519Keys> signers(Configuration configuration, Path keys) {
        Map<String, Ed25519Keys> signers = new HashMap<>();
        for (String party : configuration.parties().keySet()) {
            signers.put(party, Ed25519Keys.loadOrGenerate(keys.resolve("party-" + party + ".pem")));
        }
        return signers;
    }

    private static MasterData master(Configuration configuration, Map<String, Ed25519Keys> signers) {
        Map<String, PartyKey> registered = new HashMap<>();
        signers.forEach((party, keys) -> {
            PartyKey key = new PartyKey(party, keys.publicKey());
            registered.put(key.keyId(), key);
        });
        return new MasterData(
                configuration.parties(),
                configuration.units(),
                configuration.accounts(),
                configuration.groups(),
                registered,
                configuration.markings(),
                configuration.vocabulary(),
                configuration.settings());
    }

    private static List<Agreement> signed(Configuration configuration, Map<String, Ed25519Keys> signers, Instant at) {
        List<Agreement> signed = new ArrayList<>();
        for (Agreement agreement : configuration.agreements()) {
            Agreement signing = agreement;
            for (String party : new TreeSet<>(agreement.parties())) {
                Ed25519Keys keys = signers.get(party);
                if (keys != null) {
                    signing = AgreementSigning.sign(signing, party, keys, at);
                }
            }
            signed.add(signing);
        }
        return signed;
    }
}
