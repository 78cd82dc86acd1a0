package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Sanctions.Version;
import org.passerelle.core.names.Evidence;
import org.passerelle.core.names.Name;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListMatcher;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/**
 * Compares names with the list in force, and opens a task for a person where they are alike. However often and on however many nodes it
 * runs, each pair of versions is asked about once; nothing else follows from a likeness.
 */
final class ListScreening {
    private final Vertx vertx;
    private final PartsReader<Chunk, Bundle> bundles;
    private final Database database;
    private final Clock clock;
    private final NodeConfig.Lists config;
    private final MatchStore matches;
    private final AtomicReference<Matchers> prepared = new AtomicReference<>(Matchers.NONE);

    ListScreening(
            Vertx vertx,
            PartsReader<Chunk, Bundle> bundles,
            Database database,
            Clock clock,
            NodeConfig.Lists config,
            MatchStore matches) {
        this.vertx = vertx;
        this.bundles = bundles;
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.matches = matches;
    }

    /** The list of a version, read into an index for each kind of entry. */
    private record Matchers(long version, ListMatcher individuals, ListMatcher entities) {
        private static final Matchers NONE = of(0, List.of(), 1);

        static Matchers of(long version, List<ListEntry> entries, double threshold) {
            return new Matchers(
                    version,
                    matcher(entries, ListEntry.Kind.INDIVIDUAL, threshold),
                    matcher(entries, ListEntry.Kind.ENTITY, threshold));
        }

        private static ListMatcher matcher(List<ListEntry> entries, ListEntry.Kind kind, double threshold) {
            return ListMatcher.of(
                    entries.stream().filter(entry -> entry.kind() == kind).toList(), threshold);
        }

        List<Found> found(List<Subject> subjects) {
            List<Found> found = new ArrayList<>();
            for (Subject subject : subjects) {
                Name name = Name.of(subject.name());
                if (subject.comparedWith(ListEntry.Kind.INDIVIDUAL)) {
                    individuals.hits(name, Evidence.NONE).forEach(hit -> found.add(new Found(subject, hit)));
                }
                if (subject.comparedWith(ListEntry.Kind.ENTITY)) {
                    entities.hits(name, Evidence.NONE).forEach(hit -> found.add(new Found(subject, hit)));
                }
            }
            return found;
        }
    }

    private record Found(Subject subject, ListMatcher.Hit hit) {}

    /** Compares whom the policy names; answers how many tasks were opened. Nothing to do before there is a list. */
    Future<Integer> run() {
        return matchers().compose(matchers -> matchers.version() == 0 ? Future.succeededFuture(0) : compareBundle());
    }

    private Future<Integer> compareBundle() {
        return bundles.newest()
                .map(bundle -> new BundleSubjects(bundle, now()).all())
                .compose(this::screen);
    }

    /** Compares these; answers how many tasks were opened. */
    Future<Integer> screen(List<Subject> subjects) {
        return matchers()
                .compose(matchers -> vertx.executeBlocking(() -> matchers.found(subjects), false)
                        .map(Objects::requireNonNull)
                        .compose(found -> database.transaction(transaction -> open(transaction, matchers, found))));
    }

    private Future<Matchers> matchers() {
        return database.transaction(transaction -> ListStore.last(transaction)
                .map(last -> last.map(Version::version).orElse(0L))
                .compose(version -> prepared.get().version() == version
                        ? Future.succeededFuture(prepared.get())
                        : ListStore.inForce(transaction).compose(entries -> prepare(version, entries))));
    }

    private Future<Matchers> prepare(long version, List<ListEntry> entries) {
        return vertx.executeBlocking(() -> Matchers.of(version, entries, config.threshold()), false)
                .map(Objects::requireNonNull)
                .onSuccess(prepared::set);
    }

    // A list that came meanwhile is compared by the run that its import starts: what is found under the old one is
    // dropped.
    private Future<Integer> open(SqlConnection transaction, Matchers matchers, List<Found> found) {
        return Database.run(transaction, "select pg_advisory_xact_lock_shared(hashtextextended('screening.lists', 0))")
                .compose(locked -> ListStore.last(transaction))
                .compose(last -> last.map(Version::version).orElse(0L) == matchers.version()
                        ? openEach(transaction, found)
                        : Future.succeededFuture(0));
    }

    private Future<Integer> openEach(SqlConnection transaction, List<Found> found) {
        Instant at = now();
        Future<Integer> opened = Future.succeededFuture(0);
        for (Found each : found) {
            for (String party : each.subject().asked()) {
                opened = opened.compose(count -> matches.open(
                                transaction, each.subject(), party, each.hit(), at.plus(config.ruleWithin()), at)
                        .map(fresh -> fresh ? count + 1 : count));
            }
        }
        return opened;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
