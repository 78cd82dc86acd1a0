package org.passerelle.screening;

import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.passerelle.agreements.AgreementsSeed;
import org.passerelle.agreements.AgreementsService;
import org.passerelle.agreements.MasterData;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.Report;
import org.passerelle.core.message.Allegations.Statement;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.service.ServiceContext;

/** Screening and the policy authority on one bus, with a mission, and a force of a brigade and its battalion. */
public final class ScreeningFixture implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final String MISSION = "MISSION";
    static final String FORCES = "FORCES";
    /** Another that assesses, and is not assessed. */
    static final String ENTITY = "UNOWA";

    public static final String APPROVER = "mission.approver";
    static final String COMMANDER = "Colonel Idrissa Fictif";

    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx, Duration.ofSeconds(5));
    final TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "agreements", "screening");
    public final Database database = postgres.open(vertx, "screening");
    final Database agreements = postgres.open(vertx, "agreements");
    public final List<Audit.Note> notes = new CopyOnWriteArrayList<>();
    private final Path home;

    public ScreeningFixture(Path home) {
        this(home, master -> master);
    }

    public ScreeningFixture(Path home, Diligence diligence) {
        this(home, master(diligence), master -> master);
    }

    /** @param changed what else is known of parties, accounts and settings */
    ScreeningFixture(Path home, UnaryOperator<MasterData> changed) {
        this(home, master(Diligence.DEFAULT), changed);
    }

    private ScreeningFixture(Path home, MasterData master, UnaryOperator<MasterData> changed) {
        this.home = home;
        await(bus.answer(Audit.NOTE, note -> {
            notes.add(note);
            return Future.succeededFuture(new Done());
        }));
        await(AgreementsSeed.seedIfEmpty(agreements, changed.apply(master), List.of(), NOW));
    }

    public void seed(Assessment... assessments) {
        await(ScreeningSeed.seedIfEmpty(database, List.of(assessments), List.of(), NOW));
    }

    public void start() {
        await(new ScreeningService().start(context(database)));
        await(new AgreementsService().start(context(agreements)));
    }

    private ServiceContext context(Database own) {
        NodeConfig config = NodeConfig.load(Optional.empty(), Map.of("PASSERELLE_HOME", home.toString()));
        return new ServiceContext(
                vertx, bus, own, config, Clock.fixed(NOW, ZoneOffset.UTC), new Health(), new SimpleMeterRegistry());
    }

    /** What a gateway would decide under now. */
    public Bundle inForce() {
        await(bus.ask(Policy.RENEW, new Policy.Renew("reader", 0)));
        Bundle bundle = await(new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle).newest());
        // Not a live gateway: later changes need not wait for it.
        await(agreements.query("delete from lease"));
        return bundle;
    }

    public long barrier() {
        return await(database.transaction(Barrier::current));
    }

    public List<Row> rows(String sql, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        await(database.query(sql, parameters)).forEach(rows::add);
        return rows;
    }

    /** How many rows of which tables of screening hold a text, in clear or as bytes. */
    Map<String, Long> holding(String text) {
        Map<String, Long> holding = new TreeMap<>();
        for (Row table : rows("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE'
                """)) {
            String name = table.getString(0);
            long rows =
                    rows("select count(*) from " + name + """
                             as t where position(lower($1) in lower(t::text)) > 0
                                or position(encode(convert_to($1, 'UTF8'), 'hex') in t::text) > 0
                            """, text).getFirst().getLong(0);
            if (rows > 0) {
                holding.put(name, rows);
            }
        }
        return holding;
    }

    /** Looks again, each time after a round trip to the database, until it is so. */
    public void until(BooleanSupplier so) {
        Instant patience = Instant.now().plusSeconds(20);
        while (!so.getAsBoolean()) {
            if (Instant.now().isAfter(patience)) {
                throw new AssertionError("it never became so");
            }
            await(database.query("select pg_sleep(0.01)"));
        }
    }

    static Assessment assessment(String id, String unit, Instant validUntil, Mitigation... mitigations) {
        return new Assessment(
                id,
                MISSION,
                FORCES,
                Optional.of(unit),
                Optional.empty(),
                "ML",
                Set.of("operational-information"),
                Set.of("force-protection"),
                AssessmentState.APPROVED,
                Risk.LOW,
                NOW.minus(Duration.ofDays(60)),
                validUntil,
                true,
                false,
                List.of(mitigations),
                "mission.analyst",
                Optional.of("mission.focal-point"),
                Optional.of(APPROVER),
                Optional.empty(),
                "No credible allegation.");
    }

    public static Assessment assessment(String id, String unit) {
        return assessment(id, unit, NOW.plus(Duration.ofDays(200)));
    }

    static Allegation allegation(String id, Optional<String> unit, Optional<String> commander, String grading) {
        return new Allegation(
                id,
                MISSION,
                unit,
                commander,
                NOW.minus(Duration.ofDays(9)),
                NOW,
                new Grading(grading),
                Allegation.Status.OPEN);
    }

    /** A focal point of the mission who holds SOURCE, cleared for Confidential. */
    static Reader focalPoint(String subject) {
        return new Reader(MISSION, subject, true, Level.CONFIDENTIAL, Set.of("SOURCE"));
    }

    /** An approver of the mission, cleared alike and in the compartment too. */
    static Reader approver(String subject) {
        return new Reader(MISSION, subject, false, Level.CONFIDENTIAL, Set.of("SOURCE"));
    }

    /** What is said: a text that is open to the assessing party, and a source in a compartment. */
    static Statement statement(String id, String grading) {
        return new Statement(
                id,
                new Grading(grading),
                Optional.of(new Portion("Text of " + id, "UN CONFIDENTIAL", Level.CONFIDENTIAL, Set.of())),
                Optional.of(new Portion("Source of " + id, "UN CONFIDENTIAL", Level.CONFIDENTIAL, Set.of("SOURCE"))));
    }

    /** The report of an allegation of torture. */
    static Report report(Allegation allegation, String subject) {
        return new Report(
                allegation,
                "torture",
                Optional.empty(),
                statement(allegation.id(), allegation.grading().text()),
                focalPoint(subject));
    }

    private static MasterData master(Diligence diligence) {
        return new MasterData(
                Map.of(
                        MISSION, party(MISSION, PartyType.UN_ENTITY),
                        ENTITY, party(ENTITY, PartyType.UN_ENTITY),
                        FORCES, party(FORCES, PartyType.NATIONAL_FORCE)),
                Map.of(
                        "BDE",
                        new Unit(
                                "BDE",
                                FORCES,
                                "Brigade",
                                Optional.empty(),
                                List.of(new Unit.Command(COMMANDER, Instant.EPOCH, Optional.empty()))),
                        "BN1",
                        new Unit("BN1", FORCES, "First battalion", Optional.of("BDE"), List.of()),
                        "BN2",
                        new Unit("BN2", FORCES, "Second battalion", Optional.empty(), List.of())),
                Map.of(APPROVER, approver()),
                Map.of(),
                Map.of(),
                new Markings(Map.of(), Map.of()),
                new Vocabulary(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of(), Map.of()),
                new Settings(
                        Duration.ofSeconds(5),
                        Tlp.AMBER,
                        Map.of(),
                        Set.of(PartyType.NATIONAL_FORCE),
                        Set.of(PartyType.UN_ENTITY),
                        Set.of(),
                        "personal-data-risk",
                        "possible-mistreatment",
                        Risk.HIGH,
                        Map.of(),
                        Duration.ofDays(3),
                        Duration.ofDays(2),
                        Duties.NOBODYS,
                        diligence));
    }

    private static Account approver() {
        return new Account(
                APPROVER,
                Account.Kind.PERSON,
                "Approver",
                MISSION,
                Optional.empty(),
                Set.of("approver"),
                Level.CONFIDENTIAL,
                Set.of(),
                Set.of(),
                true);
    }

    private static Party party(String id, PartyType type) {
        return new Party(
                id, Map.of("en", id), type, true, Level.CONFIDENTIAL, Set.of(), Level.CONFIDENTIAL, Set.of(), "UN");
    }

    @Override
    public void close() {
        await(database.close());
        await(agreements.close());
        await(vertx.close());
    }
}
