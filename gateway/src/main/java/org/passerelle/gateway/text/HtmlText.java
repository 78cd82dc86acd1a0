package org.passerelle.gateway.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.platform.crypto.Sha256;

/**
 * A legal text as one page of HTML, without scripts, that reads well without its style.
 *
 * @param html UTF-8 by its own word
 * @param policy the content security policy that allows this very style and nothing else
 */
public record HtmlText(String html, String policy) {
    private static final String STYLE = Files.text("document.css");

    public static HtmlText of(LegalText text) {
        String style = STYLE + pages(text);
        return new HtmlText(
                new Page(text, new StringBuilder()).write(style),
                "default-src 'none'; style-src 'sha256-" + digest(style)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");
    }

    /** The marking at the top and bottom of every page on paper. */
    private static String pages(LegalText text) {
        String marking = text.marking().replaceAll("[\"\\\\\n]", " ");
        return "@page { margin: 25mm 20mm; @top-center { content: \"" + marking + "\"; } @bottom-center { content: \""
                + marking + "\"; } @bottom-right { content: counter(page) \" / \" counter(pages); } }\n";
    }

    private static String digest(String style) {
        return Base64.getEncoder().encodeToString(Sha256.of(style.getBytes(StandardCharsets.UTF_8)));
    }

    private record Page(LegalText text, StringBuilder html) {
        String write(String style) {
            html.append("<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                    .formatted(text.language().tag(), text.language().rightToLeft() ? "rtl" : "ltr"));
            html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
            characters(Run.plain(text.title() + " (" + text.marking() + ")"));
            html.append("</title>\n<style>").append(style).append("</style>\n</head>\n<body>\n");
            element("p class=\"marking\"", "p", text.marking());
            html.append("<main>\n");
            element("h1", "h1", text.title());
            element("p class=\"reference\"", "p", text.reference());
            element("p", "p", text.preamble());
            text.articles().forEach(this::article);
            html.append("</main>\n");
            element("p class=\"marking\"", "p", text.marking());
            return html.append("</body>\n</html>\n").toString();
        }

        private void article(Article article) {
            html.append("<section>\n");
            element("h2", "h2", article.number() + ". " + article.heading());
            html.append("<dl>\n");
            article.provisions().forEach(provision -> {
                element("dt", "dt", provision.number() + " " + provision.term());
                element("dd", "dd", provision.text());
            });
            html.append("</dl>\n</section>\n");
        }

        private void element(String start, String name, String content) {
            html.append('<').append(start).append('>');
            Run.of(content).forEach(this::run);
            html.append("</").append(name).append(">\n");
        }

        private void run(Run run) {
            switch (run.way()) {
                case SURROUNDING -> characters(run.text());
                case LEFT_TO_RIGHT -> isolated("ltr", run.text());
                case RIGHT_TO_LEFT -> isolated("rtl", run.text());
            }
        }

        private void isolated(String direction, String content) {
            html.append("<bdi dir=\"").append(direction).append("\">");
            characters(content);
            html.append("</bdi>");
        }

        private void characters(String content) {
            content.chars().forEach(letter -> {
                switch (letter) {
                    case '&' -> html.append("&amp;");
                    case '<' -> html.append("&lt;");
                    case '>' -> html.append("&gt;");
                    default -> html.append((char) letter);
                }
            });
        }
    }
}
