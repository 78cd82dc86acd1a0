package org.passerelle.gateway.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;

/** Who received a record, and how far those who did have been told of its recall or correction: for its releaser alone. */
public final class LedgerJson {
    private LedgerJson() {}

    public static Map<String, Object> receipt(Audit.Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("disclosure", receipt.disclosureId());
        json.put("record", receipt.recordId());
        json.put("version", receipt.version());
        json.put("recipient", receipt.recipient());
        json.put("subject", receipt.subject());
        json.put("action", receipt.action().name());
        json.put("purpose", receipt.purpose());
        json.put("at", receipt.at());
        return json;
    }

    public static List<Map<String, Object>> notices(List<Exchange.NoticeState> notices) {
        return notices.stream()
                .map(notice -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("notice", notice.noticeId());
                    json.put("party", notice.party());
                    json.put("disclosure", notice.disclosureId());
                    json.put("state", notice.state());
                    json.put("dueAt", notice.dueAt());
                    return json;
                })
                .toList();
    }
}
