package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.List;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.platform.bus.Bus;

/**
 * Which other records of the caller's party derive from one that it takes back or corrects. They stand as they are: nobody is told of them by
 * itself, and whether they are still true is for their author to say.
 */
final class OwnDerivatives {
    private final Bus bus;
    private final Custody custody;

    OwnDerivatives(Bus bus, Custody custody) {
        this.bus = bus;
        this.custody = custody;
    }

    /** Ids of those that the caller may read. */
    Future<List<String>> told(LeasedBundle leased, Caller caller, String recordId) {
        return bus.ask(Records.DERIVATIVES, new Records.DerivedFrom(recordId))
                .compose(found ->
                        custody.own(leased, caller, found.byReleaser().getOrDefault(caller.party(), List.of())));
    }
}
