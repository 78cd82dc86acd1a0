package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;

/** Faults as a party may hear of them: an agreement of others is not even named. */
final class FaultsTold {
    private FaultsTold() {}

    static Future<List<Fault>> to(SqlConnection transaction, String party, List<Fault> faults, Instant at) {
        Future<List<Fault>> told = Future.succeededFuture(new ArrayList<>());
        for (Fault fault : faults) {
            told = told.compose(before -> to(transaction, party, fault, at).map(one -> {
                before.add(one);
                return before;
            }));
        }
        return told.map(List::copyOf);
    }

    private static Future<Fault> to(SqlConnection transaction, String party, Fault fault, Instant at) {
        return switch (fault.place()) {
            case Place.OfAgreement own -> Future.succeededFuture(fault);
            case Place.OfPart part -> Future.succeededFuture(fault);
            case Place.TwoClauses two ->
                AgreementStore.one(transaction, two.standing().agreement(), at)
                        .map(standing ->
                                standing.filter(agreement -> agreement.parties().contains(party))
                                                .isPresent()
                                        ? fault
                                        : withoutTheOther(fault, two.offered()));
        };
    }

    private static Fault withoutTheOther(Fault fault, Place.OfAgreement offered) {
        String clause = offered.clause().orElse("");
        return new Fault(fault.code(), offered, "clause " + clause + " does not go together with a clause of others");
    }
}
