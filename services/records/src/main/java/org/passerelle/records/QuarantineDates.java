package org.passerelle.records;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Reviewers;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/** Of records in quarantine, until when they are to be ruled: for the focal points and approvers of every party that reviews them. */
final class QuarantineDates {
    private static final Set<String> ROLES = Set.of("human-rights-focal-point", "approver");

    private final Database database;
    private final PartsReader<Chunk, Bundle> bundles;
    private final QuarantineStore store;

    QuarantineDates(Database database, PartsReader<Chunk, Bundle> bundles, QuarantineStore store) {
        this.store = store;
        this.database = database;
        this.bundles = bundles;
    }

    Future<DueList> due(DueBy asked) {
        return database.transaction(store::unruled)
                .compose(cases -> cases.isEmpty()
                        ? Future.succeededFuture(new DueList(List.of()))
                        : bundles.newest()
                                .map(bundle -> new DueList(cases.stream()
                                        .flatMap(one -> due(bundle, one))
                                        .filter(due -> !due.dueAt().isAfter(asked.until()))
                                        .toList())));
    }

    private static Stream<Due> due(Bundle bundle, Case one) {
        Instant at = one.at().plus(bundle.settings().diligence().quarantineReview());
        return new TreeSet<>(Reviewers.of(bundle, one.releaser()))
                .stream().map(party -> Due.of(Kind.QUARANTINE_REVIEW, one.id(), party, ROLES, at));
    }
}
