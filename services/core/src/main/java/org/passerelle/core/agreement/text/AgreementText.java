package org.passerelle.core.agreement.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.explanation.Language;

/**
 * The legal text of an agreement: what its terms say, in the sentences of a language, with how this version stands. A pure function of
 * the agreement, so that nothing else can find its way into what parties sign.
 */
public final class AgreementText {
    private final Agreement agreement;
    private final Wording wording;

    private AgreementText(Agreement agreement, Wording wording) {
        this.agreement = agreement;
        this.wording = wording;
    }

    public static LegalText of(Agreement agreement, Language language) {
        return new AgreementText(agreement, Wording.in(language)).text();
    }

    private LegalText text() {
        Map<String, String> version = Map.of("id", wording.id(agreement.id()), "version", version());
        String reference = wording.say("reference", version);
        return new LegalText(
                wording.language(),
                title().orElse(reference),
                marking().toUpperCase(Locale.ROOT),
                reference,
                wording.say("page", Map.of("page", LegalText.PAGE, "pages", LegalText.PAGES)),
                wording.say("preamble", version),
                articles());
    }

    private String version() {
        return Integer.toString(agreement.version());
    }

    private String marking() {
        return wording.level(agreement.ceiling());
    }

    /** In the language of the text, else in English, else in any. */
    private Optional<String> title() {
        Map<String, String> titles = new TreeMap<>(agreement.titles());
        return Stream.concat(Stream.of(wording.language().tag(), Language.EN.tag()), titles.keySet().stream())
                .filter(titles::containsKey)
                .findFirst()
                .map(tag -> wording.title(tag, titles.getOrDefault(tag, "")));
    }

    private List<Article> articles() {
        List<Article> articles = new ArrayList<>();
        articles.add(identity(1));
        articles.add(duration(2));
        for (Clause clause : agreement.clauses()) {
            articles.add(ClauseArticle.of(wording, articles.size() + 1, clause));
        }
        articles.add(standing(articles.size() + 1));
        articles.add(signatures(articles.size() + 1));
        return articles;
    }

    private Article identity(int number) {
        Drafting draft = new Drafting(wording, number);
        draft.say("identifier", Map.of("id", wording.id(agreement.id()), "version", version()));
        new TreeMap<>(agreement.titles())
                .forEach((tag, title) ->
                        draft.say("title", Map.of("language", tongue(tag), "title", wording.title(tag, title))));
        if (agreement.titles().isEmpty()) {
            draft.say("title", "title.none", Map.of());
        }
        draft.some("parties", "parties", agreement.parties(), wording.ids(agreement.parties()));
        return draft.article(heading("IDENTITY"));
    }

    private String tongue(String tag) {
        return wording.sentences().word("language", tag).orElseGet(() -> wording.id(tag));
    }

    private String heading(String name) {
        return wording.sentences().text("heading." + name);
    }

    private Article duration(int number) {
        Drafting draft = new Drafting(wording, number);
        draft.say(
                "validity",
                Map.of(
                        "from", wording.words().exactly(agreement.validFrom()),
                        "until", wording.words().exactly(agreement.validUntil())));
        draft.say("suspension", Map.of());
        draft.say("resumption", Map.of());
        draft.optional("termination", "period", agreement.noticePeriod().map(wording.words()::exactly));
        return draft.article(heading("DURATION"));
    }

    private Article standing(int number) {
        Drafting draft = new Drafting(wording, number);
        draft.say(
                "state",
                Map.of("version", version(), "state", wording.sentences().text("state." + agreement.state())));
        draft.some("suspenders", "parties", agreement.suspendedBy(), wording.ids(agreement.suspendedBy()));
        draft.say("marking", Map.of("level", marking()));
        draft.say("hash", Map.of("hash", wording.id(agreement.hash())));
        return draft.article(heading("STANDING"));
    }

    /** A line for each party, and for whoever else may have signed. */
    private Article signatures(int number) {
        Drafting draft = new Drafting(wording, number);
        TreeSet<String> lines = new TreeSet<>(agreement.parties());
        lines.addAll(agreement.signatures().keySet());
        for (String party : lines) {
            Optional.ofNullable(agreement.signatures().get(party))
                    .ifPresentOrElse(
                            signature -> signed(draft, party, signature),
                            () -> draft.under(wording.id(party), "signature.none", Map.of()));
        }
        return draft.article(heading("SIGNATURES"));
    }

    private void signed(Drafting draft, String party, Signature signature) {
        draft.under(
                wording.id(party),
                "signature",
                Map.of(
                        "key", wording.id(signature.keyId()),
                        "time", wording.words().exactly(signature.at()),
                        "place", wording.id("GET /api/v1/agreements/" + agreement.id()),
                        "member", wording.id("versions[].signatures." + party + ".jws")));
    }
}
