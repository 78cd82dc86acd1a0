package org.passerelle.core.diligence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.agreement.text.Drafting;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.diligence.DueDiligence.Exempted;
import org.passerelle.core.diligence.DueDiligence.Item;
import org.passerelle.core.diligence.DueDiligence.Recipient;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.message.History.Ruling;

/** A record of due diligence in the sentences of a language; a pure function of its facts. */
public final class DueDiligenceText {
    private final DueDiligence facts;
    private final Phrases phrases;

    private DueDiligenceText(DueDiligence facts, Phrases phrases) {
        this.facts = facts;
        this.phrases = phrases;
    }

    /** On one page where one record was released under a few assessments. */
    public static LegalText of(DueDiligence facts, Language language) {
        return new DueDiligenceText(facts, Phrases.in(language)).text();
    }

    private LegalText text() {
        return new LegalText(
                phrases.language(),
                phrases.text("diligence.title"),
                phrases.marking().toUpperCase(Locale.ROOT),
                phrases.say("diligence.reference", Map.of("id", phrases.id(facts.disclosure()))),
                phrases.page(),
                phrases.say(
                        "diligence.preamble",
                        Map.of(
                                "releaser", phrases.id(facts.releaser()),
                                "recipient", phrases.id(facts.recipient().party()))),
                articles(),
                LegalText.Layout.SHEET);
    }

    private List<Article> articles() {
        List<Article> articles = new ArrayList<>();
        articles.add(release());
        facts.items().forEach(item -> articles.add(item(articles.size() + 1, item)));
        facts.assessments()
                .forEach(
                        then -> articles.add(new AssessmentArticle(phrases, facts.at()).of(articles.size() + 1, then)));
        if (facts.assessments().isEmpty()) {
            Drafting draft = phrases.draft(articles.size() + 1);
            draft.say("screening", "screening.none", Map.of());
            articles.add(draft.article(phrases.text("heading.SCREENING")));
        }
        articles.add(evidence(articles.size() + 1));
        return articles;
    }

    private Article release() {
        Recipient recipient = facts.recipient();
        Drafting draft = phrases.draft(1);
        draft.say("time", Map.of("time", phrases.instant(facts.at())));
        draft.say(
                "recipient",
                recipient.unit().isPresent() ? "recipient.unit" : "recipient",
                Map.of(
                        "party", phrases.id(recipient.party()),
                        "unit", phrases.id(recipient.unit().orElse("")),
                        "account", phrases.id(recipient.account())));
        draft.say(
                "commander",
                commander(recipient),
                Map.of("name", phrases.id(recipient.commander().orElse(""))));
        draft.say(
                "use",
                Map.of(
                        "action", phrases.word("action", facts.action().name()),
                        "purpose", phrases.coded("purpose", Set.of(facts.purpose()))));
        return draft.article(phrases.text("heading.RELEASE"));
    }

    private static String commander(Recipient recipient) {
        if (recipient.commander().isPresent()) {
            return "commander";
        }
        return recipient.policyRead() ? "commander.none" : "commander.unread";
    }

    private Article item(int number, Item item) {
        Drafting draft = phrases.draft(number);
        draft.say(
                "record",
                item.type().isPresent() ? "record.typed" : "record",
                Map.of(
                        "id", phrases.id(item.record()),
                        "version", phrases.number(item.version()),
                        "type",
                                phrases.coded(
                                        "type", Set.copyOf(item.type().stream().toList()))));
        draft.some("clauses", "clauses", item.clauses(), clauses(item));
        draft.some("agreements", "hashes", item.agreementHashes(), phrases.ids(item.agreementHashes()));
        draft.say("view", Map.of("hash", phrases.id(item.view())));
        List<Exempted> exemptions = facts.exemptions().stream()
                .filter(exemption -> item.assessments().contains(exemption.id()))
                .toList();
        if (item.rulings().isEmpty() && exemptions.isEmpty()) {
            draft.say("ruling", "ruling.none", Map.of());
        }
        exemptions.forEach(exemption -> exempted(draft, exemption));
        item.rulings().forEach(ruling -> ruling(draft, ruling));
        return draft.article(phrases.text("heading.RECORD"));
    }

    private String clauses(Item item) {
        return phrases.list(item.clauses().stream()
                .map(clause -> clause.terms()
                        .map(terms -> phrases.say(
                                "clause",
                                Map.of(
                                        "clause", phrases.id(clause.id()),
                                        "agreement", phrases.id(terms.agreement()),
                                        "version", phrases.number(terms.version()))))
                        .orElseGet(() -> phrases.id(clause.id())))
                .toList());
    }

    private void ruling(Drafting draft, Ruling ruling) {
        draft.say(
                "ruling",
                ruling.matter().isEmpty() ? "ruling" : "ruling.matter",
                Map.of(
                        "matter", phrases.id(ruling.matter()),
                        "subject", phrases.id(ruling.subject()),
                        "party", phrases.id(ruling.party()),
                        "code", phrases.word("code", ruling.code().name()),
                        "time", phrases.instant(ruling.at()),
                        "expires", phrases.instant(ruling.expiresAt()),
                        "reason", phrases.quoted(ruling.reason())));
    }

    private void exempted(Drafting draft, Exempted exemption) {
        draft.say(
                "ruling",
                "exempted",
                Map.of(
                        "exemption", phrases.id(exemption.id()),
                        "code", phrases.id(exemption.code()),
                        "requester", phrases.id(exemption.requester()),
                        "reason", phrases.quoted(exemption.reason()),
                        "approver", phrases.id(exemption.approver()),
                        "time", phrases.instant(exemption.approvedAt()),
                        "approval", phrases.quoted(exemption.approval())));
    }

    private Article evidence(int number) {
        Drafting draft = phrases.draft(number);
        draft.say("policy", Map.of("version", phrases.number(facts.policyVersion())));
        draft.optional("rules", "version", facts.rules().map(Integer::longValue).map(phrases::number));
        draft.say(
                "leaf",
                Map.of(
                        "number", phrases.number(facts.leaf()),
                        "party", phrases.id(facts.releaser()),
                        "hash", phrases.id(facts.leafHash())));
        return draft.article(phrases.text("heading.EVIDENCE"));
    }
}
