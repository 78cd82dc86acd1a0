package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.NOW;
import static org.passerelle.screening.ScreeningFixture.assessment;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.screening.Assessment.Mitigation;

final class UpkeepTest {
    private static final Duration LEAD = Duration.ofDays(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Upkeep upkeep(Instant at) {
        return new Upkeep(fixture.database, Clock.fixed(at, ZoneOffset.UTC), LEAD);
    }

    private List<String> tasks() {
        return fixture.rows("select kind || ' ' || assessment as line from task order by 1").stream()
                .map(row -> row.getString("line"))
                .toList();
    }

    @Test
    void opensOneRenewalTaskHoweverOftenAndOnHoweverManyNodesItRuns() {
        fixture.seed(
                assessment("expired", "BN1", NOW.minus(Duration.ofDays(1))),
                assessment("ending", "BN2", NOW.plus(Duration.ofDays(30))),
                assessment("lasting", "BN2", NOW.plus(Duration.ofDays(31))));
        for (int round = 0; round < 3; round++) {
            List<Future<Integer>> nodes =
                    Stream.of(1, 2, 3).map(node -> upkeep(NOW).run()).toList();
            nodes.forEach(each -> await(each));
        }
        assertEquals(List.of("renewal ending", "renewal expired"), tasks());
        assertEquals(1, await(upkeep(NOW.plus(Duration.ofDays(1))).run()), "the third comes near its end");
        assertEquals(0, await(upkeep(NOW.plus(Duration.ofDays(2))).run()));
    }

    @Test
    void opensATaskForAnOverdueConditionAndNoneForOneThatIsMet() {
        fixture.seed(assessment(
                "has1",
                "BN1",
                NOW.plus(Duration.ofDays(200)),
                new Mitigation("late", "training", "forces.officer", NOW.minus(Duration.ofDays(1)), Optional.empty()),
                new Mitigation("met", "briefing", "forces.officer", NOW.minus(Duration.ofDays(1)), Optional.of(NOW))));
        assertEquals(1, await(upkeep(NOW).run()));
        assertEquals(0, await(upkeep(NOW).run()));
        assertEquals(List.of("mitigation-overdue has1"), tasks());
    }

    @Test
    void runsWhenTheServiceStarts() {
        fixture.seed(assessment("expired", "BN1", NOW.minus(Duration.ofDays(1))));
        fixture.start();
        fixture.until(() -> tasks().equals(List.of("renewal expired")));
    }
}
