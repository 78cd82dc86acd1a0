package org.passerelle.gateway.allegations;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.records.Custody;

/** The record that tells of an allegation: a link is shown only to who may read its target. */
record AllegationRecords(Custody custody) {
    private static final String TYPE = "human-rights-allegation";

    /** The id, when the caller may read a record of that type under it; hidden and absent alike. */
    Future<Optional<String>> readable(LeasedBundle leased, Caller caller, Optional<String> id) {
        return id.map(record -> custody.readable(leased, caller, record, List.of())
                        .map(found -> found.filter(judgement ->
                                        judgement.record().facts().type().equals(TYPE))
                                .map(judgement -> record)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }
}
