package org.passerelle.core.diligence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.agreement.text.Drafting;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.explanation.Language;

/** The report of a year in the sentences of a language; a pure function of its figures. */
public final class YearReportText {
    private final YearReport facts;
    private final Phrases phrases;

    private YearReportText(YearReport facts, Phrases phrases) {
        this.facts = facts;
        this.phrases = phrases;
    }

    public static LegalText of(YearReport facts, Language language) {
        return new YearReportText(facts, Phrases.in(language)).text();
    }

    private LegalText text() {
        Map<String, String> whom = Map.of(
                "releaser", phrases.id(facts.releaser()),
                "recipient", phrases.id(facts.recipient()),
                "year", phrases.number(facts.year()),
                "until", phrases.instant(facts.until()));
        return new LegalText(
                phrases.language(),
                phrases.text("report.title"),
                phrases.marking().toUpperCase(Locale.ROOT),
                phrases.say("report.reference", whom),
                phrases.page(),
                phrases.say("report.preamble", whom),
                articles(),
                LegalText.Layout.SHEET);
    }

    private List<Article> articles() {
        List<Article> articles = new ArrayList<>();
        articles.add(releases(1));
        articles.add(conduct(2));
        facts.assessments()
                .forEach(then ->
                        articles.add(new AssessmentArticle(phrases, facts.until()).of(articles.size() + 1, then)));
        return articles;
    }

    private Article releases(int number) {
        Drafting draft = phrases.draft(number);
        draft.say(
                "total",
                Map.of(
                        "releases", phrases.number(facts.releases()),
                        "disclosures", phrases.number(facts.disclosures())));
        counts(draft, "units", facts.byUnit(), this::unit);
        counts(draft, "types", facts.byType(), type -> named("type", type));
        counts(draft, "purposes", facts.byPurpose(), purpose -> phrases.coded("purpose", Set.of(purpose)));
        counts(draft, "months", facts.byMonth(), month -> phrases.word("month", Integer.toString(month)));
        return draft.article(phrases.text("heading.RELEASES"));
    }

    private String unit(String unit) {
        return unit.equals(YearReport.NO_UNIT) ? phrases.text("unit.none") : named("unit", unit);
    }

    private String named(String family, String name) {
        return name.equals(YearReport.UNKNOWN) ? phrases.text("unknown") : phrases.coded(family, Set.of(name));
    }

    private <K> void counts(
            Drafting draft, String topic, Map<K, Long> counts, java.util.function.Function<K, String> name) {
        List<String> lines = counts.entrySet().stream()
                .map(each -> count(name.apply(each.getKey()), each.getValue()))
                .toList();
        draft.some(topic, "counts", lines, phrases.list(lines));
    }

    private String count(String what, long number) {
        return phrases.say("count", Map.of("what", what, "number", phrases.number(number)));
    }

    private Article conduct(int number) {
        Drafting draft = phrases.draft(number);
        draft.say(
                "assessments",
                Map.of("number", phrases.number(facts.assessments().size())));
        draft.say(
                "mitigations",
                Map.of(
                        "done", phrases.number(facts.mitigations().done()),
                        "open", phrases.number(facts.mitigations().open()),
                        "overdue", phrases.number(facts.mitigations().overdue())));
        counts(draft, "allegations", facts.allegations(), status -> phrases.word("status", status.name()));
        counts(draft, "exemptions", facts.exemptions(), state -> phrases.word("exemption", state.name()));
        List<String> holds = facts.holds().stream()
                .map(hold -> count(
                        phrases.say(
                                "held",
                                Map.of(
                                        "code", phrases.word("code", hold.code().name()),
                                        "state", phrases.word("hold", hold.state()))),
                        hold.holds()))
                .toList();
        draft.some("holds", "counts", holds, phrases.list(holds));
        draft.say(
                "reviews",
                Map.of(
                        "done", phrases.number(facts.reviews().done()),
                        "open", phrases.number(facts.reviews().open()),
                        "settled", phrases.number(facts.reviews().settled())));
        return draft.article(phrases.text("heading.CONDUCT"));
    }
}
