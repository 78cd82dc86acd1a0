package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Links;
import org.passerelle.core.message.Links.ChangeOutcome;
import org.passerelle.core.message.Links.Relation;

class LinkTest {
    private static final int MOST = 3;

    private final RecordsFixture records = new RecordsFixture();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void submit() {
        for (String text : List.of("the ford is guarded", "the bridge is not", "the mill burns", "the road is mined")) {
            ids.add(records.submit(Sample.incident(text).submit()));
        }
    }

    @AfterEach
    void close() {
        records.close();
    }

    private ChangeOutcome change(int source, List<Integer> add, List<Integer> remove) {
        return change(source, add, remove, List.of());
    }

    private ChangeOutcome change(int source, List<Integer> add, List<Integer> remove, List<Integer> uncounted) {
        return records.ask(
                Links.CHANGE,
                new Links.Change(
                        ids.get(source),
                        add.stream()
                                .map(target -> new Links.To(ids.get(target), Relation.FOLLOWS))
                                .toList(),
                        remove.stream().map(ids::get).toList(),
                        uncounted.stream().map(ids::get).collect(Collectors.toSet()),
                        MOST));
    }

    private List<String> linked(int source) {
        return records.ask(Links.OF, new Links.Of(ids.get(source), Optional.empty())).links().stream()
                .map(link -> (link.outgoing() ? "to " : "from ")
                        + ids.indexOf(link.other().recordId()))
                .toList();
    }

    @Test
    void areThereFromBothEndsInTheOrderInWhichTheyCame() {
        change(0, List.of(2, 1), List.of());
        change(3, List.of(0), List.of());
        assertEquals(List.of("to 2", "to 1", "from 3"), linked(0));
        assertEquals(List.of("from 0"), linked(1));
        change(0, List.of(), List.of(2, 3));
        assertEquals(List.of("to 1", "from 3"), linked(0), "what others link is not taken away");
    }

    @Test
    void comePageByPage() {
        change(0, List.of(1, 2, 3), List.of());
        LinkTable table = new LinkTable(records.database, 2);
        Links.Linked page = await(table.of(new Links.Of(ids.getFirst(), Optional.empty())));
        assertEquals(2, page.links().size());
        Links.Linked last = await(table.of(new Links.Of(ids.getFirst(), page.next())));
        assertEquals(ids.get(3), last.links().getFirst().other().recordId());
        assertEquals(Optional.empty(), last.next());
    }

    @Test
    void beyondWhatARecordHasNothingChangesHoweverManyCome() {
        ids.add(records.submit(Sample.incident("the well is dry").submit()));
        List<ChangeOutcome> outcomes = IntStream.rangeClosed(1, 4)
                .parallel()
                .mapToObj(target -> change(0, List.of(target), List.of()))
                .toList();
        assertEquals(
                1,
                outcomes.stream()
                        .filter(ChangeOutcome.TooMany.class::isInstance)
                        .count());
        assertEquals(MOST, linked(0).size());
    }

    @Test
    void thoseThatAreUnknownToWhoeverChangesDoNotCount() {
        ids.add(records.submit(Sample.incident("the well is dry").submit()));
        change(0, List.of(1, 2, 3), List.of());
        assertEquals(new ChangeOutcome.TooMany(MOST), change(0, List.of(4), List.of()));
        assertEquals(new ChangeOutcome.Changed(), change(0, List.of(4), List.of(), List.of(1)));
        assertEquals(List.of("to 1", "to 2", "to 3", "to 4"), linked(0));
    }

    @Test
    void areToldWhereNoContentCanBeOpened() {
        change(0, List.of(1), List.of());
        await(records.database.query("update data_key set wrapped_under = 999"));
        assertEquals(List.of("to 1"), linked(0));
    }

    @Test
    void toARecordThatIsGoneThereIsNoneAndNothingElseIsLinked() {
        ids.add("none");
        assertEquals(new ChangeOutcome.Absent(), change(0, List.of(1, 4), List.of()));
        assertEquals(List.of(), linked(0));
    }

    @Test
    void goWithTheLastOfEitherEndThatMayBeRetained() {
        change(0, List.of(1), List.of());
        change(2, List.of(3), List.of());
        await(records.database.query("update portion set retain_until = null where record_id <> $1", ids.get(1)));
        await(records.database.query("update portion set retain_until = now() where record_id = $1", ids.get(1)));
        await(new Expiry(records.database, Clock.offset(Clock.systemUTC(), Duration.ofDays(40_000))).expire());
        assertEquals(List.of(), linked(0));
        assertEquals(List.of("to 3"), linked(2));
    }
}
