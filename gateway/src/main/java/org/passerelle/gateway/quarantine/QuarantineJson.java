package org.passerelle.gateway.quarantine;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Quarantines.Case;
import org.passerelle.core.message.Quarantines.Ruled;
import org.passerelle.gateway.records.LedgerJson;

/**
 * Cases of quarantine: why, since when, by whom, and what came of it. Never anything of the content; and who flagged what they received
 * learns nothing of the portions that they did not: the marking, which is the highest of all, and the submitter are for reviewers.
 */
final class QuarantineJson {
    private QuarantineJson() {}

    /** @param releasers whose records the caller's party reviews */
    static Map<String, Object> of(Case one, Set<String> releasers) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", one.id());
        json.put("record", one.recordId());
        json.put("releaser", one.releaser());
        if (releasers.contains(one.releaser())) {
            json.put("submitter", one.submitter());
            json.put("marking", one.marking());
        }
        json.put("cause", one.cause());
        json.put("party", one.party());
        json.put("by", one.subject());
        json.put("at", one.at());
        one.ruled().ifPresent(ruled -> json.put("ruled", ruled(ruled)));
        return json;
    }

    private static Map<String, Object> ruled(Ruled ruled) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ruling", ruled.ruling().name().toLowerCase(Locale.ROOT));
        json.put("by", ruled.subject());
        json.put("reason", ruled.reason());
        ruled.saltedHash().ifPresent(hash -> json.put("saltedHash", hash));
        json.put("at", ruled.at());
        return json;
    }

    /** The case as the releaser sees it, with who received the record last, and how far all who did have been told. */
    static Map<String, Object> withLedger(Case one, Audit.Ledger ledger, Exchange.RecallCases recalls) {
        Map<String, Object> json = of(one, Set.of(one.releaser()));
        json.put(
                "disclosures",
                ledger.receipts().stream().map(LedgerJson::receipt).toList());
        json.put("disclosuresComplete", ledger.next().isEmpty());
        json.put(
                "notices",
                recalls.cases().stream()
                        .flatMap(recall -> LedgerJson.notices(recall.notices()).stream())
                        .toList());
        return json;
    }
}
