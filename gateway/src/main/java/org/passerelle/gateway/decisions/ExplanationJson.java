package org.passerelle.gateway.decisions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Asked;
import org.passerelle.core.explanation.Cause;
import org.passerelle.core.explanation.Explanation;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Line;
import org.passerelle.core.explanation.Story;
import org.passerelle.core.explanation.Telling;
import org.passerelle.core.explanation.Told;
import org.passerelle.core.explanation.Told.ToldLine;
import org.passerelle.core.explanation.Told.ToldStory;

/** Writes an explanation: what it says in codes, and the same in the sentences of a language. */
public final class ExplanationJson {
    private final Explanation explanation;
    private final Telling telling;
    private final Told told;

    private ExplanationJson(Explanation explanation, Language language) {
        this.explanation = explanation;
        this.telling = Telling.in(language);
        this.told = telling.of(explanation);
    }

    static Map<String, Object> of(Explanation explanation, Language language) {
        return new ExplanationJson(explanation, language).json();
    }

    /** The verdict and what it comes from, field by field and in a sentence each, without the trace. */
    public static Map<String, Object> brief(Explanation explanation, Language language) {
        return new ExplanationJson(explanation, language).brief();
    }

    private Map<String, Object> brief() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", explanation.verdict().name());
        json.put("headline", told.headline());
        json.put("causes", causes(explanation.causes()));
        List<Object> stories = new ArrayList<>();
        for (int i = 0; i < explanation.stories().size(); i++) {
            Story story = explanation.stories().get(i);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fields", story.fields());
            one.put("verdict", story.verdict().name());
            one.put("causes", causes(story.causes()));
            one.put("why", told.stories().get(i).why());
            if (story.verdict() == Verdict.PERMIT) {
                one.put("obligations", ObligationsJson.of(story.obligations()));
            }
            stories.add(one);
        }
        json.put("stories", stories);
        return json;
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("language", told.language().tag());
        json.put("verdict", explanation.verdict().name());
        json.put("headline", told.headline());
        explanation.causes().stream().findFirst().ifPresent(cause -> {
            json.put("primary", cause.name());
            json.put("gate", cause.gate().name());
        });
        json.put("causes", causes(explanation.causes()));
        json.put("asked", asked(explanation.asked()));
        json.put("request", lines(explanation.request(), told.request()));
        json.put("stories", stories());
        json.put("portions", portions());
        return json;
    }

    private Map<String, Object> asked(Asked asked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", asked.account());
        asked.party().ifPresent(party -> json.put("party", party));
        asked.unit().ifPresent(unit -> json.put("unit", unit));
        json.put("strength", asked.strength().name());
        json.put("action", asked.action().name());
        json.put("purpose", asked.purpose());
        json.put("endUsers", asked.endUsers());
        json.put("told", telling.judgedFor(asked));
        return json;
    }

    private List<Object> stories() {
        List<Object> stories = new ArrayList<>();
        for (int i = 0; i < explanation.stories().size(); i++) {
            Story story = explanation.stories().get(i);
            ToldStory words = told.stories().get(i);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("portions", story.portions());
            json.put("verdict", story.verdict().name());
            json.put("subject", words.subject());
            json.put("why", words.why());
            stories.add(json);
        }
        return stories;
    }

    /** Every portion by itself; they stand in the order of the stories. */
    private List<Object> portions() {
        List<Object> portions = new ArrayList<>();
        for (int i = 0; i < explanation.stories().size(); i++) {
            Story story = explanation.stories().get(i);
            for (int portion = 0; portion < story.portions().size(); portion++) {
                portions.add(portion(story, told.stories().get(i), portion));
            }
        }
        return portions;
    }

    private static Map<String, Object> portion(Story story, ToldStory words, int portion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("portion", story.portions().get(portion));
        json.put("field", story.fields().get(portion));
        json.put("verdict", story.verdict().name());
        story.causes().stream().findFirst().ifPresent(cause -> {
            json.put("code", cause.name());
            json.put("gate", cause.gate().name());
        });
        json.put("causes", causes(story.causes()));
        story.clause().ifPresent(clause -> json.put("clause", clause));
        story.agreement().ifPresent(agreement -> json.put("agreement", agreement));
        json.put("assessments", story.assessments());
        json.put("obligations", ObligationsJson.of(story.obligations()));
        json.put("trace", lines(story.lines(), words.lines()));
        return json;
    }

    private static List<String> causes(List<Cause> causes) {
        return causes.stream().map(Cause::name).toList();
    }

    private static List<Object> lines(List<Line> lines, List<ToldLine> words) {
        List<Object> json = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            json.add(line(lines.get(i), words.get(i)));
        }
        return json;
    }

    private static Map<String, Object> line(Line line, ToldLine words) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("gate", line.gate().name());
        json.put("name", words.gate());
        json.put("verdict", line.verdict().name());
        json.put("judged", line.outcome() != Line.Outcome.NOT_JUDGED);
        json.put("outcome", words.outcome());
        line.cause().ifPresent(cause -> json.put("code", cause.name()));
        json.put("fact", words.fact());
        words.remedy().ifPresent(remedy -> json.put("remedy", remedy));
        if (!line.rulers().isEmpty()) {
            json.put(
                    "rulers", line.rulers().stream().map(ExplanationJson::ruler).toList());
        }
        return json;
    }

    private static Map<String, Object> ruler(Ruler ruler) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("party", ruler.party());
        json.put("role", ruler.role());
        if (!ruler.account().isEmpty()) {
            json.put("account", ruler.account());
        }
        return json;
    }
}
