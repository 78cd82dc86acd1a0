package org.passerelle.gateway.disclosure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;

/** A notice to a party that received a record: it passes every gate but the enabled account, and carries no new content. */
public record Notice(Exchange.Item.Notice notice, Map<String, Object> json) {

    public static Notice of(Exchange.Item.Notice notice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "notice");
        json.put("id", notice.noticeId());
        json.put("verb", notice.verb());
        json.put("disclosure", notice.disclosureId());
        json.put("record", notice.recordId());
        json.put("affected", notice.affected());
        json.put("dueAt", notice.dueAt());
        return new Notice(notice, json);
    }

    Audit.Item item() {
        return new Audit.Item(
                notice.recordId(),
                notice.version(),
                notice.releaser(),
                List.of(notice.releaser()),
                List.of(),
                List.of(),
                List.of(),
                RenderedView.of(json).hash(),
                true);
    }
}
