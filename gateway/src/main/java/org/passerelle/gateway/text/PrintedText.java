package org.passerelle.gateway.text;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.agreement.text.LegalText.Provision;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** A legal text laid out in pages (XSL-FO 1.1), told to whoever formats them, so that nothing is ever parsed. */
final class PrintedText {
    private static final String BREAK = "\u200b";
    private static final String TO_THE_RIGHT = "\u200e";
    private static final String TO_THE_LEFT = "\u200f";

    /** Characters without a picture. */
    static final Set<String> UNSEEN = Set.of(BREAK, TO_THE_RIGHT, TO_THE_LEFT);

    private static final String END = "end";
    /** What may be wider than a line; a hash is not, and stays whole. */
    private static final Pattern LONG_WORD = Pattern.compile("(?<!\\S)(?![0-9a-f]{64}\\b)\\S{41,}");

    private static final Pattern STRETCH = Pattern.compile("\\S{20}(?=\\S)");
    private static final Pattern NUMBERS = Pattern.compile("[" + LegalText.PAGE + LegalText.PAGES + "]");

    private final LegalText text;
    private final Told pages;
    private final String direction;
    private final boolean sheet;

    private PrintedText(LegalText text, Told pages) {
        this.text = text;
        this.pages = pages;
        this.sheet = text.layout() == LegalText.Layout.SHEET;
        this.direction = text.language().rightToLeft() ? "rl-tb" : "lr-tb";
    }

    static void tell(LegalText text, ContentHandler pages) throws SAXException {
        Told told = new Told(pages);
        told.document(() -> new PrintedText(text, told).document());
    }

    private void document() throws SAXException {
        element(
                "root",
                Map.of(
                        "font-family",
                        "Tajawal",
                        "font-size",
                        sheet ? "8.5pt" : "10.5pt",
                        "line-height",
                        sheet ? "1.2" : "1.45",
                        "xml:lang",
                        text.language().tag(),
                        "writing-mode",
                        direction),
                () -> {
                    masters();
                    new PrintedMetadata(pages, text).tell();
                    sequence();
                });
    }

    private void masters() throws SAXException {
        element(
                "layout-master-set",
                Map.of(),
                () -> element(
                        "simple-page-master",
                        Map.of(
                                "master-name", "page",
                                "page-width", "210mm",
                                "page-height", "297mm",
                                "margin", "12mm 22mm",
                                "writing-mode", direction),
                        () -> {
                            element("region-body", Map.of("margin-top", "16mm", "margin-bottom", "20mm"), () -> {});
                            element("region-before", Map.of("extent", "10mm"), () -> {});
                            element("region-after", Map.of("extent", "14mm", "display-align", "after"), () -> {});
                        }));
    }

    private void sequence() throws SAXException {
        element("page-sequence", Map.of("master-reference", "page", "writing-mode", direction), () -> {
            element("static-content", Map.of("flow-name", "xsl-region-before"), this::marking);
            element("static-content", Map.of("flow-name", "xsl-region-after"), () -> {
                block(Map.of("text-align", "center", "font-size", "8.5pt"), () -> {
                    runs(text.reference() + " \u2013 ");
                    pageNumbers();
                });
                marking();
            });
            element("flow", Map.of("flow-name", "xsl-region-body"), this::body);
        });
    }

    private void marking() throws SAXException {
        block(Map.of("text-align", "center", "font-weight", "bold", "font-size", "12pt"), () -> runs(text.marking()));
    }

    private void pageNumbers() throws SAXException {
        Matcher numbers = NUMBERS.matcher(text.page());
        int from = 0;
        while (numbers.find()) {
            runs(text.page().substring(from, numbers.start()));
            if (numbers.group().equals(LegalText.PAGE)) {
                element("page-number", Map.of(), () -> {});
            } else {
                element("page-number-citation-last", Map.of("ref-id", END), () -> {});
            }
            from = numbers.end();
        }
        runs(text.page().substring(from));
    }

    private void body() throws SAXException {
        block(
                Map.of(
                        "role",
                        "H1",
                        "font-size",
                        sheet ? "15pt" : "18pt",
                        "font-weight",
                        "bold",
                        "line-height",
                        "1.25"),
                () -> runs(text.title()));
        block(
                Map.of("role", "P", "space-before", "4pt", "font-size", sheet ? "10pt" : "11.5pt"),
                () -> runs(text.reference()));
        block(Map.of("role", "P", "space-before", "8pt"), () -> runs(text.preamble()));
        for (Article article : text.articles()) {
            article(article);
        }
        block(Map.of("id", END), () -> {});
    }

    private void article(Article article) throws SAXException {
        block(
                Map.of(
                        "role", "H2",
                        "font-size", sheet ? "10.5pt" : "13pt",
                        "font-weight", "bold",
                        "space-before", sheet ? "4pt" : "16pt",
                        "keep-with-next.within-page", "always"),
                () -> runs(article.number() + ". " + article.heading()));
        for (Provision provision : article.provisions()) {
            if (sheet) {
                line(provision);
            } else {
                provision(provision);
            }
        }
    }

    private void line(Provision provision) throws SAXException {
        block(Map.of("role", "P", "space-before", "1.5pt"), () -> {
            element("inline", Map.of("font-weight", "bold"), () -> runs(provision.number() + " " + provision.term()));
            runs(" " + provision.text());
        });
    }

    private void provision(Provision provision) throws SAXException {
        block(
                Map.of(
                        "role", "H3",
                        "font-weight", "bold",
                        "space-before", "6pt",
                        "keep-with-next.within-page", "always"),
                () -> runs(provision.number() + " " + provision.term()));
        block(Map.of("role", "P", "start-indent", "8mm"), () -> runs(provision.text()));
    }

    private void block(Map<String, String> attributes, Told.Content content) throws SAXException {
        element("block", attributes, content);
    }

    private void runs(String words) throws SAXException {
        for (Run run : Run.of(words)) {
            switch (run.way()) {
                case SURROUNDING -> characters(run.text());
                case LEFT_TO_RIGHT -> embedded("ltr", run.text());
                case RIGHT_TO_LEFT -> embedded("rtl", run.text());
            }
        }
    }

    /** XSL-FO knows embedding and no isolation: a mark on either side keeps what stands around it in its own direction. */
    private void embedded(String way, String words) throws SAXException {
        String mark = text.language().rightToLeft() ? TO_THE_LEFT : TO_THE_RIGHT;
        characters(mark);
        element("bidi-override", Map.of("direction", way, "unicode-bidi", "embed"), () -> characters(words));
        characters(mark);
    }

    /** What no line can hold may break, at a place that does not show. */
    private void characters(String words) throws SAXException {
        pages.characters(LONG_WORD
                .matcher(words)
                .replaceAll(word ->
                        Matcher.quoteReplacement(STRETCH.matcher(word.group()).replaceAll("$0" + BREAK))));
    }

    private void element(String name, Map<String, String> attributes, Told.Content content) throws SAXException {
        pages.element("fo:" + name, attributes, content);
    }
}
