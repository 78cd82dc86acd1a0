package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;

/** A database from before salted hashes were keyed: they become so once, and nothing else of a case changes. */
final class EarlierProofsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres =
            TestPostgres.fresh().migrated(vertx, "barrier").migratedTo("records", "28");
    private final Database database = postgres.open(vertx, "records");

    @BeforeEach
    void store() {
        for (String sql : List.of("""
                insert into rejection (id, party, submitter, marking, level, ceiling, salt, salted_hash, at)
                values ('r', 'MINUSMA', 'officer', 'SECRET', 'STRICTLY_CONFIDENTIAL', 'CONFIDENTIAL', 'salt', 'aa', now())
                """, """
                insert into quarantine (id, record_id, releaser, submitter, marking, sealed, party, subject, at)
                select id, 'record of ' || id, 'MINUSMA', 'officer', 'SECRET', 'sealed'::bytea, 'MINUSMA', 'focal-point', now()
                from unnest(array['destroyed', 'released']) as id
                """, """
                insert into quarantine_ruling (quarantine, ruling, party, subject, sealed, salt, salted_hash, at, barrier)
                values ('destroyed', 'DESTROY', 'MINUSMA', 'approver', 'sealed', 'salt', 'bb', now(), 1),
                    ('released', 'RELEASE', 'MINUSMA', 'approver', 'sealed', null, null, now(), 2)
                """)) {
            await(database.query(sql));
        }
        postgres.migrated(vertx, "records");
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    private FingerprintKey key() {
        return new FingerprintKey(InstallationKey.loadOrGenerate(home.resolve(InstallationKey.FILE)));
    }

    private List<String> hashes() {
        List<String> hashes = new ArrayList<>();
        for (Row row : await(database.query("""
                select salted_hash from rejection
                union all (select coalesce(salted_hash, 'none') from quarantine_ruling order by quarantine)
                """))) {
            hashes.add(row.getString(0));
        }
        return hashes;
    }

    @Test
    void becomeKeyedOnce() {
        List<String> keyed = List.of(key().ofBody("aa"), key().ofBody("bb"), "none");
        await(new ProofKeying(database, key()).complete());
        assertEquals(keyed, hashes());
        await(new ProofKeying(database, key()).complete());
        assertEquals(keyed, hashes());
    }

    @Test
    void nothingElseOfARulingChanges() {
        for (String change : List.of(
                "update quarantine_ruling set salted_hash = 'cc' where quarantine = 'destroyed'",
                "update quarantine_ruling set salted_hash = 'cc', keyed = true, subject = 'another' where quarantine = 'destroyed'",
                "update quarantine_ruling set salted_hash = null, keyed = true where quarantine = 'destroyed'",
                "update quarantine_ruling set keyed = true where quarantine = 'released'")) {
            assertThrows(RuntimeException.class, () -> await(database.query(change)), change);
        }
        await(new ProofKeying(database, key()).complete());
        assertThrows(
                RuntimeException.class,
                () -> await(database.query("update quarantine_ruling set salted_hash = 'cc', keyed = true"
                        + " where quarantine = 'destroyed'")));
    }
}
