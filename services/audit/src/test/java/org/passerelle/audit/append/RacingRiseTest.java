package org.passerelle.audit.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.AppendOutcome.Appended;
import org.passerelle.core.message.Audit.AppendOutcome.PolicyMoved;
import org.passerelle.platform.database.Barrier;

/** I4, the barrier's part: once a rise has committed, no leaf of an older policy is written any longer. */
class RacingRiseTest {

    private static final int RISES = 40;
    private static final int APPENDS = 48;

    private final LogFixture log = new LogFixture();
    private final Random random = new Random(2026);
    private int appended;
    private int refused;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void noLeafOfAnOlderPolicyIsWrittenOnceARiseHasCommitted() {
        log.append("first", 0, "UNOWA");
        Map<Long, Long> olderAtTheRise = new TreeMap<>();
        for (int rise = 0; rise < RISES; rise++) {
            race(rise, olderAtTheRise);
        }
        olderAtTheRise.forEach((version, leaves) -> assertEquals(leaves, older(version), "policy " + version));
        assertEquals(0, log.count("""
                        select count(*) from (
                            select version < lag(version) over (order by position) as sinks
                            from (select position, (body::jsonb ->> 'policyVersion')::bigint as version
                                  from entry join log on log.id = log where name = 'MINUSMA') as leaf
                        ) as pair where sinks
                        """));
        assertTrue(appended >= RISES && refused >= RISES, appended + " were written and " + refused + " refused");
    }

    /** One appender for each of two services; the rise comes somewhere in between. */
    private void race(int number, Map<Long, Long> olderAtTheRise) {
        Appender other = new Appender(log.database, Clock.systemUTC());
        int moment = 1 + random.nextInt(APPENDS - 1);
        List<Future<Audit.AppendOutcome>> appends = new ArrayList<>();
        Future<Long> rise = Future.succeededFuture(0L);
        for (int each = 0; each < APPENDS; each++) {
            if (each == moment) {
                // At least one is there before the rise; the others race it.
                await(appends.get(random.nextInt(moment)));
                rise = log.barrier.transaction(transaction -> Barrier.raise(transaction, "test"));
            }
            Appender one = random.nextBoolean() ? log.appender : other;
            appends.add(one.append(LogFixture.read("d-" + number + "-" + each, number, "UNOWA")));
        }
        Future<Long> counted = rise.compose(version -> count(version).onSuccess(leaves -> {
            olderAtTheRise.put(version, leaves);
        }));
        appends.forEach(append -> count(await(append)));
        await(counted);
        count(log.append("d-" + number + "-late", number, "UNOWA"));
    }

    private void count(Audit.AppendOutcome outcome) {
        switch (outcome) {
            case Appended written -> appended++;
            case PolicyMoved moved -> refused++;
        }
    }

    private long older(long version) {
        return await(count(version));
    }

    private Future<Long> count(long version) {
        return log.database
                .query("""
                        select count(*) from entry join log on log.id = log
                        where name = 'MINUSMA' and (body::jsonb ->> 'policyVersion')::bigint < $1
                        """, version)
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
