package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.core.party.Group;

/** Whether every agreement that the policy has would stay in it with one more member of a group: two clauses may then no longer go together. */
final class AdmissionJudge {
    private AdmissionJudge() {}

    static Future<Boolean> keepsAll(
            Vertx vertx, SqlConnection transaction, SnapshotAnswer screening, Group next, Instant at) {
        return MasterStore.load(transaction)
                .compose(master -> AgreementStore.all(transaction, at)
                        .compose(agreements -> vertx.executeBlocking(
                                () -> keepsAll(master.orElseThrow(), agreements, screening, next, at), false)))
                .map(Objects::requireNonNull);
    }

    private static boolean keepsAll(
            MasterData master, List<Agreement> agreements, SnapshotAnswer screening, Group next, Instant at) {
        Map<String, Group> groups = new HashMap<>(master.groups());
        groups.put(next.id(), next);
        MasterData changed = new MasterData(
                master.parties(),
                master.units(),
                master.accounts(),
                groups,
                master.keys(),
                master.markings(),
                master.vocabulary(),
                master.settings());
        return omitted(master, agreements, screening, at).containsAll(omitted(changed, agreements, screening, at));
    }

    private static Set<String> omitted(
            MasterData master, List<Agreement> agreements, SnapshotAnswer screening, Instant at) {
        return BundleAssembly.of(new BundleAssembly.State(0, master, agreements), screening, at)
                .omissions()
                .keySet();
    }
}
