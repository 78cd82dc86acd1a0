package org.passerelle.exchange.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Matches.Spend;
import org.passerelle.core.message.Matches.Spending;
import org.passerelle.exchange.ExchangeFixture;
import org.passerelle.platform.config.NodeConfig;

class MatchQuestionsTest {
    private static final int MOST = 3;
    private static final Duration WITHIN = Duration.ofHours(24);

    private final ExchangeFixture exchange = new ExchangeFixture();
    // Two gateways ask two of these.
    private final List<MatchQuestions> nodes = List.of(
            new MatchQuestions(exchange.database, exchange.clock, new NodeConfig.Matches(MOST, WITHIN, Duration.ZERO)),
            new MatchQuestions(exchange.database, exchange.clock, new NodeConfig.Matches(MOST, WITHIN, Duration.ZERO)));

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void countsOverAllNodesAndForEachPairByItself() {
        assertEquals(MOST, together("UNODC", "MINUSMA", 12));
        assertEquals(MOST, together("MINUSMA", "UNODC", 12));
        assertEquals(MOST, together("UNODC", "UNOWA", 12));
        assertEquals(0, together("UNODC", "MINUSMA", 4));
    }

    @Test
    void inNoStretchOfTimeAreThereMore() {
        assertEquals(1, together("UNODC", "MINUSMA", 1));
        exchange.clock.set(ExchangeFixture.START.plus(Duration.ofHours(23)));
        assertEquals(2, together("UNODC", "MINUSMA", 9));
        exchange.clock.set(ExchangeFixture.START.plus(WITHIN));
        assertEquals(1, together("UNODC", "MINUSMA", 9));
        exchange.clock.set(ExchangeFixture.START.plus(Duration.ofHours(47)));
        assertEquals(2, together("UNODC", "MINUSMA", 9));
    }

    /** How many of so many, asked at once, are counted. */
    private long together(String asking, String asked, int questions) {
        return await(Future.all(IntStream.range(0, questions)
                        .mapToObj(one -> nodes.get(one % 2).spend(new Spend(asking, asked)))
                        .toList()))
                .<Spending>list()
                .stream()
                .filter(new Spending.Counted()::equals)
                .count();
    }
}
