package org.passerelle.gateway.allegations;

import io.vertx.core.Future;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judgement;
import org.passerelle.gateway.records.Custody;

/** The record that tells of an allegation: a link is shown only to who may read its target. */
record AllegationRecords(Custody custody) {
    private static final String TYPE = "human-rights-allegation";

    /** The id, when the caller may read that a record of that type is under it; hidden and absent alike. */
    Future<Optional<String>> readable(LeasedBundle leased, Caller caller, Optional<String> id) {
        return id.map(record -> custody.readings(leased, caller, record)
                        .map(readings -> readings.stream().anyMatch(AllegationRecords::tells)
                                ? Optional.of(record)
                                : Optional.<String>empty()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static boolean tells(Judgement reading) {
        return reading.type().filter(TYPE::equals).isPresent();
    }
}
