package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.ScreeningFixture;

/** Names in records are asked of their releaser, and show nothing that the record keeps. */
final class RecordScreeningTest {
    private static final String LISTED = "Travels with Akli ag Tamakast.";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    private final List<StoredRecord> records = new ArrayList<>();

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        await(fixture.bus.answer(
                Records.EVENTS, asked -> Future.succeededFuture(new Records.Events(events(asked.after())))));
        await(fixture.bus.answer(
                Records.GATHER,
                asked -> Future.succeededFuture(records.stream()
                        .filter(record -> record.facts().recordId().equals(asked.recordId()))
                        .findFirst()
                        .<Records.Gathered>map(Records.Gathered.Found::new)
                        .orElseGet(Records.Gathered.Absent::new))));
        fixture.start();
        await(fixture.bus.ask(
                Sanctions.IMPORT,
                new Sanctions.Import(ListFixture.packed(ListFixture.text()), "MISSION", "mission.platform")));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<Records.Event> events(long after) {
        List<Records.Event> events = new ArrayList<>();
        for (int at = (int) after; at < records.size(); at++) {
            RecordFacts facts = records.get(at).facts();
            events.add(new Records.Event(
                    at + 1,
                    Records.Event.Kind.SUBMITTED,
                    facts.recordId(),
                    1,
                    facts.releaser(),
                    ScreeningFixture.NOW,
                    ""));
        }
        return events;
    }

    private static Label label(Level level) {
        return new Label(
                level,
                Tlp.AMBER,
                Set.of(ScreeningFixture.MISSION),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                ScreeningFixture.NOW);
    }

    private static Label inCompartment(Label label) {
        return new Label(
                label.level(),
                label.tlp(),
                label.originators(),
                label.purposes(),
                Set.of("SOURCE"),
                label.releasableTo(),
                label.notReleasableTo(),
                label.eyesOnly(),
                label.onward(),
                label.flags(),
                label.embargoUntil(),
                label.retainUntil(),
                label.markedAt());
    }

    private static StoredRecord record(String id, String field, Content content, Label label) {
        PortionFacts portion = new PortionFacts("p", field, Optional.of(label), "person", List.of());
        RecordFacts facts = new RecordFacts(
                id,
                1,
                "person",
                ScreeningFixture.MISSION,
                "mission.officer",
                RecordState.ACTIVE,
                ScreeningFixture.NOW,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(portion),
                List.of());
        return new StoredRecord(facts, Map.of("p", content), ScreeningFixture.NOW, List.of());
    }

    private int run() {
        ListScreening screening = new ListScreening(
                fixture.vertx,
                new PartsReader<>(fixture.vertx, fixture.bus, Chunk.class, Manifest::bundle),
                fixture.database,
                Clock.fixed(ScreeningFixture.NOW, ZoneOffset.UTC),
                NodeConfig.defaults().lists());
        return await(new RecordScreening(fixture.bus, fixture.database, screening).run());
    }

    private List<Match> matches(Level clearance) {
        return await(fixture.bus.ask(Sanctions.MATCHES, new Sanctions.MatchesOf(ScreeningFixture.MISSION, clearance)))
                .matches()
                .stream()
                .filter(match -> match.kind() == SubjectKind.RECORD)
                .toList();
    }

    @Test
    void asksTheReleaserOnceAndShowsNoContent() {
        records.add(record("r1", "persons", new Content.Text(LISTED), label(Level.CONFIDENTIAL)));
        records.add(record("r2", "body", new Content.Text(LISTED), label(Level.CONFIDENTIAL)));
        assertEquals(1, run());
        records.add(record("r3", "persons", new Content.Text(LISTED), inCompartment(label(Level.CONFIDENTIAL))));
        assertEquals(0, run());
        Match match = matches(Level.CONFIDENTIAL).getFirst();
        assertEquals("r1", match.subject());
        assertEquals("9002", match.entry().id());
        assertTrue(match.name().isEmpty() && match.comparison().isEmpty(), "it shows what the record says");
    }

    @Test
    void tellsNobodyWhatStandsAboveTheirClearance() {
        records.add(record("r1", "persons", new Content.Text(LISTED), label(Level.STRICTLY_CONFIDENTIAL)));
        assertEquals(1, run());
        assertEquals(List.of(), matches(Level.CONFIDENTIAL));
        assertEquals(1, matches(Level.STRICTLY_CONFIDENTIAL).size());
    }
}
