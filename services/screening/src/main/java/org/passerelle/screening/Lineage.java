package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.database.Database;

/**
 * An assessment and those whose place it takes, back to the first.
 *
 * @param before the nearest first
 */
record Lineage(AssessmentLife self, List<AssessmentLife> before) {
    private static final String SUPERSEDES =
            "select body ->> 'supersedes' as supersedes from assessment where id = $1 order by version desc";

    Lineage {
        before = List.copyOf(before);
    }

    static Future<Optional<Lineage>> read(SqlClient client, String id) {
        return ids(client, id, "", new ArrayList<>()).compose(ids -> of(client, ids));
    }

    /**
     * The same, and keeps others from changing any of them until the transaction ends. Successors are locked before those whose place they
     * take: so two who lock never wait for one another.
     */
    static Future<Optional<Lineage>> locked(SqlConnection transaction, String id) {
        return ids(transaction, id, " for update", new ArrayList<>()).compose(ids -> of(transaction, ids));
    }

    private static Future<List<String>> ids(SqlClient client, String id, String locking, List<String> found) {
        if (found.contains(id)) {
            return Future.succeededFuture(found);
        }
        return Database.run(client, SUPERSEDES + locking, id).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(found);
            }
            found.add(id);
            return Optional.ofNullable(rows.iterator().next().getString("supersedes"))
                    .map(earlier -> ids(client, earlier, locking, found))
                    .orElseGet(() -> Future.succeededFuture(found));
        });
    }

    private static Future<Optional<Lineage>> of(SqlClient client, List<String> ids) {
        return AssessmentStore.lives(client, ids)
                .map(lives -> ids.stream()
                        .flatMap(id ->
                                lives.stream().filter(life -> life.now().id().equals(id)))
                        .toList())
                .map(lives -> lives.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Lineage(lives.getFirst(), lives.subList(1, lives.size()))));
    }

    /** Changes when a version is made, and when something happens to any of them: whoever decides has seen all of it. */
    String tag() {
        long last = Stream.concat(Stream.of(self), before.stream())
                .mapToLong(AssessmentLife::position)
                .max()
                .orElse(0);
        return self.version() + "-" + last;
    }

    /** The last thing that happened to one whose place it takes. */
    long changedBefore() {
        return before.stream().mapToLong(AssessmentLife::position).max().orElse(0);
    }

    /** Who wrote a version of the assessment itself. */
    static Future<Set<String>> editors(SqlClient client, String id) {
        return Database.run(client, "select distinct subject from assessment where id = $1", id)
                .map(rows -> {
                    Set<String> editors = new HashSet<>();
                    rows.forEach(row -> editors.add(row.getString("subject")));
                    return editors;
                });
    }

    /** Ids of assessments in which an account has a part: it wrote a version, or owns a mitigation. */
    static Future<Set<String>> partsOf(SqlClient client, String account) {
        return Database.run(client, """
                select id from assessment where subject = $1 or body ->> 'author' = $1
                union select assessment from mitigation where owner = $1
                """, account).map(rows -> {
            Set<String> parts = new HashSet<>();
            rows.forEach(row -> parts.add(row.getString("id")));
            return parts;
        });
    }

    /** Whether any of them is one of {@code parts}. */
    boolean touches(Set<String> parts) {
        return Stream.concat(Stream.of(self), before.stream())
                .anyMatch(life -> parts.contains(life.now().id()));
    }

    /** Of some assessments those that are of {@code parts}, or take the place of such a one. */
    static List<Assessment> touched(List<Assessment> some, Set<String> parts) {
        Map<String, Assessment> byId = some.stream().collect(Collectors.toMap(Assessment::id, each -> each));
        return some.stream().filter(each -> touched(each, byId, parts)).toList();
    }

    private static boolean touched(Assessment assessment, Map<String, Assessment> byId, Set<String> parts) {
        Set<String> seen = new HashSet<>();
        Optional<Assessment> next = Optional.of(assessment);
        while (next.isPresent() && seen.add(next.get().id())) {
            if (parts.contains(next.get().id())) {
                return true;
            }
            next = next.flatMap(Assessment::supersedes).map(byId::get);
        }
        return false;
    }

    /** The one that takes the place of an assessment, or will when it is approved; there is at most one. */
    static Future<Optional<String>> successor(SqlClient client, String id) {
        return Database.run(client, "select id from assessment where version = 1 and body ->> 'supersedes' = $1", id)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("id")));
    }
}
