package org.passerelle.gateway.disclosure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.decision.gate.MatchTerms;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;

/**
 * A notice: it passes every gate but the enabled account, and carries no new content. It goes to a party that received a record, or to a
 * party to an agreement, or to the party of somebody who must do something.
 *
 * @param id by which it is acknowledged
 * @param json as it leaves
 * @param item what its leaf says, but for the hash
 */
public record Notice(String id, Map<String, Object> json, Audit.Item item) {
    /** Stands where otherwise a record is named. */
    private static final String COUNTS = "counts";

    private static final String PREVIEW = "preview";
    private static final String MATCH = "match";

    /** @param affected those of the reader's own records that are told; empty where that is not known */
    public static Notice of(Exchange.Item.Notice notice, Optional<List<String>> affected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "notice");
        json.put("id", notice.noticeId());
        json.put("verb", notice.verb());
        json.put("disclosure", notice.disclosureId());
        json.put("record", notice.recordId());
        affected.ifPresent(own -> json.put("affected", own));
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

    /**
     * Names what the task is about only where that is everybody's matter in the party: who looks after it sees it among the tasks.
     *
     * @param party that is told: its own log takes the leaf, and no other
     */
    public static Notice of(Exchange.Item.TaskNotice notice, String party) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "task");
        json.put("id", notice.noticeId());
        json.put("verb", notice.due() ? "due" : "approaching");
        json.put("task", notice.task());
        json.put("roles", new TreeSet<>(notice.roles()));
        json.put("dueAt", notice.dueAt());
        if (notice.what().named()) {
            json.put("subject", notice.what().word());
            json.put("agreement", notice.about());
        }
        Audit.Item item = new Audit.Item(
                notice.task(),
                1,
                party,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RenderedView.of(json).hash(),
                true);
        return new Notice(notice.noticeId(), json, item);
    }

    /**
     * How many records a search found: a number tells something of each record that is counted, and so each originating party's log
     * takes it.
     *
     * @param party that is told
     * @param originators of what was counted
     */
    public static Notice counts(Map<String, Object> json, String party, Set<String> originators) {
        return about(COUNTS, json, party, originators);
    }

    /**
     * What others would get of a record: it shows what stands in the record.
     *
     * @param party that is told: the releaser
     * @param originators of what is shown
     */
    public static Notice preview(Map<String, Object> json, String party, Set<String> originators) {
        return about(PREVIEW, json, party, originators);
    }

    /**
     * That something is like a record which the caller may read, or derives from it: it tells something of the record, and not what stands
     * in it.
     */
    public static Notice hint(Map<String, Object> json, Judgement judgement) {
        Audit.Item whole = Disclosure.item(judgement);
        Audit.Item item = new Audit.Item(
                whole.recordId(),
                whole.version(),
                whole.releaser(),
                whole.originators(),
                whole.clauses(),
                whole.agreementHashes(),
                whole.assessments(),
                RenderedView.of(json).hash(),
                true);
        return new Notice(whole.recordId(), json, item);
    }

    /**
     * That a question was asked of a party. Both logs take the same item, whatever the answer is: the asked party must not learn from its log that
     * the other holds something like what it has.
     *
     * @param question what was asked, with something that nobody can guess: its hash stands in a log whose reader may guess the rest
     * @param asked party whose log takes it beside the asking one's
     */
    public static Notice match(Map<String, Object> question, String asked, MatchTerms terms) {
        Audit.Item item = new Audit.Item(
                MATCH,
                1,
                asked,
                List.of(),
                terms.clauses(),
                terms.agreementHashes(),
                List.of(),
                RenderedView.of(question).hash(),
                true);
        return new Notice(MATCH, question, item);
    }

    private static Notice about(String name, Map<String, Object> json, String party, Set<String> originators) {
        Audit.Item item = new Audit.Item(
                name,
                1,
                party,
                List.copyOf(new TreeSet<>(originators)),
                List.of(),
                List.of(),
                List.of(),
                RenderedView.of(json).hash(),
                true);
        return new Notice(name, json, item);
    }

    private static String verb(AgreementEvent event) {
        return event == AgreementEvent.NOTICED ? "terminating" : event.name().toLowerCase(Locale.ROOT);
    }
}
