package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.util.Map;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Disclosure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which other records of the caller's party were made of one that it takes back or corrects: its tear-lines, and those that derive from it. They
 * stand as they are: nobody is told of them by itself, and whether they are still true is for their author to say.
 */
final class Dependents {
    private static final Logger LOG = LoggerFactory.getLogger(Dependents.class);

    private final Disclosure disclosure;
    private final TearLines tearLines;
    private final Chains chains;

    Dependents(Disclosure disclosure, TearLines tearLines, Chains chains) {
        this.disclosure = disclosure;
        this.tearLines = tearLines;
        this.chains = chains;
    }

    /**
     * As the API writes those that the caller may read, found under a lease of their own. Never fails: what was done is done, and where they
     * cannot be found out neither is there.
     */
    Future<Map<String, Object>> told(Caller caller, String recordId) {
        return disclosure
                .policy()
                .compose(leased -> tearLines
                        .told(leased, caller, recordId)
                        .compose(summaries -> chains.own(leased, caller, recordId)
                                .map(derived ->
                                        Map.<String, Object>of("tearLines", summaries, "derivedRecords", derived))))
                .recover(failure -> {
                    LOG.warn("what depends on record {} is not told: {}", recordId, failure.getMessage());
                    return Future.succeededFuture(Map.of());
                });
    }
}
