package org.passerelle.core.sheet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.passerelle.core.agreement.text.Drafting;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.agreement.text.Wording;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.explanation.CodeWords;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Statement;
import org.passerelle.core.record.View;

/**
 * A recipient's view of a record in the sentences of a language: a pure function of the view and of the occasion, so that it tells no
 * more than the view does. What people wrote stays in the language in which they wrote it.
 */
public final class RecordSheet {
    private static final String BETWEEN_MARKS = "//";

    private final View view;
    private final Markings markings;
    private final String system;
    private final Occasion occasion;
    private final Wording wording;
    private final CodeWords codes;

    private RecordSheet(View view, Markings markings, String system, Occasion occasion, Wording wording) {
        this.view = view;
        this.markings = markings;
        this.system = system;
        this.occasion = occasion;
        this.wording = wording;
        this.codes = CodeWords.in(wording.language());
    }

    /**
     * The document; throws {@link IllegalArgumentException} for a level that has no words in the recipient's system.
     *
     * @param system of markings that the recipient uses
     */
    public static LegalText of(View view, Markings markings, String system, Occasion occasion, Language language) {
        return new RecordSheet(view, markings, system, occasion, Wording.beside(RecordSheet.class, language)).text();
    }

    private LegalText text() {
        List<Article> articles = new ArrayList<>();
        view.head().ifPresent(head -> articles.add(particulars(articles.size() + 1, head)));
        if (!view.portions().isEmpty()) {
            articles.add(portions(articles.size() + 1));
        }
        if (!view.attachments().isEmpty()) {
            articles.add(attachments(articles.size() + 1));
        }
        articles.add(handling(articles.size() + 1));
        return new LegalText(
                wording.language(),
                view.head().map(head -> capital(type(head))).orElseGet(() -> text("title")),
                banner(),
                say("reference", Map.of("record", id(view.recordId()), "account", id(occasion.account()))),
                say("page", Map.of("page", LegalText.PAGE, "pages", LegalText.PAGES)),
                preamble(),
                articles);
    }

    /** For the top and bottom of every page: who finds one of them knows that the record was taken back. */
    private String banner() {
        String mark = mark(view.label(), view.onward()).toUpperCase(Locale.ROOT);
        return view.recalled() ? say("banner.recalled", Map.of("mark", id(mark))) : mark;
    }

    private String preamble() {
        String disclosed = say(
                "preamble",
                Map.of(
                        "releaser", id(view.releaser()),
                        "recipient", id(occasion.recipient()),
                        "account", id(occasion.account()),
                        "purpose", wording.coded("purpose", Set.of(occasion.purpose())),
                        "time", instant(occasion.at())));
        return view.recalled() ? say("recalled", Map.of("releaser", id(view.releaser()))) + " " + disclosed : disclosed;
    }

    /** Under the mark of the whole: a view tells none of the particulars alone. */
    private Article particulars(int number, Content.Head head) {
        Drafting draft = new Drafting(wording, number);
        marking(draft);
        draft.say("type", Map.of("type", wording.coded("type", Set.of(head.type()))));
        head.eventTime().ifPresent(time -> draft.say("event", Map.of("time", instant(time))));
        head.validUntil()
                .ifPresent(time ->
                        draft.say("valid", view.stale() ? "valid.over" : "valid", Map.of("time", instant(time))));
        head.country().ifPresent(country -> draft.say("area", Map.of("areas", areas(country, head.admin1()))));
        head.geometry().ifPresent(geometry -> place(draft, geometry));
        view.grading().ifPresent(grading -> draft.say("grading", graded(grading)));
        if (!head.tags().isEmpty()) {
            draft.say("tags", Map.of("tags", list(head.tags())));
        }
        new TreeMap<>(head.details())
                .forEach((name, value) -> details(head.type(), name, value)
                        .forEach(line -> draft.under(
                                codes.detail(name).orElseGet(() -> id(name)), "detail", Map.of("value", line))));
        return draft.article(text("heading.PARTICULARS"));
    }

    private void marking(Drafting draft) {
        draft.say("marking", Map.of("mark", id(mark(view.label(), view.onward()))));
    }

    private String areas(String country, List<String> admin1) {
        List<String> areas = new ArrayList<>(List.of(country));
        areas.addAll(admin1);
        return wording.words().list(areas.stream().map(this::area).toList());
    }

    /** A name may stand in other letters than the document. */
    private String area(String code) {
        return wording.coded(codes.area(code).map(wording::quoted), code);
    }

    private void place(Drafting draft, Geometry geometry) {
        List<String> positions = geometry.positions().stream()
                .map(position -> String.format(Locale.ROOT, "%.4f, %.4f", position.latitude(), position.longitude()))
                .toList();
        draft.say(
                "place",
                Map.of(
                        "positions", list(positions),
                        "precision", text("precision." + view.geometry().name())));
    }

    /** With the written meaning of the Admiralty grading, which travels with every disclosure. */
    private Map<String, String> graded(Grading grading) {
        return Map.of(
                "grading", id(grading.text()),
                "reliability", text("reliability." + grading.text().charAt(0)),
                "credibility", text("credibility." + grading.text().charAt(1)));
    }

    /** In one line; statements in one each. */
    private List<String> details(String type, String name, Object value) {
        return switch (value) {
            case Collection<?> several -> lines(type, name, several);
            case Boolean answer -> List.of(text(answer ? "yes" : "no"));
            default -> List.of(written(type, name, String.valueOf(value)));
        };
    }

    private List<String> lines(String type, String name, Collection<?> several) {
        List<String> statements = several.stream()
                .flatMap(one -> Statement.of(one).stream())
                .map(one -> statement(type, name, one))
                .toList();
        List<String> texts = several.stream()
                .filter(one -> Statement.of(one).isEmpty())
                .map(one -> wording.quoted(String.valueOf(one)))
                .toList();
        return texts.isEmpty() && !statements.isEmpty()
                ? statements
                : Stream.concat(statements.stream(), Stream.of(wording.words().list(texts)))
                        .toList();
    }

    private String statement(String type, String name, Statement said) {
        List<String> facts = new ArrayList<>();
        said.from().ifPresent(time -> facts.add(say("statement.from", Map.of("time", id(time)))));
        said.until().ifPresent(time -> facts.add(say("statement.until", Map.of("time", id(time)))));
        facts.add(say("statement.source", Map.of("source", wording.quoted(said.source()))));
        said.grading().ifPresent(grading -> facts.add(say("statement.grading", Map.of("grading", id(grading.text())))));
        return say(
                "statement",
                Map.of(
                        "relation",
                        codes.value(type, name, said.relation()).orElseGet(() -> id(said.relation())),
                        "party",
                        wording.quoted(said.party()),
                        "facts",
                        wording.words().list(facts)));
    }

    /** With its word where it is a code; what people wrote stands as it is. */
    private String written(String type, String name, String value) {
        Optional<String> word = codes.value(type, name, value);
        return word.isPresent() ? wording.coded(word, value) : wording.quoted(value);
    }

    /** Paragraph by paragraph, each under the mark of its portion. */
    private Article portions(int number) {
        Drafting draft = new Drafting(wording, number);
        for (View.Portion portion : view.portions()) {
            String field = wording.sentences().word("field", portion.field()).orElseGet(() -> id(portion.field()));
            String term = say("portion", Map.of("field", field, "mark", id(mark(portion.label(), portion.onward()))));
            portion.text()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> draft.under(term, "said", Map.of("text", wording.quoted(line))));
        }
        return draft.article(text("heading.PORTIONS"));
    }

    /** Named, with what tells each from any other; the bytes do not leave on paper. */
    private Article attachments(int number) {
        Drafting draft = new Drafting(wording, number);
        for (View.Attachment attachment : view.attachments()) {
            Content.Attachment file = attachment.file();
            String mark = mark(attachment.label(), attachment.onward());
            String term = say("attachment", Map.of("name", id(file.name()), "mark", id(mark)));
            draft.under(
                    term,
                    "file",
                    Map.of(
                            "type", id(file.mediaType()),
                            "size", id(Long.toString(file.size())),
                            "hash", id(file.hash())));
        }
        return draft.article(text("heading.ATTACHMENTS"));
    }

    private Article handling(int number) {
        Drafting draft = new Drafting(wording, number);
        if (view.head().isEmpty()) {
            view.grading().ifPresent(grading -> draft.say("grading", graded(grading)));
        }
        marking(draft);
        audience(draft, "releasable", view.label().releasableTo(), wording::ids);
        if (view.onward() instanceof Audience.Only) {
            audience(draft, "onward", view.onward(), wording::ids);
        }
        audience(draft, "purposes", view.label().purposes(), codes -> wording.coded("purpose", codes));
        view.retainUntil().ifPresent(time -> draft.say("retention", Map.of("time", instant(time))));
        if (!view.handling().isEmpty()) {
            draft.say("undertakings", Map.of("codes", wording.ids(view.handling())));
        }
        return draft.article(text("heading.HANDLING"));
    }

    private static void audience(Drafting draft, String topic, Audience audience, Function<Set<String>, String> names) {
        switch (audience) {
            case Audience.Unrestricted everybody -> draft.say(topic, topic + ".any", Map.of());
            case Audience.Only only ->
                draft.say(
                        topic,
                        topic + (only.names().isEmpty() ? ".none" : ""),
                        Map.of("names", names.apply(only.names())));
        }
    }

    /** Level, TLP, compartments, audience and onward terms in one line, as they stand before a portion. */
    private String mark(Label label, Audience onward) {
        List<String> marks = new ArrayList<>();
        marks.add(markings.words(system, label.level())
                .orElseThrow(() -> new IllegalArgumentException("the level has no words in " + system)));
        marks.add("TLP:" + label.tlp().text());
        marks.addAll(new TreeSet<>(label.compartments()));
        audience("REL ", label.releasableTo()).ifPresent(marks::add);
        audience("ONWARD ", onward).ifPresent(marks::add);
        return String.join(BETWEEN_MARKS, marks);
    }

    private static Optional<String> audience(String word, Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted everybody -> Optional.empty();
            case Audience.Only only ->
                Optional.of(word + (only.names().isEmpty() ? "NONE" : String.join(", ", new TreeSet<>(only.names()))));
        };
    }

    private String type(Content.Head head) {
        return wording.words().catalogue().word("type", head.type()).orElseGet(() -> id(head.type()));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String text(String key) {
        return wording.sentences().text(key);
    }

    private String say(String key, Map<String, String> values) {
        return wording.say(key, values);
    }

    private String id(String given) {
        return wording.id(given);
    }

    private String list(List<String> given) {
        return wording.words().list(given.stream().map(this::id).toList());
    }

    private String instant(Instant instant) {
        return wording.words().exactly(instant);
    }
}
