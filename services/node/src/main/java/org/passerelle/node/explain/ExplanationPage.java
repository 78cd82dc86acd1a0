package org.passerelle.node.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Language;
import org.passerelle.core.explanation.Telling;
import org.passerelle.core.explanation.Telling.Heading;

/** The gateway's explanation, set for a terminal of eighty columns. */
public final class ExplanationPage {
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";
    private static final String RIGHT_TO_LEFT = "\u200f";

    private final Language language;
    private final Telling telling;
    private final JsonNode json;
    private final List<String> lines = new ArrayList<>();
    private final int outcomes;
    private final int gates;

    private ExplanationPage(Language language, JsonNode json) {
        this.language = language;
        this.telling = Telling.in(language);
        this.json = json;
        List<JsonNode> findings = findings();
        this.outcomes = widest(findings, "outcome");
        this.gates = widest(findings, "name");
    }

    /** The text of an answer of {@code POST /decisions}, which is in that language. */
    public static String of(Language language, JsonNode json) {
        return new ExplanationPage(language, json).text();
    }

    private String text() {
        Verdict verdict = Verdict.valueOf(json.path("verdict").asText());
        wrap("", telling.verdict(verdict, texts(json.path("causes"))));
        wrap("", json.path("headline").asText());
        line("");
        wrap(
                "",
                telling.heading(Heading.JUDGED_FOR) + " "
                        + json.path("asked").path("told").asText());
        List<String> endUsers = texts(json.path("asked").path("endUsers"));
        if (!endUsers.isEmpty()) {
            wrap("", telling.heading(Heading.END_USERS) + " " + String.join(", ", endUsers));
        }
        section(telling.heading(Heading.REQUEST), json.path("request"));
        JsonNode stories = json.path("stories");
        for (JsonNode story : stories) {
            String subject = story.path("subject").asText();
            // What one story says, the headline has said already.
            String heading = stories.size() == 1
                    ? subject
                    : telling.story(subject, story.path("why").asText());
            section(capital(heading), trace(story.path("portions").path(0).asText()));
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(language.rightToLeft() && !line.isEmpty() ? RIGHT_TO_LEFT : "")
                    .append(line.stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    private void section(String heading, JsonNode findings) {
        if (findings.isEmpty()) {
            return;
        }
        line("");
        wrap("", heading);
        findings.forEach(this::finding);
    }

    private void finding(JsonNode finding) {
        String begin = INDENT
                + Columns.padded(finding.path("outcome").asText(), outcomes)
                + INDENT
                + Columns.padded(finding.path("name").asText(), gates)
                + INDENT;
        String under = " ".repeat(Columns.width(begin));
        List<String> fact = Columns.wrapped(finding.path("fact").asText(), WIDTH - Columns.width(begin));
        line(begin + fact.getFirst());
        fact.stream().skip(1).forEach(rest -> line(under + rest));
        Optional.of(finding.path("remedy").asText())
                .filter(remedy -> !remedy.isEmpty())
                .ifPresent(remedy -> remedy(under, remedy));
    }

    private void remedy(String under, String remedy) {
        List<String> wrapped = Columns.wrapped(remedy, WIDTH - Columns.width(under) - 2);
        line(under + (language.rightToLeft() ? "← " : "→ ") + wrapped.getFirst());
        wrapped.stream().skip(1).forEach(rest -> line(under + INDENT + rest));
    }

    private JsonNode trace(String portion) {
        for (JsonNode one : json.path("portions")) {
            if (one.path("portion").asText().equals(portion)) {
                return one.path("trace");
            }
        }
        return json.path("none");
    }

    private List<JsonNode> findings() {
        List<JsonNode> findings = new ArrayList<>();
        json.path("request").forEach(findings::add);
        json.path("portions").forEach(portion -> portion.path("trace").forEach(findings::add));
        return findings;
    }

    private static int widest(List<JsonNode> findings, String member) {
        return findings.stream()
                .mapToInt(finding -> Columns.width(finding.path(member).asText()))
                .max()
                .orElse(0);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void wrap(String indent, String text) {
        Columns.wrapped(text, WIDTH - indent.length()).forEach(line -> line(indent + line));
    }

    private void line(String text) {
        lines.add(text);
    }
}
