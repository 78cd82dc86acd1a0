package org.passerelle.screening.lists;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.record.RecordState;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/**
 * What may be told of matches now: nothing of a record that is in quarantine, gone, or beyond its retention, whenever it was found and whoever
 * asks (HRDDP H10).
 * Where nobody can tell how a record stands, nothing is answered.
 */
public final class ShownMatches {
    private final Bus bus;
    private final Database database;

    public ShownMatches(Bus bus, Database database) {
        this.bus = bus;
        this.database = database;
    }

    /** Those of them that may be shown. */
    Future<List<Match>> of(List<Match> matches) {
        Set<String> records = matches.stream()
                .filter(ShownMatches::inRecord)
                .map(Match::subject)
                .collect(Collectors.toSet());
        return closed(records)
                .map(closed -> matches.stream()
                        .filter(match -> !inRecord(match) || !closed.contains(match.subject()))
                        .toList());
    }

    private static boolean inRecord(Match match) {
        return match.kind() == SubjectKind.RECORD;
    }

    /** Dates without those of matches that are not shown: nobody can rule these; they are due again when the record is out of quarantine. */
    public Future<DueList> due(DueList dates) {
        String[] matches = dates.due().stream()
                .filter(due -> due.kind() == Kind.LIST_MATCH)
                .map(Due::about)
                .toArray(String[]::new);
        return matches.length == 0
                ? Future.succeededFuture(dates)
                : recordsOf(matches)
                        .compose(records -> closed(new HashSet<>(records.values()))
                                .map(closed -> new DueList(dates.due().stream()
                                        .filter(due -> !closed.contains(records.getOrDefault(due.about(), "")))
                                        .toList())));
    }

    private Future<Map<String, String>> recordsOf(String[] matches) {
        return database.query(
                        "select task, subject from list_match where task = any($1::text[]) and subject_kind = $2",
                        matches,
                        SubjectKind.RECORD.name())
                .map(rows -> {
                    Map<String, String> records = new HashMap<>();
                    rows.forEach(row -> records.put(row.getString("task"), row.getString("subject")));
                    return records;
                });
    }

    private Future<Set<String>> closed(Set<String> records) {
        return records.isEmpty()
                ? Future.succeededFuture(Set.of())
                : bus.ask(Records.STATES, new Records.StatesOf(records))
                        .map(answer -> records.stream()
                                .filter(record -> Optional.ofNullable(
                                                answer.states().get(record))
                                        .filter(ShownMatches::open)
                                        .isEmpty())
                                .collect(Collectors.toSet()));
    }

    // Its own party reads on what it has recalled.
    private static boolean open(RecordState state) {
        return switch (state) {
            case ACTIVE, RECALLED -> true;
            case QUARANTINED -> false;
        };
    }
}
