package org.passerelle.core.agreement.text;

import java.util.List;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Words;

/**
 * The text of one version of an agreement in one language. What runs against the direction of the language stands between
 * {@link Words#LEFT_TO_RIGHT} or {@link Words#RIGHT_TO_LEFT} and {@link Words#END}, never one within another.
 *
 * @param title of the agreement
 * @param marking for the top and bottom of every page, in capitals where the script has them
 * @param reference which agreement and version, for every page
 * @param page how pages are numbered, with the places {@link #PAGE} and {@link #PAGES}
 * @param preamble what this is
 * @param layout how it is set on paper
 */
public record LegalText(
        Language language,
        String title,
        String marking,
        String reference,
        String page,
        String preamble,
        List<Article> articles,
        Layout layout) {
    /** Where {@link #page()} has the number of a page. */
    public static final String PAGE = "\u0001";

    /** Where {@link #page()} has how many pages there are. */
    public static final String PAGES = "\u0002";

    /** In articles. */
    public LegalText(
            Language language,
            String title,
            String marking,
            String reference,
            String page,
            String preamble,
            List<Article> articles) {
        this(language, title, marking, reference, page, preamble, articles, Layout.ARTICLES);
    }

    public LegalText {
        articles = List.copyOf(articles);
    }

    /** How a text is set on paper. */
    public enum Layout {
        /** Each provision under a heading of its own. */
        ARTICLES,
        /** Close, each provision in one run, for what is to stand on one page. */
        SHEET
    }

    /** One article, counted from 1. */
    public record Article(int number, String heading, List<Provision> provisions) {
        public Article {
            provisions = List.copyOf(provisions);
        }
    }

    /**
     * One provision.
     *
     * @param number such as {@code 3.2}
     * @param term what it is about, in a word or two
     * @param text whole sentences
     */
    public record Provision(String number, String term, String text) {}
}
