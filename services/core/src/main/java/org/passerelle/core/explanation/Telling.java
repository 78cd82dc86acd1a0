package org.passerelle.core.explanation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Told.ToldLine;
import org.passerelle.core.explanation.Told.ToldStory;

/** Tells explanations in a language. */
public final class Telling {

    private final Language language;
    private final Catalogue catalogue;
    private final Words words;
    private final Conditions conditions;

    private Telling(Language language) {
        this.language = language;
        this.catalogue = Catalogue.of(language);
        this.words = Words.in(language);
        this.conditions = new Conditions(words);
    }

    public static Telling in(Language language) {
        return new Telling(language);
    }

    public Told of(Explanation explanation) {
        return new Told(
                language,
                catalogue.text("verdict." + explanation.verdict()),
                headline(explanation),
                explanation.request().stream().map(this::line).toList(),
                explanation.stories().stream()
                        .map(story -> story(explanation, story))
                        .toList());
    }

    /** A heading for whoever sets the parts on a page. */
    public String heading(Heading heading) {
        return catalogue.text("heading." + heading);
    }

    /** A verdict with the codes of its causes, e.g. {@code Deny: TLP, COMPARTMENT}. */
    public String verdict(Verdict verdict, List<String> causes) {
        String word = catalogue.text("verdict." + verdict);
        return causes.isEmpty()
                ? word
                : catalogue.fill(
                        "verdict.because",
                        Map.of(
                                "verdict",
                                word,
                                "codes",
                                words.list(causes.stream().map(words::id).toList())));
    }

    /** The heading of a story: the portions, and why they fare as they do. */
    public String story(String subject, String why) {
        return catalogue.fill("heading.STORY", Map.of("subject", subject, "why", why));
    }

    /** Headings. */
    public enum Heading {
        REQUEST,
        PORTIONS,
        JUDGED_FOR,
        END_USERS
    }

    /** For whom it was judged: account, party, unit and sign-in. */
    public String judgedFor(Asked asked) {
        return catalogue.fill(
                "judged.for",
                Map.of(
                        "who", who(asked),
                        "strength", catalogue.text("strength." + asked.strength()),
                        "action", catalogue.text("action." + asked.action()),
                        "purpose", words.purpose(asked.purpose())));
    }

    private String headline(Explanation explanation) {
        Map<String, String> values = values(explanation.asked());
        return switch (explanation.kind()) {
            case REFUSED -> {
                values.put("causes", causes(explanation.causes()));
                yield catalogue.fill("headline.REFUSED", values);
            }
            case ABSENT, VISIBLE -> catalogue.fill("headline." + explanation.kind(), values);
            case RECORD, LABEL -> judged(explanation, values);
        };
    }

    private String judged(Explanation explanation, Map<String, String> values) {
        values.put("causes", causes(explanation.causes()));
        return switch (explanation.verdict()) {
            case DENY -> catalogue.fill(explanation.stories().isEmpty() ? "headline.EMPTY" : "headline.DENY", values);
            case HOLD -> catalogue.fill("headline.HOLD", values);
            case PERMIT -> permitted(explanation, values);
        };
    }

    /** Under which clause and assessment, with which conditions; what stays where it is has a story of its own. */
    private String permitted(Explanation explanation, Map<String, String> values) {
        List<Story> stories = explanation.stories();
        Story first = stories.stream()
                .filter(story -> story.verdict() == Verdict.PERMIT)
                .findFirst()
                .orElseThrow();
        boolean whole = stories.stream().allMatch(story -> story.verdict() == Verdict.PERMIT);
        values.put("terms", terms(first));
        return catalogue.fill(whole ? "headline.PERMIT" : "headline.PERMIT_PART", values);
    }

    private String terms(Story story) {
        StringBuilder terms = new StringBuilder();
        if (story.clause().isPresent()) {
            Map<String, String> values = Map.of(
                    "clause", words.id(story.clause().get()),
                    "agreement", words.id(story.agreement().orElse("")));
            terms.append(catalogue.fill("terms.clause", values));
        } else if (story.lines().stream().anyMatch(line -> line.fact().kind() == Fact.Kind.OWN_CONTENT)) {
            terms.append(catalogue.text("terms.own"));
        }
        if (!story.assessments().isEmpty()) {
            String assessments =
                    words.list(story.assessments().stream().map(words::id).toList());
            terms.append(catalogue.fill("terms.assessments", Map.of("assessments", assessments)));
        }
        List<String> conditioned = conditions.of(story.obligations());
        if (!conditioned.isEmpty()) {
            terms.append(catalogue.fill("terms.conditions", Map.of("conditions", words.series(conditioned))));
        }
        return terms.toString();
    }

    private ToldStory story(Explanation explanation, Story story) {
        String why = switch (story.verdict()) {
            case PERMIT -> catalogue.fill("why.PERMIT", Map.of("terms", terms(story)));
            case HOLD, DENY -> catalogue.fill("why." + story.verdict(), Map.of("causes", causes(story.causes())));
        };
        return new ToldStory(
                subject(explanation, story),
                catalogue.text("verdict." + story.verdict()),
                why,
                story.lines().stream().map(this::line).toList());
    }

    private String subject(Explanation explanation, Story story) {
        if (explanation.kind() == Explanation.Kind.LABEL) {
            return catalogue.text("subject.label");
        }
        return words.list(story.fields().stream()
                .map(field -> catalogue.word("field", field).orElseGet(() -> words.id(field)))
                .distinct()
                .toList());
    }

    private ToldLine line(Line line) {
        String kind = line.fact().kind().name();
        return new ToldLine(
                catalogue.text("gate." + line.gate()),
                catalogue.text("outcome." + line.outcome()),
                words.sentence("fact." + kind, line.fact(), line.rulers()),
                line.fact().kind().failing()
                        ? Optional.of(words.sentence("remedy." + kind, line.fact(), line.rulers()))
                        : Optional.empty());
    }

    private String causes(List<Cause> causes) {
        return words.series(causes.stream()
                .map(cause -> catalogue.text("code." + cause.name()))
                .toList());
    }

    private Map<String, String> values(Asked asked) {
        Map<String, String> values = new HashMap<>();
        values.put("who", who(asked));
        values.put("do", catalogue.text("do." + asked.action()));
        values.put("purpose", words.purpose(asked.purpose()));
        return values;
    }

    private String who(Asked asked) {
        if (asked.party().isEmpty()) {
            return words.id(asked.account());
        }
        Map<String, String> values = new HashMap<>();
        values.put("account", words.id(asked.account()));
        values.put("party", words.id(asked.party().get()));
        asked.unit().ifPresent(unit -> values.put("unit", words.id(unit)));
        return catalogue.fill(asked.unit().isPresent() ? "who.unit" : "who.party", values);
    }
}
