package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.BundleBuilder;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.message.Screening.SnapshotAnswer;

/** Whether the policy could take terms in beside everything that stands. */
final class TermsJudge {
    private TermsJudge() {}

    static Future<List<Fault>> faults(
            Vertx vertx, SqlConnection transaction, SnapshotAnswer screening, Agreement terms, Instant at) {
        return MasterStore.load(transaction)
                .compose(master -> AgreementStore.all(transaction, at)
                        .compose(standing -> vertx.executeBlocking(
                                () -> faults(master.orElseThrow(), standing, screening, terms), false)))
                .map(Objects::requireNonNull);
    }

    private static List<Fault> faults(
            MasterData master, List<Agreement> standing, SnapshotAnswer screening, Agreement terms) {
        BundleBuilder builder = new BundleBuilder(
                BundleAssembly.parts(master, screening),
                agreement -> AgreementSigning.signatories(agreement, master.keys()));
        standing.forEach(builder::add);
        return builder.faultsOfTerms(terms);
    }
}
