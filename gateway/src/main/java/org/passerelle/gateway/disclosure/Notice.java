package org.passerelle.gateway.disclosure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;

/**
 * A notice: it passes every gate but the enabled account, and carries no new content. It goes to a party that received a record, or to a
 * party to an agreement.
 *
 * @param id by which it is acknowledged
 * @param json as it leaves
 * @param item what its leaf says, but for the hash
 */
public record Notice(String id, Map<String, Object> json, Audit.Item item) {

    public static Notice of(Exchange.Item.Notice notice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "notice");
        json.put("id", notice.noticeId());
        json.put("verb", notice.verb());
        json.put("disclosure", notice.disclosureId());
        json.put("record", notice.recordId());
        json.put("affected", notice.affected());
        json.put("dueAt", notice.dueAt());
        Audit.Item item = new Audit.Item(
                notice.recordId(),
                notice.version(),
                notice.releaser(),
                List.of(notice.releaser()),
                List.of(),
                List.of(),
                List.of(),
                RenderedView.of(json).hash(),
                true);
        return new Notice(notice.noticeId(), json, item);
    }

    /** @param party that is told: its own log takes the leaf, and no other */
    public static Notice of(Exchange.Item.AgreementNotice notice, String party) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "agreement");
        json.put("id", notice.noticeId());
        json.put("verb", verb(notice.event()));
        json.put("agreement", notice.agreement());
        json.put("version", notice.version());
        if (!notice.by().isEmpty()) {
            json.put("by", notice.by());
        }
        json.put("at", notice.at());
        notice.endsAt().ifPresent(ends -> json.put("endsAt", ends));
        Audit.Item item = new Audit.Item(
                notice.agreement(),
                notice.version(),
                party,
                List.of(),
                List.of(),
                List.of(notice.hash()),
                List.of(),
                RenderedView.of(json).hash(),
                true);
        return new Notice(notice.noticeId(), json, item);
    }

    private static String verb(AgreementEvent event) {
        return event == AgreementEvent.NOTICED ? "terminating" : event.name().toLowerCase(Locale.ROOT);
    }
}
