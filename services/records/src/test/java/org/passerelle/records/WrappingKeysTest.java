package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Imports;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.Rewrapping;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;
import org.passerelle.platform.seal.WrappingProofs;

/** Wrapping keys are rolled over while nodes run, and are those of the installation. */
final class WrappingKeysTest {
    private static final String UNDER_ONE = "select count(*) from data_key where wrapped_under = 1";

    /** A node that runs. */
    private final RecordsFixture records = new RecordsFixture();

    private final Path directory = records.home.resolve(WrappingKeys.DIRECTORY);
    private String id = "";

    @BeforeEach
    void submit() {
        id = records.submit(
                Sample.incident("at the well").hash("hash of a body").submit());
    }

    @AfterEach
    void close() {
        records.close();
    }

    /** What a node has in memory that starts now, in the same home or another. */
    private Node node(Path keys) {
        WrappingKeys wrapping = WrappingKeys.in(keys);
        Seal seal = new Seal(wrapping);
        return new Node(
                wrapping,
                new WrappingProofs(records.vertx, records.database, wrapping, seal),
                new Rewrapping(records.database, seal, 1));
    }

    private record Node(WrappingKeys keys, WrappingProofs proofs, Rewrapping rewrapping) {}

    private Path elsewhere(String... files) throws IOException {
        Path other = Files.createDirectories(records.home.resolve("elsewhere"));
        for (String file : files) {
            Files.copy(directory.resolve(file), other.resolve(file));
        }
        return other;
    }

    private long one(String sql) {
        return await(records.database.query(sql)).iterator().next().getLong(0);
    }

    /** When every node has had the time to take the next key up. */
    private void retire(Node node) {
        minutePasses();
        await(node.proofs().retire());
        assertEquals(1, one("select count(*) from seals.wrapping_key where retired and number = 1"));
    }

    private void minutePasses() {
        await(records.database.query("update seals.wrapping_key set since = since - interval '1 minute'"));
    }

    private void assertRefuses(String saying, Path keys) {
        RuntimeException refused = assertThrows(
                RuntimeException.class, () -> await(node(keys).proofs().check()));
        assertTrue(refused.toString().contains(saying), refused.toString());
    }

    private void assertUnavailable(Runnable asking) {
        RuntimeException failed = assertThrows(RuntimeException.class, asking::run);
        assertTrue(
                failed instanceof Unavailable || failed.getCause() instanceof Unavailable,
                () -> String.valueOf(failed));
    }

    @Test
    void whatAnotherNodeWrappedAnewIsReadByOneThatHasNotRestarted() {
        assertEquals(2, WrappingKeys.rotate(directory).orElseThrow());
        Node restarted = node(directory);
        await(restarted.proofs().check());
        await(restarted.rewrapping().rewrap());
        assertEquals(0, one(UNDER_ONE));
        assertEquals(3, records.found(id).contents().size());
    }

    @Test
    void whatIsKnownOfImportsIsTakenOverToo() {
        String mapping = "{\"language\":\"en\"}";
        Imports.Job job = records.ask(
                Imports.OPEN,
                new Imports.Open("MINUSMA", "officer", "a.csv", "csv", "f".repeat(64), Optional.of(mapping)));
        WrappingKeys.rotate(directory).orElseThrow();
        Node restarted = node(directory);
        await(restarted.proofs().check());
        await(restarted.rewrapping().rewrap());
        assertEquals(0, one(UNDER_ONE));
        Imports.Job now = records.ask(Imports.LOOK, new Imports.Look(job.id(), "officer", 0, ""))
                .job()
                .orElseThrow();
        assertEquals(job, now);
        assertEquals(Optional.of(mapping), now.mapping());
    }

    @Test
    void whatCannotBeReadForWantOfAKeyIsNotGone() throws IOException {
        Path other = elsewhere("1.key");
        WrappingKeys.rotate(other);
        Node restarted = node(other);
        await(restarted.proofs().check());
        await(restarted.rewrapping().rewrap());
        assertUnavailable(() -> records.found(id));
        assertUnavailable(() -> records.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(id)));
        assertUnavailable(() -> records.ask(
                Records.REVISE,
                new Records.Revise(id, 1, Sample.incident("anew").submit())));
        assertEquals(1, records.count("version"));
    }

    @Test
    void aNodeThatRunsTakesTheNextKeyUpWithoutARestart() {
        Node running = node(directory);
        WrappingKeys.rotate(directory);
        assertTrue(await(running.proofs().follow()), "nobody uses it yet");
        assertEquals(1, running.keys().newest());
        await(node(directory).proofs().check());
        assertTrue(await(running.proofs().follow()));
        assertEquals(2, running.keys().newest());
    }

    @Test
    void aNodeWithoutTheNextKeySaysSoAndSealsNothingOnceTheOldOneIsRetired() throws IOException {
        Path other = elsewhere("1.key");
        Node without = node(other);
        WrappingKeys.rotate(directory);
        Node restarted = node(directory);
        await(restarted.proofs().check());
        assertFalse(await(without.proofs().follow()));
        minutePasses();
        await(restarted.proofs().retire());
        assertEquals(0, one("select count(*) from seals.wrapping_key where retired"), "something is wrapped under it");
        await(restarted.rewrapping().rewrap());
        retire(restarted);
        assertThrows(
                RuntimeException.class,
                () -> await(records.database.query("insert into data_key values ('portion x', 'x', '', 1)")));
        assertThrows(
                RuntimeException.class, () -> await(records.database.query("update data_key set wrapped_under = 1")));
        assertRefuses("wrapping key 2", other);
        Files.delete(directory.resolve("1.key"));
        await(node(directory).proofs().check());
        assertEquals(3, records.found(id).contents().size());
    }

    @Test
    void noKeyIsRetiredWithinAMinuteOfTheNext() {
        WrappingKeys.rotate(directory);
        Node restarted = node(directory);
        await(restarted.proofs().check());
        await(restarted.rewrapping().rewrap());
        await(restarted.proofs().retire());
        assertEquals(0, one("select count(*) from seals.wrapping_key where retired"), "others have not looked yet");
        retire(restarted);
    }

    @Test
    void aDataKeyThatDoesNotOpenStopsNoOtherAndKeepsItsWrappingKey() {
        await(records.database.query(
                "update data_key set wrapped = 'damaged' where about = (select min(about) from data_key)"));
        WrappingKeys.rotate(directory);
        Node restarted = node(directory);
        await(restarted.proofs().check());
        for (int again = 0; again < 2; again++) {
            await(restarted.rewrapping().rewrap());
            assertEquals(1, one(UNDER_ONE));
        }
        minutePasses();
        await(restarted.proofs().retire());
        assertEquals(0, one("select count(*) from seals.wrapping_key where retired"));
        await(records.database.query("delete from data_key where wrapped_under = 1"));
        await(restarted.rewrapping().rewrap());
        retire(restarted);
    }

    /** As OPERATIONS has it. */
    @Test
    void dataKeysUnderARetiredKeyAreLoadedOnceItIsNoLongerRetired() {
        await(records.database.query("create table dump as select * from data_key"));
        WrappingKeys.rotate(directory);
        Node restarted = node(directory);
        await(restarted.proofs().check());
        await(restarted.rewrapping().rewrap());
        retire(restarted);
        await(records.database.query("delete from data_key"));
        RuntimeException refused = assertThrows(RuntimeException.class, this::load);
        assertTrue(refused.toString().contains("wrapping key 1 is retired"), refused.toString());
        await(records.database.query("update seals.wrapping_key set retired = false"));
        load();
        Node loaded = node(directory);
        await(loaded.proofs().check());
        assertEquals(3, records.found(id).contents().size());
        await(loaded.rewrapping().rewrap());
        retire(loaded);
        assertEquals(3, records.found(id).contents().size());
    }

    /** As pg_restore does: without a search path. */
    private void load() {
        await(records.database.transaction(connection -> Database.run(connection, "set local search_path = ''")
                .compose(nowhere ->
                        Database.run(connection, "insert into records.data_key select * from records.dump"))));
    }

    @Test
    void startsNotWithoutAKeyUnderWhichSomethingIsSealed() throws IOException {
        WrappingKeys.rotate(directory);
        Files.delete(directory.resolve("1.key"));
        assertRefuses("wrapping key 1", directory);
    }

    @Test
    void makesNoKeyWhereSomethingIsSealed() throws IOException {
        Path other = records.home.resolve("elsewhere");
        assertRefuses("there is no " + other.resolve("1.key"), other);
        await(records.database.query("delete from data_key"));
        assertRefuses("wrapping key 1", other);
        await(records.database.query("delete from seals.wrapping_key"));
        await(node(other).proofs().check());
        assertTrue(Files.exists(other.resolve("1.key")), "nothing was ever sealed");
    }

    @Test
    void ofNodesThatStartTogetherEachFindsTheKeyThatOneOfThemHasMade() throws IOException {
        Node early = node(records.home.resolve("elsewhere"));
        elsewhere("1.key");
        await(early.proofs().check());
        assertTrue(early.keys().proves(1));
    }

    @Test
    void startsNotWithAnotherKeyOfTheSameNumber() throws IOException {
        Path other = elsewhere();
        WrappingKeys.in(other).first();
        assertRefuses(other.resolve("1.key").toString(), other);
        WrappingKeys.rotate(directory);
        await(node(directory).proofs().check());
        Files.copy(directory.resolve("1.key"), other.resolve("1.key"), StandardCopyOption.REPLACE_EXISTING);
        WrappingKeys.rotate(other);
        assertRefuses(other.resolve("2.key").toString(), other);
    }

    @Test
    void aKeyFromBeforeThereWereProofsIsTakenForWhatItOpens() throws IOException {
        await(records.database.query("delete from seals.wrapping_key"));
        Path other = elsewhere();
        WrappingKeys.in(other).first();
        assertRefuses(other.resolve("1.key").toString(), other);
        assertEquals(0, one("select count(*) from seals.wrapping_key"));
        await(node(directory).proofs().check());
        assertEquals(1, one("select count(*) from seals.wrapping_key"));
    }
}
