package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.agreements.AgreementsService;
import org.passerelle.audit.AuditService;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Address;
import org.passerelle.exchange.ExchangeService;
import org.passerelle.gateway.DocumentedAnswers;
import org.passerelle.gateway.OpenedGateway;
import org.passerelle.node.process.Waiting;
import org.passerelle.node.seed.Seeding;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;
import org.passerelle.records.RecordsService;
import org.passerelle.screening.ScreeningService;

/** Every service of the product in one process, on a real database and the shipped configuration; callers say who they are in a header. */
final class House implements AutoCloseable {
    private static final String[] SCHEMAS = {"barrier", "agreements", "screening", "records", "exchange", "audit"};
    private static final Path SHIPPED = Path.of("../../config");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus;
    private final OpenedGateway gateway = new OpenedGateway();
    private final HttpClient http = HttpClient.newHttpClient();

    private final Database exchange;
    private final Clock clock;

    House(Path home) {
        this(home, Map.of());
    }

    /** @param more variables of the node's environment */
    House(Path home, Map<String, String> more) {
        this(home, more, SHIPPED, Clock.systemUTC());
    }

    /** @param clock of all services */
    House(Path home, Path configuration, Clock clock) {
        this(home, Map.of(), configuration, clock);
    }

    private House(Path home, Map<String, String> more, Path configuration, Clock clock) {
        TestPostgres postgres = TestPostgres.fresh(vertx, SCHEMAS);
        NodeConfig config = config(home, postgres, more);
        bus = new Bus(vertx, config.bus().askTimeout());
        exchange = postgres.open(vertx, "exchange");
        this.clock = clock;
        await(Seeding.plant(vertx, config, configuration, clock.instant()));
        for (Service service : List.of(
                new AgreementsService(),
                new ScreeningService(),
                new RecordsService(),
                new ExchangeService(),
                new AuditService(),
                gateway)) {
            await(service.start(new ServiceContext(
                    vertx,
                    bus,
                    Database.open(vertx, config.database(), service.name()),
                    config,
                    clock,
                    new Health(),
                    new SimpleMeterRegistry())));
        }
        // The policy is put together when everybody is there who has a part of it.
        assertTrue(Waiting.until(() -> await(gateway.policy().map(true).otherwise(false)), Duration.ofSeconds(30)));
    }

    private static NodeConfig config(Path home, TestPostgres postgres, Map<String, String> more) {
        NodeConfig.Postgres database = postgres.config();
        Map<String, String> environment = new HashMap<>();
        environment.put("PASSERELLE_HOME", home.toString());
        environment.put("PASSERELLE_DATABASE_URL", database.url());
        environment.put("PASSERELLE_DATABASE_USER", database.user());
        environment.put("PASSERELLE_DATABASE_PASSWORD", database.password());
        environment.put("PASSERELLE_GATEWAY_PORT", "0");
        environment.put("PASSERELLE_BUS_ASK_TIMEOUT", "PT20S");
        environment.putAll(more);
        return NodeConfig.load(Optional.empty(), environment);
    }

    /** The policy under which the gateway decides now. */
    LeasedBundle policy() {
        return await(gateway.policy());
    }

    <Q, A> A ask(Address<Q, A> address, Q question) {
        return await(bus.ask(address, question));
    }

    /** Waits until the feed has taken in everything that happened to records, and what was due. */
    void settle() {
        String behind = """
                select 1 from feed where sequence < (select coalesce(max(sequence), 0) from records.event)
                    or exists (select from deferred where due_at <= $1)
                """;
        while (await(exchange.query(behind, clock.instant().atOffset(ZoneOffset.UTC)))
                        .size()
                > 0) {
            Thread.onSpinWait();
        }
    }

    /**
     * As if a record had been read so often more, by whoever has read it once: each reader's receipt of now, so often and earlier.
     */
    void readBefore(String record, int times) {
        await(exchange.query("""
                insert into audit.receipt (record_id, version, disclosure_id, recipient, subject, action, purpose, at, portions,
                    releaser, unit, assessments, rules)
                select record_id, version, gen_random_uuid()::text, recipient, subject, action, purpose,
                    at - earlier * interval '1 millisecond', portions, releaser, unit, assessments, rules
                from (select distinct on (recipient) * from audit.receipt where record_id = $1 order by recipient, at desc) as one
                cross join generate_series(1, $2::integer) as earlier
                """, record, times));
    }

    /** For whom a record waits for a ruling. */
    record Hold(String record, String party, String action, String purpose) {}

    /** Waits until all of these wait for a ruling: a hold is opened behind the answer that it belongs to. */
    void awaitHolds(Set<Hold> expected) {
        String open = "select record_id, recipient, action, purpose from hold where state = 'open'";
        Set<Hold> found = Set.of();
        while (!found.containsAll(expected)) {
            Thread.onSpinWait();
            found = await(exchange.query(open)).stream()
                    .map(row -> new Hold(row.getString(0), row.getString(1), row.getString(2), row.getString(3)))
                    .collect(Collectors.toSet());
        }
    }

    HttpResponse<String> get(String account, String path, String... headers) {
        return send(request(account, path, headers).GET());
    }

    HttpResponse<String> post(String account, String path, String body, String... headers) {
        return send(request(account, path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends a file as it is. */
    HttpResponse<String> send(String account, String path, String type, byte[] file) {
        return send(
                request(account, path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    HttpResponse<String> put(String account, String path, String body, String... headers) {
        return send(request(account, path, headers)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String account, String path) {
        return send(request(account, path).DELETE());
    }

    private HttpRequest.Builder request(String account, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.address() + "/api/v1" + path))
                .header(OpenedGateway.ACCOUNT, account);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer;
            do {
                answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } while (toComeAgain(answer));
            return DocumentedAnswers.held(answer);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    // Of what is costly few are worked on at once, an account has so many calls in a second, and on a slow machine a
    // lease may run out. A budget that is spent for longer is an answer.
    private static boolean toComeAgain(HttpResponse<String> answer) {
        boolean inASecond = answer.headers().firstValue("RateLimit").isPresent();
        boolean busy = answer.body().contains("under way");
        return (answer.statusCode() == 429 && (inASecond || busy))
                || answer.body().contains("\"STALE_POLICY\"");
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
